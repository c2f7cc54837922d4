// The worker of `courier.js`. It is not part of the bundle: the browser fetches it by its own address.

export {}; // a module, to the checker too

const channel = new BroadcastChannel(self.name);

/** @param {import("./courier.js").Letter} letter @returns {Promise<import("./courier.js").Answer>} */
async function post({ url, headers, body }) {
  const answer = await fetch(url, { method: "POST", headers, body, cache: "no-store", credentials: "same-origin" });
  return { status: answer.status, words: answer.statusText, text: await answer.text() };
}

self.onmessage = async (/** @type {MessageEvent<{ number: number, letter: import("./courier.js").Letter }>} */ { data }) => {
  const { number, letter } = data;
  const said = await post(letter).then(
    (answer) => ({ number, answer }),
    (error) => ({ number, failure: String(error) }),
  );
  channel.postMessage(said);
};

channel.postMessage({ number: 0 });
