// The translate page: the document side by side, one segment under work.

import { TextBox, unfitText } from "./box.js";
import { conflictView } from "./conflict.js";
import { el, fill, keycaps } from "./dom.js";
import { written } from "./keys.js";
import { LongList } from "./longlist.js";
import { writeMark } from "./marks.js";
import { EVERYTHING, isOpen, nextOf } from "./model.js";
import { claimed, dots, estimate, footnotes, frame, heading, name, passive, sourceLanguage, stateShown } from "./row.js";

/** @typedef {import("./types").Unit} Unit */
/** @typedef {import("./editor.js").Editor} Editor */
/** @typedef {import("./keys.js").Command} Command */

export class TranslateView {
  /** @param {Editor} editor */
  constructor(editor) {
    this.editor = editor;
    this.session = editor.session;
    this.words = editor.session.words;
    this.content = el("div", { class: "rows", role: "list", "aria-label": this.words.say("segments") });
    this.element = el("div", { class: "list" }, this.content);
    /** @type {TextBox | null} */
    this.box = null;
    /** @type {ReturnType<typeof conflictView> | null} */
    this.choice = null;
    this.filter = EVERYTHING;
    /** What the filter found when it was set, so that a row does not vanish under one's hands. @type {number[]} */
    this.matched = [];
    /** @type {number | null} */
    this.active = null;
    /** @type {Record<string, HTMLElement>} */
    this.parts = {};
    /** @type {Map<boolean, HTMLElement>} */
    this.bars = new Map();
    /** The segment that is being joined to the one before. @type {number | null} */
    this.joining = null;
    /** What was joined to a segment here, with the text that it had then. @type {Map<number, { unit: number, text: string }[]>} */
    this.joins = new Map();
    this.list = new LongList(this.element, this.content, {
      draw: (place) => this.#draw(place),
      estimate: (place) => estimate(this.session, place, this.element.clientWidth || 1000),
    });
  }

  get model() {
    return this.session.model;
  }

  /** @returns {Unit | undefined} */
  get unit() {
    return this.model.unit(this.active);
  }

  /** Where the panel goes on a small screen. */
  get below() {
    return this.parts["below"] ?? null;
  }

  /** @returns {boolean} Whether the segment can be written in now. */
  fix() {
    return this.box !== null;
  }

  // --- the list

  /** Draw a catalog that was loaded just now, and go to a segment. @param {number | null} wanted */
  catalog(wanted) {
    this.matched = this.model.matching(this.filter);
    const again = this.active !== null;
    const stood = this.#standsAt();
    const focus = !again || this.box?.hasFocus || this.editor.hasNone;
    this.box = null;
    this.choice = null;
    this.list.clear();
    const unit = (again ? this.model.unit(this.active) : undefined) ?? this.model.unit(wanted);
    const first = nextOf(this.matched, -1, (place) => this.#needs(place));
    const place = unit ? this.model.place(unit.id) : Math.max(first, this.matched[0] ?? -1);
    this.active = null;
    this.list.pinned = null;
    const open = this.model.units[place];
    if (open) this.activate(open.id, { focus });
    else this.list.reset([]);
    if (unit && stood !== null) this.list.shift((this.#standsAt() ?? stood) - stood);
  }

  /** @returns {number | null} Where on the screen the segment under work stands. */
  #standsAt() {
    return this.parts["state"]?.closest(".row")?.getBoundingClientRect().top ?? null;
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
    // What is there only as a neighbour, and looks so, may be asked for now.
    for (const place of [...this.list.drawn.keys()]) if (this.model.units[place]?.id !== this.active) this.list.refresh(place);
    if (this.active !== null) this.list.reveal(this.model.place(this.active));
  }

  #reset() {
    const place = this.active === null ? -1 : this.model.place(this.active);
    const keys = isOpen(this.filter) ? this.matched : this.model.withNeighbours(this.matched, place);
    this.list.reset(keys);
  }

  /** @param {number} place */
  #draw(place) {
    const unit = this.model.units[place];
    if (unit && unit.id === this.active) return this.#drawActive(place, unit);
    const faded = !isOpen(this.filter) && !this.matched.includes(place);
    return passive(this.session, place, { open: (id) => this.activate(id), faded });
  }

