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
  const place = ["footnote", String(unit.id)];
  const begun = /** @type {{ note?: unknown, text?: unknown } | null} */ (session.storage.get(...place));
  const kept = begun && typeof begun.note === "string" && typeof begun.text === "string" ? { note: begun.note, text: begun.text } : null;
  /** @param {string | null} note  Null where the one that was being written anew here is there no more. @param {number} at */
  const one = (note, at) => {
    const element = el("div", { class: "footnote" });
    const others = (/** @type {string[]} */ ...instead) => [...notes.slice(0, at), ...instead, ...notes.slice(at + 1)];
    const button = (/** @type {string} */ key, /** @type {() => void} */ onclick) =>
      el("button", { type: "button", class: "quiet", "aria-label": `${words.say(key)}: ${note}`, onclick }, words.say(key));
    const show = () =>
      note !== null &&
      fill(
        element,
        el("div", { class: "text", lang: data.language, dir: "auto" }, note),
        may ? el("div", { class: "by" }, button("change note", () => write(note).focus()), button("take note away", () => (set(others()), leave()))) : null,
      );
    const stop = () => {
      session.storage.remove(...place);
      if (note === null) element.remove();
      else show();
    };
    /** @param {string} begin */
    const write = (begin) => {
      const box = el("textarea", {
        class: "note",
        rows: 2,
        value: begin,
        oninput: () => session.storage.put(place, { note: note ?? "", text: box.value }),
        lang: data.language,
        dir: "auto",
        "aria-label": words.say("footnote"),
        onkeydown: (/** @type {KeyboardEvent} */ event) => {
          if (event.isComposing) return;
          const enter = event.key === "Enter" && (event.ctrlKey || event.metaKey);
          if (!enter && event.key !== "Escape") return;
          event.preventDefault();
          event.stopPropagation();
          if (enter) return keep();
          stop();
          leave();
        },
      });
      const keep = () => {
        const text = box.value.trim();
        stop();
        if (text && text !== note) set(others(text));
        leave();
      };
      fill(element, box, el("div", { class: "by" }, button("save note", keep)));
      return box;
    };
    if (kept && may && kept.note === (note ?? kept.note)) write(kept.text);
    else show();
    return element;
  };
  return [...notes.map(one), ...(kept && may && !notes.includes(kept.note) ? [one(null, notes.length)] : [])];
}
