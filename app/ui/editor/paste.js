// What is pasted from a PDF or a chat becomes one line of clean text, and what was changed is said.

/** @typedef {"lines" | "spaces" | "marks" | "ends"} Change */

// Zero-width space, word joiner, byte-order mark, soft hyphen, direction marks and embeddings, control characters.
// The zero-width joiner and non-joiner stay: emoji and several scripts are written with them.
const MARKS =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u0084\u0086-\u009F\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\uFFF9-\uFFFB]/gu;
const LONE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
// Whoever copies a whole line takes its end along: it is no space in the text.
const ENDS = /^(?:[ \t]*(?:\r\n|[\n\r\u0085\u2028\u2029]))+[ \t]*|[ \t]*(?:\r\n|[\n\r\u0085\u2028\u2029])\s*$/g;
const LINES = /[ \t]*(?:\r\n|[\n\r\u0085\u2028\u2029])\s*/g;

/**
 * Return the text as it is put into a segment, and which kinds of things were changed in it.
 * @param {string} text
 * @param {{ rtl?: boolean }} [options] In a language written from the right, the marks of direction stay.
 * @returns {{ text: string, changes: Change[] }}
 */
export function clean(text, { rtl = false } = {}) {
  /** @type {Change[]} */
  const changes = [];
  const step = (/** @type {Change} */ change, /** @type {string} */ now) => {
    if (now !== text) changes.push(change);
    text = now;
  };
  const kept = rtl ? /[\u200E\u200F\u2066-\u2069]/ : null;
  step("marks", text.replace(MARKS, (mark) => (kept?.test(mark) ? mark : "")).replace(LONE, ""));
  // A word cut by a hyphen at the end of a line may be meant so (“pan-\nSlavic”): it keeps its hyphen, without a space.
  step("lines", text.replace(/(\p{L}-)(?:\r\n|[\n\r\u2028\u2029])[ \t]*(?=\p{L})/gu, "$1").replace(ENDS, "").replace(LINES, " "));
  step("spaces", text.replace(/\t/g, " ").replace(/ {2,}/g, " ").replace(/ (?=\u00A0)|(?<=\u00A0) /g, ""));
  return { text, changes };
}
