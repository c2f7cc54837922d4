// The keys, in one table: what is pressed, what it does, and under which words the dialog lists it.

/**
 * @typedef {"save" | "approve" | "up" | "down" | "suggestion" | "source" | "join" | "note" | "quotes" | "inner" | "dash"
 *   | "space" | "undo" | "redo" | "stored" | "find" | "help" | "fix" | "back" | "paragraph" | "hear" | "hearSource" | "claim" | "seek"} Command
 */

/**
 * @typedef {object} Pressed  As much of a KeyboardEvent as decides.
 * @property {string} key
 * @property {string} code
 * @property {boolean} ctrlKey
 * @property {boolean} metaKey
 * @property {boolean} altKey
 * @property {boolean} shiftKey
 * @property {boolean} [isComposing]
 */

/** @typedef {"translate" | "review"} Mode */

/**
 * @typedef {object} Key
 * @property {Command} command
 * @property {string[]} keys  As they are written on the keyboard; `Mod` is Ctrl, on a Mac ⌘.
 * @property {string} words  What it does: a key of the words.
 * @property {Mode[]} modes
 */

/** @type {Mode[]} */
const BOTH = ["translate", "review"];

/** @type {Key[]} */
export const KEYS = [
  { command: "save", keys: ["Mod", "Enter"], words: "key save", modes: BOTH },
  { command: "approve", keys: ["Mod", "Shift", "Enter"], words: "key approve", modes: BOTH },
  { command: "up", keys: ["Alt", "↑"], words: "key up", modes: BOTH },
  { command: "down", keys: ["Alt", "↓"], words: "key down", modes: BOTH },
  { command: "fix", keys: ["Enter"], words: "key fix", modes: ["review"] },
  { command: "back", keys: ["Alt", "R"], words: "key back", modes: ["review"] },
  { command: "paragraph", keys: ["Alt", "P"], words: "key paragraph", modes: ["review"] },
  { command: "suggestion", keys: ["Alt", "1…5"], words: "key suggestion", modes: BOTH },
  { command: "source", keys: ["Alt", "C"], words: "key source", modes: BOTH },
  { command: "join", keys: ["Alt", "J"], words: "key join", modes: ["translate"] },
  { command: "note", keys: ["Alt", "N"], words: "key note", modes: BOTH },
  { command: "quotes", keys: ["Alt", "Q"], words: "key quotes", modes: BOTH },
  { command: "inner", keys: ["Alt", "Shift", "Q"], words: "key inner", modes: BOTH },
  { command: "dash", keys: ["Alt", "-"], words: "key dash", modes: BOTH },
  { command: "space", keys: ["Mod", "Shift", "Space"], words: "key space", modes: BOTH },
  { command: "undo", keys: ["Mod", "Z"], words: "key undo", modes: BOTH },
  { command: "redo", keys: ["Mod", "Shift", "Z"], words: "key redo", modes: BOTH },
  { command: "stored", keys: ["Esc"], words: "key stored", modes: BOTH },
  { command: "hear", keys: ["Alt", "A"], words: "key hear", modes: BOTH },
  { command: "hearSource", keys: ["Alt", "Shift", "A"], words: "key hear source", modes: BOTH },
  { command: "claim", keys: ["Alt", "M"], words: "key claim", modes: BOTH },
  { command: "seek", keys: ["Alt", "K"], words: "key seek", modes: BOTH },
  { command: "find", keys: ["Alt", "G"], words: "key find", modes: BOTH },
  { command: "help", keys: ["?"], words: "key help", modes: BOTH },
];

// By the letter where the layout has Latin ones, else by the place where they would be: it may be Ukrainian. See `place`.
/** @type {Record<string, Command>} */
const ALT = {
  ArrowUp: "up", ArrowDown: "down", KeyC: "source", KeyJ: "join", KeyN: "note", KeyQ: "quotes", Minus: "dash",
  NumpadSubtract: "dash", KeyR: "back", KeyP: "paragraph", KeyA: "hear", KeyM: "claim", KeyK: "seek", KeyG: "find", Slash: "help",
};
/** @type {Record<string, Command>} */
const ALT_SHIFT = { KeyQ: "inner", KeyA: "hearSource", Slash: "help" };

