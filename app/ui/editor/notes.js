// The footnotes of a segment beside it: each can be written anew or taken away.

import { el, fill } from "./dom.js";

/** @typedef {import("./types").Unit} Unit */

/**
 * @param {import("./session.js").Session} session
 * @param {Unit} unit
 * @param {{ set: (notes: string[]) => void, leave: () => void }} how  `set` gets all notes that the segment is to have.
 * @returns {HTMLElement[]}
 */
export function noteList(session, unit, { set, leave }) {
  const { words, data } = session;
  const notes = session.notes(unit);
  // While a deed on them is under way they may be other ones in a moment.
  const still = ![...session.outbox.waiting.values()].some((one) => one.unit === unit.id);
  const may = session.catalog?.may.translate !== false && still;
  return notes.map((note, at) => {
    const element = el("div", { class: "footnote" });
    const others = (/** @type {string[]} */ ...instead) => [...notes.slice(0, at), ...instead, ...notes.slice(at + 1)];
    const button = (/** @type {string} */ key, /** @type {() => void} */ onclick) =>
      el("button", { type: "button", class: "quiet", "aria-label": `${words.say(key)}: ${note}`, onclick }, words.say(key));
    const show = () =>
      fill(
        element,
        el("div", { class: "text", lang: data.language, dir: "auto" }, note),
        may ? el("div", { class: "by" }, button("change note", write), button("take note away", () => set(others()))) : null,
      );
    const write = () => {
      const box = el("textarea", {
        class: "note",
        rows: 2,
        value: note,
        lang: data.language,
        dir: "auto",
        "aria-label": words.say("footnote"),
        onkeydown: (/** @type {KeyboardEvent} */ event) => {
          if (event.isComposing) return;
          const enter = event.key === "Enter" && (event.ctrlKey || event.metaKey);
          if (!enter && event.key !== "Escape") return;
          event.preventDefault();
          event.stopPropagation();
          if (enter) keep();
          else {
            show();
            leave();
          }
        },
      });
      const keep = () => {
        const text = box.value.trim();
        if (text && text !== note) set(others(text));
        else show();
        leave();
      };
      fill(element, box, el("div", { class: "by" }, button("save note", keep)));
      box.focus();
    };
    show();
    return element;
  });
}
