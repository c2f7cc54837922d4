// The dialog under `?`: every key, in words.

import { el, keycaps } from "./dom.js";
import { KEYS, written } from "./keys.js";

/**
 * @param {import("./words.js").Words} words
 * @param {{ mac: boolean, mode: import("./keys.js").Mode, quotes: string[], dash: string }} here
 * @returns {HTMLDialogElement}
 */
export function helpDialog(words, { mac, mode, quotes, dash }) {
  const close = el("button", { type: "button", class: "main", onclick: () => dialog.close() }, words.say("close"));
  const dialog = el(
    "dialog",
    { class: "keys", "aria-labelledby": "keys-title" },
    el("h2", { id: "keys-title" }, words.say("keys")),
    el(
      "dl",
      {},
      ...KEYS.filter((one) => one.modes.includes(mode)).flatMap((one) => [
        el("dt", {}, keycaps(written(one.keys, mac))),
        el("dd", {}, words.say(one.words, { quotes: quotes.slice(0, 2).join(" "), inner: quotes.slice(2, 4).join(" "), dash })),
      ]),
    ),
    close,
  );
  // Its own keys go no further: Esc closes it, and nothing behind it hears them.
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
  return dialog;
}