  /**
   * Put a segment under work: its box takes the focus.
   * @param {number} id
   * @param {{ focus?: boolean }} [options]
   */
  activate(id, { focus = true } = {}) {
    const place = this.model.place(id);
    if (place < 0) return;
    if (id === this.active) {
      if (focus) this.focus();
      return;
    }
    const before = this.active;
    this.active = id;
    this.session.active = id;
    this.box = null;
    this.choice = null;
    this.list.pinned = place;
    if (!isOpen(this.filter) || !this.list.keys.length || !this.list.places.has(place)) this.#reset();
    this.list.refresh(...(before === null ? [] : [this.model.place(before)]), place);
    this.list.reveal(place);
    if (focus) this.focus();
    this.editor.opened(/** @type {Unit} */ (this.model.units[place]));
  }

  focus() {
    if (this.choice) this.choice.focus();
    else if (this.box) this.box.focus();
    else this.parts["state"]?.focus({ preventScroll: true });
  }

  // --- the segment under work

  /** @param {number} place @param {Unit} unit */
  #drawActive(place, unit) {
    const { session } = this;
    const over = heading(session, place);
    const element = frame(session, place, "on");
    element.setAttribute("aria-current", "true");
    element.addEventListener("click", (event) => {
      // A click on the words beside the box must not leave the hands typing into nothing.
      const target = /** @type {Element} */ (event.target);
      if (!String(window.getSelection() ?? "").trim() && !target.closest("button, textarea, .below")) this.focus();
    });
    const ids = { source: `source-${unit.id}`, state: `state-${unit.id}` };
    this.parts = {
      claimed: el("div", { class: "taken" }, claimed(session, place)),
      number: el("div", { class: "number" }, String(place + 1)),
      // A joined one has no box: this takes the focus, and says where one is.
      state: el("div", { class: "state", id: ids.state, tabindex: -1, role: unit.joined ? "group" : undefined, "aria-label": unit.joined ? name(session, place) : undefined }, ...stateShown(session, unit)),
      source: el("div", { class: "source", id: ids.source, lang: sourceLanguage(session), dir: "auto" }, ...this.#source(place, unit)),
      dots: el("div", { class: "dots" }, ...dots(session, unit)),
      under: el("div", { class: "under" }),
      work: el("div", { class: "target" }),
      below: el("div", { class: "below" }),
    };
    const { number, source, under, work, below, dots: people } = this.parts;
    const line = this.parts["state"];
    put(element, [
      el("div", { class: "gutter" }, this.parts["claimed"], over ? el("div", { class: "speaker", dir: "auto" }, over) : null, number, line, people),
      source,
      work,
      below,
    ]);
    this.#fillWork(place, unit, ids);
    if (work && under) work.append(under);
    return element;
  }

