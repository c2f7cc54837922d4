// The review page: the translation as one reads a book; a sentence is approved, mended or sent back where it stands.

import { RTL, TextBox, unfitText } from "./box.js";
import { conflictView } from "./conflict.js";
import { diff } from "./diff.js";
import { difference, el, fill, keycaps } from "./dom.js";
import { written } from "./keys.js";
import { LongList } from "./longlist.js";
import { EVERYTHING, isOpen, nextOf, SIGNS } from "./model.js";
import { claimed, dots, formClasses, heading, sourceLanguage, stateClass, stateWord } from "./row.js";
import { writeMark } from "./marks.js";

/** @typedef {import("./types").Unit} Unit */
/** @typedef {import("./editor.js").Editor} Editor */
/** @typedef {import("./keys.js").Command} Command */

/** Paragraphs that stay in view on each side of the one under review, whatever the filter. */
const AROUND = 2;

export class ReviewView {
  /** @param {Editor} editor */
  constructor(editor) {
    this.editor = editor;
    this.session = editor.session;
    this.words = editor.session.words;
    this.content = el("div", { class: "rows", role: "list", "aria-label": this.words.say("text") });
    this.element = el("div", { class: "list book" }, this.content);
    /** @type {TextBox | null} */
    this.box = null;
    /** @type {ReturnType<typeof conflictView> | null} */
    this.choice = null;
    this.fixing = false;
    this.returning = false;
    this.filter = EVERYTHING;
    /** Places that match the filter. @type {number[]} */
    this.matched = [];
    /** The first places of the paragraphs that match; the others stand beside them. @type {Set<number>} */
    this.hits = new Set();
    /** The first place of each paragraph. @type {number[]} */
    this.paragraphs = [];
    /** @type {number | null} */
    this.active = null;
    /** What others changed since the last look, with the text that was known then. @type {Map<number, string>} */
    this.before = new Map();
    /** What of that has been under review since. @type {Set<number>} */
    this.visited = new Set();
    this.below = el("div", { class: "below" });
    this.desk = el("div", { class: "desk" });
    this.list = new LongList(this.element, this.content, {
      draw: (first) => this.#draw(first),
      estimate: (first) => this.#estimate(first),
    });
    this.asked = false;
    this.onHide = () => this.#looked();
    window.addEventListener("pagehide", this.onHide);
  }

  get model() {
    return this.session.model;
  }

  /** @returns {ReadonlySet<number>} What others changed since this person last looked. */
  get news() {
    return new Set(this.before.keys());
  }

  /** @returns {Unit | undefined} */
  get unit() {
    return this.model.unit(this.active);
  }

  /** @param {number | null} wanted */
  catalog(wanted) {
    void this.#askNews();
    this.paragraphs = [];
    for (let place = 0; place < this.model.units.length; place = this.model.paragraph(place)[1] + 1) this.paragraphs.push(place);
    this.matched = this.model.matching(this.filter);
    this.list.clear();
    const unit = this.model.unit(wanted) ?? this.model.unit(this.active);
    const first = nextOf(this.matched, -1, (place) => this.#needs(place));
    const place = unit ? this.model.place(unit.id) : Math.max(first, this.matched[0] ?? -1);
    this.active = null;
    this.list.pinned = null;
    const open = this.model.units[place];
    if (open) this.activate(open.id);
    else this.list.reset([]);
    if (first < 0 && this.model.units.length) this.editor.say(this.words.say("nothing to review"));
  }

  async #askNews() {
    try {
      const { units } = await this.session.news();
      this.before = new Map(units.filter((one) => this.model.unit(one.unit)).map((one) => [one.unit, one.before]));
    } catch {
      return; // the line is down: nothing is called new, and nothing is called seen
    }
    this.asked = true;
    this.editor.header.drawNews();
    for (const first of [...this.list.drawn.keys()]) {
      const [from, to] = this.model.paragraph(first);
      const told = this.model.units.slice(from, to + 1).some((one) => this.before.has(one.id));
      if (told && first !== this.list.pinned) this.list.refresh(first);
      else if (told && !this.box) this.redraw();
    }
  }