/**
 * Return which key of a plain keyboard was meant. Letters and marks stand elsewhere on a German, French or Swedish one:
 * there what is written on the key counts; where that is no Latin letter, its place does.
 * @param {Pressed} event
 */
function place({ key, code }) {
  if (/^[a-z]$/i.test(key)) return `Key${key.toUpperCase()}`;
  if (code.startsWith("Numpad")) return code;
  if (/^[-\u2013\u2014]$/.test(key)) return "Minus"; // a Mac writes its dashes by the same keys
  return key === "/" || key === "?" ? "Slash" : code;
}

/**
 * Return what a press of keys asks for; null for what belongs to the browser, to the text or to an input method.
 * AltGr arrives as Ctrl+Alt and writes letters.
 * @param {Pressed} event
 * @param {{ mac: boolean, writing: boolean, mode: Mode }} where  `writing`: whether the focus is in a box of text.
 * @returns {{ command: Command, number?: number } | null}
 */
export function command(event, { mac, writing, mode }) {
  if (event.isComposing || event.key === "Process" || event.key === "Dead") return null;
  const mod = mac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if ((mod || (mac && event.ctrlKey && !event.metaKey)) && !event.altKey) {
    if (event.key === "Enter") return { command: event.shiftKey ? "approve" : "save" };
    if (event.shiftKey && event.code === "Space") return { command: "space" };
    if (mod && writing && place(event) === "KeyZ") return { command: event.shiftKey ? "redo" : "undo" };
    if (mod && writing && !mac && place(event) === "KeyY" && !event.shiftKey) return { command: "redo" };
    return null;
  }
  if (event.altKey && !event.ctrlKey && !event.metaKey) {
    // Not those of the number pad: on Windows Alt and a number typed there write a letter.
    const digit = /^Digit([1-5])$/.exec(event.code);
    if (digit && !event.shiftKey) return { command: "suggestion", number: Number(digit[1]) };
    const found = (event.shiftKey ? ALT_SHIFT : ALT)[place(event)];
    const listed = KEYS.find((one) => one.command === found);
    return found && listed?.modes.includes(mode) ? { command: found } : null;
  }
  if (!plain) return null;
  if (event.key === "Escape") return { command: "stored" };
  if (writing) return null;
  if (event.key === "?") return { command: "help" };
  if (mode === "review" && event.key === "Enter") return { command: "fix" };
  return null;
}

/**
 * Return how the keys are written on this person's keyboard.
 * @param {string[]} keys
 * @param {boolean} mac
 */
export function written(keys, mac) {
  const names = mac ? { Mod: "⌘", Alt: "⌥", Shift: "⇧" } : { Mod: "Ctrl" };
  return keys.map((key) => /** @type {Record<string, string>} */ (names)[key] ?? key);
}

/**
 * Put quotes round what is selected; without a selection, the mark that is due: opening, or closing what is open.
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {[string, string]} pair
 * @returns {{ text: string, start: number, end: number }}
 */
export function quoted(text, start, end, [open, close]) {
  if (end > start) {
    const inside = text.slice(start, end);
    return { text: text.slice(0, start) + open + inside + close + text.slice(end), start: start + open.length, end: end + open.length };
  }
  const before = text.slice(0, start);
  const opened =
    open === close
      ? before.split(open).length % 2 === 0
      : before.split(open).length > before.split(close).length;
  return inserted(text, start, end, opened ? close : open);
}

/**
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {string} piece
 */
export function inserted(text, start, end, piece) {
  const at = start + piece.length;
  return { text: text.slice(0, start) + piece + text.slice(end), start: at, end: at };
}

/**
 * Put the language's dash where the caret is, with its spaces: a no-break space before, so that no line begins with it.
 * Between digits it stands close, as a range does.
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {string} dash
 */
export function dashed(text, start, end, dash) {
  const [before, after] = [text.slice(0, start), text.slice(end)];
  if (/\d$/.test(before)) return inserted(text, start, end, "\u2013");
  if (before === "") return inserted(text, start, end, /^\s/.test(after) ? dash : `${dash} `);
  const head = before.replace(/[ \u00A0]+$/, "");
  const piece = `\u00A0${dash}${/^\s/.test(after) ? "" : " "}`;
  return inserted(head + after, head.length, head.length, piece);
}
