// The box that one writes in: as high as its text, findings underlined, with an undo of its own.

import { el, endless, fill } from "./dom.js";
import { spans } from "./findings.js";
import { command } from "./keys.js";
import { clean } from "./paste.js";

/** @typedef {import("./undo.js").Undo} Undo */
/** @typedef {import("./undo.js").Entry} Entry */

/**
 * @typedef {object} Setting
 * @property {string} text
 * @property {string} language
 * @property {string} label
 * @property {string} [describedBy]
 * @property {string} [placeholder]
 * @property {Undo} undo
 * @property {boolean} mac
 * @property {(text: string) => void} onText
 * @property {(changes: import("./paste.js").Change[]) => void} [onCleaned]
 * @property {() => boolean} [onBack]  Whether something other than the text was undone instead.
 */

/** As the server has it. */
const LONGEST = 100_000;

/**
 * @param {import("./words.js").Words} words
 * @param {string} text
 * @returns {string} Why a text cannot be saved; nothing where it can.
 */
export function unfitText(words, text) {
  if (!text.trim()) return words.say("empty");
  const count = [...text].length;
  return count > LONGEST ? words.say("too long", { most: LONGEST, count }) : "";
}

/** Languages written from the right. */
export const RTL = /^(ar|arc|ckb|dv|fa|he|ks|ps|sd|ug|ur|yi)\b/;

export class TextBox {
  /** @param {Setting} setting */
  constructor(setting) {
    this.setting = setting;
    this.undo = setting.undo;
    /** @type {import("./types").Finding[]} */
    this.findings = [];
    // A copy of the text lies behind the box: it gives the height, and shows what the checks have found.
    this.mirror = el("div", { class: "mirror", "aria-hidden": "true", lang: setting.language, dir: "auto" });
    this.area = el("textarea", {
      class: "area",
      value: setting.text,
      lang: setting.language,
      dir: "auto",
      spellcheck: "true",
      autocapitalize: "sentences",
      autocomplete: "off",
      rows: 1,
      placeholder: setting.placeholder ?? "",
      "aria-label": setting.label,
      "aria-describedby": setting.describedBy,
      oninput: (/** @type {InputEvent} */ event) => this.#input(event),
      onbeforeinput: (/** @type {InputEvent} */ event) => this.#before(event),
      onpaste: (/** @type {ClipboardEvent} */ event) => this.#insert(event, event.clipboardData?.getData("text/plain")),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event),
    });
    this.element = el("div", { class: "box" }, this.mirror, this.area);
    this.#reflect();
  }

  get text() {
    return this.area.value;
  }

  /** @param {string} label  What those hear who do not see it. */
  call(label) {
    if (this.area.getAttribute("aria-label") !== label) this.area.setAttribute("aria-label", label);
  }

  get hasFocus() {
    return /** @type {Document | ShadowRoot} */ (this.area.getRootNode()).activeElement === this.area;
  }

  /** Take the focus; the caret stands where it stood when this segment was left. */
  focus() {
    const entry = this.undo.entries[this.undo.at];
    if (!this.hasFocus && entry) this.area.setSelectionRange(entry.start, entry.end);
    this.area.focus({ preventScroll: true });
  }

  /** @param {Entry} entry  Show a text that the undo knows already. */
  #show({ text, start, end }) {
    this.area.value = text;
    this.area.setSelectionRange(start, end);
    this.#reflect();
    this.setting.onText(text);
  }

  /**
   * Put another text into the box; Ctrl+Z brings back the one before.
   * @param {string} text
   * @param {{ start?: number, end?: number }} [caret]
   */
  set(text, { start = text.length, end = start } = {}) {
    this.undo.push({ text: this.area.value, start: this.area.selectionStart, end: this.area.selectionEnd });
    this.undo.push({ text, start, end });
    this.#show({ text, start, end });
  }

  /** @param {(text: string, start: number, end: number) => { text: string, start: number, end: number }} change */
  change(change) {
    const { text, start, end } = change(this.area.value, this.area.selectionStart, this.area.selectionEnd);
    this.set(text, { start, end });
  }

  /** @param {string} text  Show what another page or person has made of it; the caret stays as near as can be. */
  follow(text) {
    if (text === this.area.value) return;
    const at = Math.min(this.area.selectionStart, text.length);
    this.undo.push({ text, start: at, end: at });
    this.area.value = text;
    if (this.hasFocus) this.area.setSelectionRange(at, at);
    this.#reflect();
  }

  back() {
    if (this.setting.onBack?.()) return;
    const entry = this.undo.undo();
    if (entry) this.#show(entry);
  }

  again() {
    const entry = this.undo.redo();
    if (entry) this.#show(entry);
  }

  /** @param {import("./types").Finding[]} findings  What was found in the text as it stands. */
  mark(findings) {
    this.findings = findings;
    this.#reflect();
  }

  #reflect() {
    const text = this.area.value;
    this.element.classList.toggle("endless", endless(text));
    const pieces = this.findings.length ? spans(text, this.findings) : [{ text, finding: null }];
    fill(
      this.mirror,
      ...pieces.map((one) => (one.finding ? el("u", { class: `found ${one.finding.severity}` }, one.text) : one.text)),
      "\u200B",
    );
  }

  /** @param {InputEvent} event */
  #input(event) {
    this.findings = [];
    this.#reflect();
    this.undo.push(
      { text: this.area.value, start: this.area.selectionStart, end: this.area.selectionEnd },
      { kind: event.inputType, now: Date.now() },
    );
    this.setting.onText(this.area.value);
  }

  /** @param {InputEvent} event  The browser's own undo, as from a menu, knows nothing of our deeds. */
  #before(event) {
    if (event.inputType === "historyUndo" || event.inputType === "historyRedo") {
      event.preventDefault();
      if (event.inputType === "historyUndo") this.back();
      else this.again();
    } else if (event.inputType === "insertFromDrop") {
      // Not when it is dropped: only now does the caret stand where it was.
      this.#insert(event, event.data ?? event.dataTransfer?.getData("text/plain"));
    } else if (event.inputType === "insertLineBreak" && !event.isComposing) event.preventDefault(); // a segment is one line
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const found = command(event, { mac: this.setting.mac, writing: true, mode: "translate" })?.command;
    if (found !== "undo" && found !== "redo") return;
    event.preventDefault();
    event.stopPropagation();
    if (found === "undo") this.back();
    else this.again();
  }

  /** @param {Event} event @param {string} [raw]  What is to come in, as it came. */
  #insert(event, raw = "") {
    if (!raw) return;
    const { text, changes } = clean(raw, { rtl: RTL.test(this.setting.language) });
    if (!changes.length) return;
    event.preventDefault();
    const [start, end] = [this.area.selectionStart, this.area.selectionEnd];
    const value = this.area.value;
    const asPasted = value.slice(0, start) + raw + value.slice(end);
    // First as it came, then cleaned: one Ctrl+Z takes the cleaning back, a second one the pasting.
    this.undo.push({ text: value, start, end });
    this.undo.push({ text: asPasted, start: start + raw.length, end: start + raw.length });
    const caret = start + text.length;
    const cleaned = { text: value.slice(0, start) + text + value.slice(end), start: caret, end: caret };
    this.undo.push(cleaned);
    this.#show(cleaned);
    this.setting.onCleaned?.(changes);
  }
}