  /** Whoever had each of the changes under review, or found none, has looked; else they are told again the next time. */
  #looked() {
    if (this.asked && [...this.before.keys()].every((id) => this.visited.has(id))) this.session.looked();
  }

  /** The person says that they have seen all of it. */
  seen() {
    this.before.clear();
    this.session.looked();
    this.editor.header.drawNews();
    for (const first of [...this.list.drawn.keys()]) if (first !== this.list.pinned) this.list.refresh(first);
    this.redraw();
  }

  /** @param {number} place */
  #needs(place) {
    const unit = this.model.units[place];
    return unit !== undefined && this.session.needsMe(unit);
  }

  /** @param {import("./model.js").Filter} filter */
  setFilter(filter) {
    this.filter = filter;
    this.matched = this.model.matching(filter);
    this.#reset();
    for (const first of [...this.list.drawn.keys()]) if (first !== this.list.pinned) this.list.refresh(first);
    if (this.active !== null) this.list.reveal(this.#paragraphOf(this.active));
  }

  /** @param {number} id @returns {number} */
  #paragraphOf(id) {
    return this.model.paragraph(this.model.place(id))[0];
  }

  #reset() {
    if (isOpen(this.filter)) return this.list.reset(this.paragraphs);
    this.hits = new Set(this.matched.map((place) => this.model.paragraph(place)[0]));
    const wanted = new Set(this.hits);
    if (this.active !== null) {
      const at = this.paragraphs.indexOf(this.#paragraphOf(this.active));
      for (const near of this.paragraphs.slice(Math.max(0, at - AROUND), at + AROUND + 1)) wanted.add(near);
    }
    this.list.reset([...wanted].sort((one, other) => one - other));
  }

  /** @param {number} first */
  #estimate(first) {
    const [from, to] = this.model.paragraph(first);
    const letters = Math.max(20, Math.min(620, (this.element.clientWidth || 1000) * 0.5) / 8.3);
    let length = 0;
    for (let place = from; place <= to; place++) length += (this.model.units[place]?.target.text.length ?? 0) + 1;
    return Math.max(1, Math.ceil(length / letters)) * 28 + 26;
  }

  // --- a paragraph

  /** @param {number} first */
  #draw(first) {
    const { session, words } = this;
    const [from, to] = this.model.paragraph(first);
    const units = this.model.units.slice(from, to + 1);
    const over = heading(session, first);
    const mine = units.some((one) => one.id === this.active);
    const kind = units[0]?.kind ?? "segment";
    // What is not translated yet says so from the left: it must not turn the paragraph.
    const text = el("div", { class: "text", lang: session.data.language, dir: RTL.test(session.data.language) ? "rtl" : "auto" });
    /** @type {string[]} */
    const notes = [];
    units.forEach((unit, at) => {
      const sentence = this.#sentence(unit, from + at, notes);
      if (sentence.length) text.append(...sentence, " ");
    });
    const element = el(
      "div",
      {
        class: ["row", "paragraph", `kind-${kind}`, mine ? "on" : "", over ? "opens-turn" : "", isOpen(this.filter) || this.hits.has(first) ? "" : "faded", ...(units[0] ? formClasses(units[0], true) : [])].filter(Boolean).join(" "),
        role: "listitem",
      },
      el("div", { class: "gutter" }, claimed(session, first), over ? el("div", { class: "speaker", dir: "auto" }, over) : null, ...units.flatMap((one) => dots(session, one))),
      text,
      el(
        "div",
        { class: "original", lang: sourceLanguage(session), dir: "auto" },
        ...units.flatMap((unit, at) => [el("span", { class: this.model.units[this.model.head(from + at)]?.id === this.active ? "on" : "", dir: "auto" }, unit.source), " "]),
      ),
    );
    if (notes.length)
      text.append(el("ol", { class: "footnotes", "aria-label": words.say("footnotes") }, ...notes.map((one) => el("li", {}, one))));
    if (mine) {
      this.#drawDesk();
      element.append(this.desk, this.below);
    }
    return element;
  }

  /** @param {Unit} unit @param {number} place @param {string[]} notes  The paragraph's footnotes so far. @returns {Node[]} */
  #sentence(unit, place, notes) {
    const { session, words } = this;
    if (unit.joined) return [];
    const state = session.state(unit);
    const text = session.stored(unit);
    const waits = session.needsMe(unit);
    const on = unit.id === this.active;
    const classes = ["sentence", stateClass(state), on ? "on" : "", waits ? "waits" : "", unit.hasty ? "is-hasty" : "", this.before.has(unit.id) ? "is-new" : ""];
    const open = session.outbox.conflicts.has(unit.id);
    const sign = open ? "⇄" : unit.hasty ? "⚡" : state === "reviewed" ? "" : SIGNS[state];
    const said = [stateWord(session, unit), open ? words.say("two texts") : "", unit.hasty ? words.say("hasty short") : "", this.before.has(unit.id) ? words.say("changed since") : ""];
    const numbers = this.session.notes(unit).map((note) => el("sup", {}, String(notes.push(note))));
    return [
      el(
        "span",
        {
          class: classes.filter(Boolean).join(" "),
          // Each by itself: a mark of direction in one turns no other.
          dir: "auto",
          role: "button",
          tabindex: on ? 0 : -1,
          "aria-pressed": String(on),
          "data-unit": unit.id,
          title: this.#who(unit),
          onclick: () => {
            if (!String(window.getSelection() ?? "").trim()) this.activate(unit.id);
          },
        },
        sign ? el("span", { class: "sign", "aria-hidden": "true" }, sign) : null,
        text || words.say("not translated"),
        ...numbers,
        el("span", { class: "unseen", lang: session.data.ui_language }, ` (${words.say("segment", { number: place + 1 })}, ${said.filter(Boolean).join(", ")})`),
      ),
    ];
  }

  /** What can be done with the sentence under review. */
  #drawDesk() {
    const { session, words, unit } = this;
    if (!unit) return;
    const { mac } = this.editor;
    const button = (/** @type {Command} */ command, /** @type {string[]} */ keys, /** @type {string} */ key, css = "") =>
      el("button", { type: "button", class: css, onclick: () => this.command(command) }, words.say(key), " ", keycaps(written(keys, mac)));
    const open = session.outbox.conflicts.get(unit.id);
    this.box = null;
    this.choice = null;
    /** @type {(Node | null)[]} */
    const parts = [
      el(
        "div",
        { class: "source", lang: sourceLanguage(session), dir: "auto" },
        unit.source,
        ...this.model.joinedTo(this.model.place(unit.id)).map((one) => el("span", { class: "with", dir: "auto" }, ` ${one.source}`)),
      ),
      el("p", { class: "who", dir: "auto" }, this.#who(unit)),
      this.#since(unit),
      unit.hasty ? el("p", { class: "hasty" }, `⚡ ${words.say("hasty")}`) : null,
      session.outbox.refusals.has(unit.id) ? el("p", { class: "alert", role: "alert" }, session.outbox.refusals.get(unit.id)?.sentence ?? "") : null,
    ];
    if (open) {
      this.choice = conflictView(session, unit, open, { mac, settle: (text) => this.#settle(unit, text) });
      parts.push(this.choice.element);
    } else if (this.fixing || session.isDirty(unit)) {
      this.fixing = true;
      this.box = this.#fixBox(unit);
      parts.push(this.box.element, el("div", { class: "buttons" }, button("save", ["Mod", "Enter"], "save fix", "main"), session.catalog?.may.review && session.catalog.may.approve_own ? button("approve", ["Mod", "Shift", "Enter"], "approve") : null, button("stored", ["Esc"], "leave fix")));
    } else if (this.returning) {
      this.reason = this.#reasonBox(unit);
      parts.push(
        this.reason,
        el("div", { class: "buttons" }, el("button", { type: "button", class: "main", onclick: () => this.#sendBack() }, words.say("send back"), " ", keycaps(written(["Mod", "Enter"], mac))), button("stored", ["Esc"], "leave fix")),
      );
    } else {
      const may = session.mayApprove(unit) && session.state(unit) === "translated";
      const rest = this.#waitingInParagraph().length;
      const own = session.state(unit) === "translated" && !session.mayApprove(unit) && session.catalog?.may.review !== false;
      parts.push(
        own ? el("p", { class: "quiet" }, words.say("another's to approve")) : null,
        el(
          "div",
          { class: "buttons" },
          may ? button("approve", ["Mod", "Shift", "Enter"], "approve", "main") : null,
          may && rest > 1 ? button("paragraph", ["Alt", "P"], "approve paragraph") : null,
          session.catalog?.may.translate !== false ? button("fix", ["Enter"], "fix it") : null,
          session.catalog?.may.review !== false && unit.target.text ? button("back", ["Alt", "R"], "send back") : null,
          button("save", ["Mod", "Enter"], "go on"),
        ),
      );
    }
    fill(this.desk, ...parts);
  }

  /** @param {Unit} unit @returns {HTMLElement | null} What others changed in it since this person last looked. */
  #since(unit) {
    const before = this.before.get(unit.id);
    const text = this.session.stored(unit);
    if (!before || before === text) return null;
    const { words, session } = this;
    return el("div", { class: "since" }, el("h4", {}, words.say("since my look")), difference(diff(before, text), { lang: session.data.language }));
  }

  /** @param {Unit} unit */
  #who(unit) {
    const { words } = this;
    const { translator, reviewer, origin, state } = unit.target;
    const parts = [];
    if (state === "draft") parts.push(words.say("draft of", { origin: words.origin(origin) }));
    else if (translator) parts.push(words.say("translated by", { name: translator }));
    if (origin && state !== "draft") parts.push(words.say("from a draft of", { origin: words.origin(origin) }));
    if (reviewer) parts.push(words.say("reviewed by", { name: reviewer }));
    const ago = words.ago(unit.at, Date.now());
    if (ago && parts.length) parts.push(ago);
    if (unit.target.reason) parts.push(words.say("needs work because", { reason: unit.target.reason }));
    return parts.join(" · ");
  }

  /** @param {Unit} unit */
  #fixBox(unit) {
    const { session, words } = this;
    return new TextBox({
      text: session.text(unit),
      language: session.data.language,
      label: words.say("translation of", { segment: words.say("segment", { number: this.model.place(unit.id) + 1 }) }),
      undo: session.undo(unit),
      mac: this.editor.mac,
      onText: (text) => {
        session.type(unit, text);
        this.editor.typed(unit, text);
      },
    });
  }

  /** @param {Unit} unit */
  #reasonBox(unit) {
    const { session, words } = this;
    const kept = session.storage.get("reason", String(unit.id));
    return el("textarea", {
      class: "reason",
      rows: 2,
      value: typeof kept === "string" ? kept : "",
      "aria-label": words.say("reason"),
      placeholder: words.say("reason"),
      dir: "auto",
      oninput: (/** @type {Event} */ event) => session.storage.put(["reason", String(unit.id)], /** @type {HTMLTextAreaElement} */ (event.target).value),
    });
  }

  // --- moving

  /** @param {number} id @param {{ focus?: boolean }} [options] */
  activate(id, { focus = true } = {}) {
    const place = this.model.head(this.model.place(id));
    const unit = this.model.units[place];
    if (!unit) return;
    const again = unit.id === this.active;
    const before = this.active;
    this.active = unit.id;
    this.session.active = unit.id;
    this.visited.add(unit.id);
    if (!again) {
      this.fixing = false;
      this.returning = Boolean(this.session.storage.get("reason", String(unit.id)));
    }
    const paragraph = this.#paragraphOf(unit.id);
    this.list.pinned = paragraph;
    if (!isOpen(this.filter) || !this.list.keys.length) this.#reset();
    if (before !== null && before !== unit.id && this.#paragraphOf(before) !== paragraph) this.list.refresh(this.#paragraphOf(before));
    this.list.refresh(paragraph);
    this.list.reveal(paragraph);
    if (focus) this.focus();
    this.editor.opened(unit, { again });
  }

  focus() {
    if (this.choice) return this.choice.focus();
    if (this.box) return this.box.focus();
    if (this.returning && this.reason?.isConnected) return this.reason.focus({ preventScroll: true });
    /** @type {HTMLElement | null} */ (this.content.querySelector(".sentence.on"))?.focus({ preventScroll: true });
  }

  redraw() {
    if (this.active === null) return;
    const focused = this.editor.hasFocus;
    this.list.refresh(this.#paragraphOf(this.active));
    if (focused) this.focus();
  }

  /** @param {number[]} ids */
  units(ids) {
    const drawn = new Set(ids.filter((id) => this.model.place(id) >= 0).map((id) => this.#paragraphOf(id)));
    const mine = this.active === null ? -1 : this.#paragraphOf(this.active);
    for (const first of drawn) if (first !== mine) this.list.renew(first);
    const { unit } = this;
    if (!unit || !drawn.has(mine)) return;
    // What somebody writes here stays under the hands; the rest of the paragraph can wait for it.
    if (this.box && this.session.isDirty(unit)) return this.editor.opened(unit, { again: true });
    if (this.box) this.box.follow(this.session.text(unit));
    // Two texts between which somebody is choosing stay as they are.
    else if (!this.choice?.shows(this.session.outbox.conflicts.get(unit.id)) && (!this.returning || ids.includes(unit.id))) this.redraw();
    this.editor.opened(unit, { again: true });
  }

  people() {
    for (const first of [...this.list.drawn.keys()]) if (first !== this.list.pinned) this.list.renew(first);
  }

  // --- deeds

  /** @param {Command} command @param {number} [number] @returns {boolean} */
  command(command, number = 1) {
    const { unit, box } = this;
    switch (command) {
      case "up":
        return this.#step(-1);
      case "down":
        return this.#step(1);
      case "approve":
        return this.#approve();
      case "paragraph":
        return this.#approveParagraph();
      case "save":
        return this.#save();
      case "fix":
        return this.fix();
      case "back":
        if (!unit || this.choice || this.session.catalog?.may.review === false || !this.session.stored(unit)) return true;
        // A text that was begun here is sent, or left, first: it would not be seen beside a reason.
        if (box && this.session.isDirty(unit)) return this.fix();
        this.returning = true;
        this.fixing = false;
        this.redraw();
        this.focus();
        return true;
      case "suggestion":
        if (this.choice) this.choice.take(number);
        else if (this.fix() && !this.editor.panel.take(number)) this.editor.say(this.words.say("no suggestion", { number }));
        return true;
      case "source":
        if (unit && this.fix()) this.box?.set(unit.source);
        return true;
      case "stored":
        if (unit && (this.fixing || this.returning)) {
          if (this.fixing && this.session.isDirty(unit)) {
            this.box?.set(this.session.stored(unit));
            this.session.outbox.untype(unit.id);
          }
          this.session.storage.remove("reason", String(unit.id));
          this.fixing = this.returning = false;
          this.redraw();
          this.focus();
        }
        return true;
      case "quotes":
      case "inner":
      case "dash":
      case "space":
        if (box?.hasFocus) writeMark(command, box, this.session.catalog);
        return true;
      default:
        return false;
    }
  }

  /** @returns {boolean} Whether the sentence can be written in now. */
  fix() {
    if (!this.unit || this.choice || this.session.catalog?.may.translate === false) return false;
    if (!this.box) {
      this.fixing = true;
      this.returning = false;
      this.redraw();
    }
    this.focus();
    return this.box !== null;
  }

  /** @returns {number[]} The sentences of this paragraph that wait for me. */
  #waitingInParagraph() {
    if (this.active === null) return [];
    const [from, to] = this.model.paragraph(this.model.place(this.active));
    const found = [];
    for (let place = from; place <= to; place++) if (this.#needs(place)) found.push(place);
    return found;
  }

  /** @param {number} by */
  #step(by) {
    const shown = new Set(this.list.keys);
    const place = this.active === null ? -1 : this.model.place(this.active);
    for (let next = place + by; next >= 0 && next < this.model.units.length; next += by) {
      const unit = this.model.units[next];
      if (!unit || unit.joined || !shown.has(this.model.paragraph(next)[0])) continue;
      this.activate(unit.id);
      break;
    }
    return true;
  }

  #next() {
    const place = this.active === null ? -1 : this.model.place(this.active);
    const unit = this.model.units[nextOf(this.matched, place, (at) => this.#needs(at))];
    this.fixing = this.returning = false;
    if (unit) this.activate(unit.id);
    else {
      this.editor.say(this.words.say("nothing to review"));
      this.redraw();
      this.focus();
    }
  }

  /** @returns {boolean} Whether a reason stands there: whoever wrote one and pressed the wrong key has not approved. */
  #hasReason() {
    if (!this.reason?.isConnected || !this.reason.value.trim()) return false;
    this.editor.say(this.words.say("there is a reason"));
    this.reason.focus();
    return true;
  }

  #approve() {
    const { unit, session } = this;
    if (!unit || this.choice || this.#hasReason()) return true;
    if (this.box && session.isDirty(unit) && !this.#keep(unit, this.box)) return true;
    if (session.state(unit) !== "translated") this.editor.say(this.words.say("nothing to approve"));
    else if (!session.mayApprove(unit)) {
      this.editor.say(this.words.say("another approves"));
      if (this.box) this.#next();
    } else {
      session.act(unit, { move: "approve" });
      this.#next();
    }
    return true;
  }

  /** Send what was mended, if it can be sent. @param {Unit} unit @param {TextBox} box @returns {boolean} */
  #keep(unit, box) {
    const { session, words } = this;
    const unfit = unfitText(words, box.text);
    if (unfit) this.editor.say(unfit);
    else session.act(unit, { move: "save", text: box.text, ...this.editor.began(unit) });
    return !unfit;
  }

  #approveParagraph() {
    if (this.#hasReason() || this.box) return true;
    const units = this.#waitingInParagraph().flatMap((place) => this.model.units[place] ?? []);
    let hasty = 0;
    for (const unit of units) {
      if (!this.session.mayApprove(unit)) continue;
      // What nobody can have read before is read now, by itself.
      if (unit.hasty && unit.id !== this.active) hasty++;
      else {
        this.visited.add(unit.id);
        this.session.act(unit, { move: "approve", base: unit.version });
      }
    }
    this.#next();
    if (hasty) this.editor.say(this.words.say("hasty left", { count: hasty }));
    return true;
  }

  #save() {
    const { unit, box, session } = this;
    if (!unit || this.choice) return true;
    if (this.returning && this.reason?.isConnected && (this.reason.value.trim() || this.reason.matches(":focus"))) return this.#sendBack();
    if (box && session.isDirty(unit) && !this.#keep(unit, box)) return true;
    this.#next();
    return true;
  }

  #sendBack() {
    const { unit, session } = this;
    const reason = this.reason?.value.trim();
    if (!unit) return true;
    if (!reason) {
      this.editor.say(this.words.say("reason wanted"));
      this.reason?.focus();
      return true;
    }
    session.act(unit, { move: "send back", base: unit.version, reason });
    session.storage.remove("reason", String(unit.id));
    this.#next();
    return true;
  }

  /** @param {Unit} unit @param {string | null} text */
  #settle(unit, text) {
    const open = this.session.outbox.conflicts.get(unit.id);
    if (!open) return;
    if (text === null) this.session.outbox.theirs(unit);
    else if (unfitText(this.words, text)) return this.editor.say(unfitText(this.words, text));
    else this.session.act(unit, { move: "save", base: open.version, text });
    this.fixing = false;
    this.redraw();
    this.focus();
    this.editor.sign();
  }

  close() {
    this.#looked();
    window.removeEventListener("pagehide", this.onHide);
    this.list.close();
  }
}