  /** @param {number} place @param {Unit} unit @returns {(Node | string)[]} Its source, and that of those joined to it. */
  #source(place, unit) {
    return [unit.source, ...this.model.joinedTo(place).map((one) => el("span", { class: "with", dir: "auto" }, ` ${one.source}`))];
  }

  /** @param {number} place */
  #label(place) {
    return this.words.say("translation of", { segment: name(this.session, place) });
  }

  /** @param {number} place @param {Unit} unit @param {{ source: string, state: string }} ids */
  #fillWork(place, unit, ids) {
    const { session, words } = this;
    const { work } = this.parts;
    if (!work) return;
    const open = session.outbox.conflicts.get(unit.id);
    if (open) {
      this.choice = conflictView(session, unit, open, { mac: this.editor.mac, settle: (text) => this.#settle(unit, text) });
      fill(work, this.choice.element);
      return;
    }
    if (unit.joined) {
      fill(
        work,
        el("p", { class: "joined" }, words.say("joined to")),
        el("button", { type: "button", onclick: () => this.#join() }, words.say("part again")),
      );
      return;
    }
    this.box = new TextBox({
      text: session.text(unit),
      language: session.data.language,
      label: this.#label(place),
      describedBy: ids.source,
      placeholder: words.say("write here"),
      undo: session.undo(unit),
      mac: this.editor.mac,
      onText: (text) => this.#typed(text),
      onCleaned: (changes) => this.#cleaned(changes),
      onBack: () => this.#unjoin(unit.id),
    });
    fill(work, this.box.element, this.#hints(this.#approves(unit)));
    this.#under(unit);
  }

  /** What keys do here: one bar for all segments, which goes along. @param {boolean} approve  Whether approving is one of them. */
  #hints(approve) {
    const { words, editor } = this;
    const hint = (/** @type {Command} */ command, /** @type {string[]} */ keys, /** @type {string} */ key, css = "") =>
      el("button", { type: "button", class: css, tabindex: -1, onclick: () => editor.command(command, 1) }, keycaps(written(keys, editor.mac)), " ", words.say(key));
    const bar = () =>
      el(
        "div",
        { class: "hints" },
        hint("save", ["Mod", "Enter"], "hint save", "main"),
        approve ? hint("approve", ["Mod", "Shift", "Enter"], "hint approve") : null,
        el("span", { class: "keys-only" }, keycaps(written(["Alt", "↑", "↓"], editor.mac)), " ", words.say("hint move")),
        hint("suggestion", ["Alt", "1"], "hint draft", "keys-only"),
      );
    const found = this.bars.get(approve) ?? bar();
    this.bars.set(approve, found);
    return found;
  }

  /** @param {Unit} unit @returns {boolean} Whether this person can approve it here: what one writes oneself another approves. */
  #approves(unit) {
    const { may } = this.session.catalog ?? {};
    return Boolean(may?.review && (may.approve_own || (this.session.state(unit) === "translated" && this.session.mayApprove(unit))));
  }

  /** Say under the box what is to be said of its text. @param {Unit} unit @param {(Node | string)[]} more */
  #under(unit, more = []) {
    const { session, words } = this;
    const { under } = this.parts;
    if (!under) return;
    const refusal = session.outbox.refusals.get(unit.id);
    const typed = session.outbox.text(unit.id);
    const others = session.beside(unit);
    const claims = session.claimsAt(this.model.place(unit.id)).filter((one) => one.person !== session.data.person);
    fill(
      under,
      footnotes(session, unit),
      refusal ? el("p", { class: "alert", role: "alert" }, refusal.sentence) : null,
      typed && typed.base !== unit.version && typed.text !== unit.target.text && session.outbox.pendingText(unit.id) === null
        ? el("p", { class: "alert" }, words.say("saved meanwhile", { name: unit.target.translator || words.say("somebody") }))
        : null,
      ...others.map((one) => el("p", { class: "beside" }, words.say(one.typing ? "types here" : "is here", { name: one.person }))),
      ...claims.map((one) => el("p", { class: "beside" }, words.say("claimed by", { name: one.person }))),
      session.isDirty(unit) ? el("p", { class: "quiet" }, words.say(session.storage.trouble ? "kept nowhere" : "kept here")) : null,
      ...more,
    );
  }

  /** @param {string} text */
  #typed(text) {
    const { unit } = this;
    if (!unit) return;
    const before = this.session.isDirty(unit);
    this.session.type(unit, text);
    this.editor.typed(unit, text);
    if (before !== this.session.isDirty(unit) || this.parts["under"]?.childElementCount) this.#under(unit);
  }

  /** @param {import("./paste.js").Change[]} changes */
  #cleaned(changes) {
    const { unit, words } = this;
    if (!unit) return;
    const said = words.say("cleaned", { changes: changes.map((one) => words.say(`cleaned ${one}`)).join(", ") });
    const undo = el("button", { type: "button", onclick: () => (this.box?.back(), this.box?.focus()) }, words.say("undo"));
    this.#under(unit, [el("p", { class: "cleaned", role: "status" }, said, " ", undo)]);
  }

  /** @param {Unit} unit @param {string | null} text */
  #settle(unit, text) {
    const open = this.session.outbox.conflicts.get(unit.id);
    if (!open) return;
    const undo = this.session.undo(unit);
    undo.push({ text: open.mine, start: 0, end: 0 });
    if (text === null) this.session.outbox.theirs(unit);
    else {
      const unfit = unfitText(this.words, text);
      if (unfit) return this.editor.say(unfit);
      this.session.act(unit, { move: "save", base: open.version, text });
    }
    this.redraw();
    this.focus();
    this.editor.sign();
  }

  /** Draw the segment under work anew, as after a conflict or a join. */
  redraw() {
    if (this.active === null) return;
    const focused = this.editor.hasFocus;
    this.box = null;
    this.choice = null;
    this.list.refresh(this.model.place(this.active));
    if (focused) this.focus();
    this.editor.opened(/** @type {Unit} */ (this.unit), { again: true });
  }

  /**
   * Units have changed, by an answer to me or by others. What is being typed is not touched.
   * @param {number[]} ids
   */
  units(ids) {
    const joined = this.model.unit(this.joining);
    if (joined?.joined && ids.includes(joined.id)) {
      // Its words are in the one before now: so is the work.
      this.joining = null;
      const head = this.model.units[this.model.head(this.model.place(joined.id))];
      if (head) this.joins.set(head.id, [...(this.joins.get(head.id) ?? []), { unit: joined.id, text: this.session.text(head) }]);
      if (head && this.active === joined.id) this.activate(head.id);
    }
    for (const id of ids) {
      const place = this.model.place(id);
      if (place < 0) continue;
      if (id !== this.active) this.list.renew(place);
      else this.#follow(place);
      // A joined one is shown with the one before.
      if (place > 0 && this.model.units[place]?.joined && this.model.units[place - 1]?.id === this.active) this.redraw();
    }
  }

  /** @param {number} place */
  #follow(place) {
    const { session } = this;
    const unit = /** @type {Unit} */ (this.model.units[place]);
    const open = session.outbox.conflicts.get(unit.id);
    // Two texts between which somebody is choosing, or which they are putting together, stay as they are.
    if (!open || !this.choice?.shows(open))
      if (open || this.choice || unit.joined || !this.box) return this.redraw();
    if (this.box) this.box.follow(session.text(unit));
    const line = this.parts["state"];
    const element = line?.closest(".row");
    if (line) fill(line, ...stateShown(session, unit));
    const { source } = this.parts;
    const sources = [unit, ...this.model.joinedTo(place)].map((one) => one.source).join(" ");
    if (source && source.textContent !== sources) fill(source, ...this.#source(place, unit));
    this.box?.call(this.#label(place));
    element?.setAttribute("class", `${frame(session, place, "on").className}`);
    this.#under(unit);
    this.editor.opened(unit, { again: true });
  }

  people() {
    for (const place of [...this.list.drawn.keys()]) if (this.model.units[place]?.id !== this.active) this.list.renew(place);
    const { unit } = this;
    if (!unit) return;
    const { dots: line, claimed: side } = this.parts;
    if (line) fill(line, ...dots(this.session, unit));
    if (side) fill(side, claimed(this.session, this.model.place(unit.id)));
    this.#under(unit);
  }

  // --- keys

  /** @param {Command} command @param {number} [number] @returns {boolean} Whether it was for this page. */
  command(command, number = 1) {
    const { unit, box } = this;
    switch (command) {
      case "up":
        return this.#step(-1);
      case "down":
        return this.#step(1);
      case "save":
        return this.#save();
      case "approve":
        return this.#approve();
      case "suggestion":
        if (this.choice) this.choice.take(number);
        else if (!this.editor.panel.take(number)) this.editor.say(this.words.say("no suggestion", { number }));
        return true;
      case "source":
        if (unit) box?.set(unit.source);
        return true;
      case "stored":
        // From elsewhere on the page Esc first leads back to the text.
        if (box && !box.hasFocus) box.focus();
        else if (unit && box && this.session.isDirty(unit)) box.set(this.session.stored(unit));
        return true;
      case "join":
        return this.#join();
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

  /** @param {number} by */
  #step(by) {
    const place = this.active === null ? -1 : this.model.place(this.active);
    const keys = this.list.keys;
    const next = by > 0 ? keys.find((one) => one > place) : keys.filter((one) => one < place).pop();
    const unit = next === undefined ? undefined : this.model.units[next];
    if (unit) this.activate(unit.id);
    return true;
  }

  #next() {
    const place = this.active === null ? -1 : this.model.place(this.active);
    const next = nextOf(this.matched, place, (at) => this.#needs(at));
    const unit = this.model.units[next];
    if (unit) this.activate(unit.id);
    else {
      this.editor.say(this.words.say("nothing waits"));
      this.redraw();
    }
  }

  #save() {
    const { unit, box, session } = this;
    if (!unit || this.choice) return true;
    if (box && !this.#keep(unit, box)) return true;
    if (box && !session.outbox.waiting.size && !session.isDirty(unit)) this.editor.sign();
    this.#next();
    return true;
  }

  /** Send what the box holds, if there is something to send. @param {Unit} unit @param {TextBox} box @returns {boolean} */
  #keep(unit, box) {
    const { session } = this;
    const text = box.text;
    const state = session.state(unit);
    if (text === session.stored(unit)) {
      if (text && (state === "draft" || state === "needs work")) session.act(unit, { move: "accept", text });
      return true;
    }
    const unfit = unfitText(this.words, text);
    if (unfit) this.editor.say(unfit);
    else session.act(unit, { move: "save", text, ...this.editor.began(unit) });
    return !unfit;
  }

  #approve() {
    const { unit, box, session } = this;
    if (!unit || this.choice || unit.joined) return true;
    if (box && !this.#keep(unit, box)) return true;
    const state = session.state(unit);
    if (state === "translated" && session.mayApprove(unit)) session.act(unit, { move: "approve" });
    else if (state === "translated") this.editor.say(this.words.say("another approves"));
    this.#next();
    return true;
  }

  /** Join the segment to the one before in this language, or part it again. */
  #join() {
    const { unit, box, session } = this;
    if (!unit || this.choice) return true;
    const place = this.model.place(unit.id);
    if (unit.joined) {
      session.act(unit, { move: "part", base: unit.version });
      return true;
    }
    const head = this.model.units[this.model.head(place - 1)];
    if (!head || this.model.opensParagraph(place)) {
      this.editor.say(this.words.say("cannot join"));
      return true;
    }
    // What is not saved in either goes along.
    if (session.isDirty(head) && session.text(head).trim()) session.act(head, { move: "save", text: session.text(head) });
    if (box && session.isDirty(unit) && box.text.trim()) session.act(unit, { move: "save", text: box.text });
    this.joining = unit.id;
    session.act(unit, { move: "join", base: unit.version });
    return true;
  }

  /**
   * Undo a join, where nothing was written after it: were the text alone undone, the words of the other would be nobody's.
   * @param {number} head
   * @returns {boolean} Whether it was the last thing done.
   */
  #unjoin(head) {
    const done = this.joins.get(head) ?? [];
    const last = done[done.length - 1];
    const unit = this.model.unit(last?.unit ?? null);
    if (!last || !unit?.joined || this.box?.text !== last.text) return false;
    done.pop();
    this.session.act(unit, { move: "part", base: unit.version });
    return true;
  }

  close() {
    this.list.close();
  }
}

/** @param {Element} node @param {(Node | undefined)[]} children */
function put(node, children) {
  for (const child of children) if (child) node.append(child);
}
