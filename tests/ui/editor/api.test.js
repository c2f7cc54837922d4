import assert from "node:assert/strict";
import { test } from "node:test";
import { Api } from "../../../app/ui/editor/api.js";
import { Refused } from "../../../app/ui/editor/sender.js";

const DONE = { status: 200, words: "OK", text: '{"results":[]}' };

/** Routes in a browser in which the page and the courier answer what the test says; `asked` is who was asked. */
function world({ ready = true, line = true, answer = DONE } = {}) {
  const asked = [];
  class XMLHttpRequest {
    headers = {};
    open(method, url) {
      this.sent = { method, url };
    }
    setRequestHeader(name, value) {
      this.headers[name] = value;
    }
    send(body) {
      asked.push({ who: "page", ...this.sent, headers: this.headers, body });
      if (answer instanceof Error) return this.onerror({ type: "error" });
      Object.assign(this, { status: answer.status, statusText: answer.words, responseText: answer.text });
      this.onload();
    }
  }
  const here = { document: { baseURI: "http://here/translate" }, navigator: { onLine: line }, XMLHttpRequest };
  for (const [name, value] of Object.entries(here)) Object.defineProperty(globalThis, name, { value, configurable: true });
  const api = new Api({ base: "api/v1/", token: "t", document: "talk", language: "uk", speaks: "sv" });
  api.courier.ready = ready;
  api.courier.carry = async (letter) => {
    asked.push({ who: "courier", method: "POST", ...letter });
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { api, asked };
}

for (const [when, who, given] of [
  ["the courier is ready", "courier", {}],
  ["it is not ready", "page", { ready: false }],
  ["the browser has no line", "page", { line: false }],
])
  test(`where ${when}, the ${who} posts, with today's token`, async () => {
    const { api, asked } = world(given);
    api.token = "new";
    assert.deepEqual(await api.send("g", []), []);
    assert.deepEqual(asked, [
      {
        who,
        method: "POST",
        url: "http://here/api/v1/catalogs/talk/uk/operations",
        headers: { Authorization: "Bearer new", "Accept-Language": "sv", "Content-Type": "application/json" },
        body: '{"generation":"g","operations":[]}',
      },
    ]);
  });

for (const ready of [true, false]) {
  const way = ready ? "the courier" : "the page";
  test(`what the server says no to is told in its words, by ${way}`, async () => {
    const text = '{"type":"generation","title":"Anew","detail":"The store was made anew."}';
    const { api } = world({ ready, answer: { status: 409, words: "Conflict", text } });
    await assert.rejects(api.send("g", []), (error) => {
      assert.ok(error instanceof Refused);
      assert.deepEqual([error.status, error.message, error.kind], [409, "The store was made anew.", "generation"]);
      return true;
    });
  });

  test(`a refusal without words of ours is one too, by ${way}`, async () => {
    const { api } = world({ ready, answer: { status: 502, words: "Bad Gateway", text: "<html>" } });
    await assert.rejects(api.send("g", []), (error) => error instanceof Refused && error.status === 502 && error.message === "Bad Gateway");
  });

  test(`an answer that broke off is none, by ${way}`, async () => {
    const { api } = world({ ready, answer: { ...DONE, text: '{"results":' } });
    await assert.rejects(api.send("g", []), TypeError);
  });

  test(`without a line it fails as fetch does, by ${way}`, async () => {
    const { api } = world({ ready, answer: new TypeError("Failed to fetch") });
    await assert.rejects(api.send("g", []), TypeError);
  });
}
