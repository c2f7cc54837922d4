// What stands beside the segment under work, all of it in sight: draft, memory, findings, comments, history.

import { diff } from "./diff.js";
import { Concordance, whence } from "./concordance.js";
import { afterDrawing, difference, el, fill, keycaps } from "./dom.js";
import { samePerson } from "./model.js";
import { noteList } from "./notes.js";
import { Resegment } from "./resegment.js";
import { sourceLanguage } from "./row.js";
import { canSpeak, speak } from "./speech.js";

/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("./types").Unit} Unit */
/** @typedef {import("./types").About} About */
/** @typedef {import("./types").Finding} Finding */
/** @typedef {import("./dom.js").Child} Child */

/**
 * @typedef {object} Host
 * @property {string} alt  How the Alt key is written here.
 * @property {(text: string, origin?: string) => void} take  Put a suggestion into the box.
 * @property {(finding: Finding) => void} fix
 * @property {(version: number) => void} restore
 * @property {(text: string, kind: "comment" | "note") => void} note
 * @property {(notes: string[]) => void} notes  Set the footnotes of the segment.
 * @property {() => void} leave  Give the focus back to the text.
 * @property {(from: number, to: number, note: string) => void} claim
 * @property {(id: number | string) => void} unclaim
 * @property {() => string} text  What stands in the box now.
 * @property {() => boolean} beside  Whether it lies beside the list, so that nothing moves when it is drawn.
 * @property {(unit: number) => string} link  The address at which a segment opens.
 * @property {(unit: number) => void} linked  Copy that address.
 */

const WAIT = 90;
const nothing = () => {};
const STEPS = 4;
/** Seconds after which it is said that whoever took something on is not here. */
const AWAY = 180;

export class Panel {
  /** @param {Session} session @param {Host} host */
  constructor(session, host) {
    this.session = session;
    this.host = host;
    this.words = session.words;
    /** @type {Unit | null} */
    this.unit = null;
    /** @type {About | null} */
    this.about = null;
    /** @type {{ text: string, origin: string }[]} */
    this.suggestions = [];
    /** @type {Finding[]} */
    this.findings = [];
    this.whole = false;
    /** The place at which a range to claim begins. @type {number | null} */
    this.claimFrom = null;
    this.stop = new AbortController();
    /** Takes back a drawing that is to come. */
    this.later = nothing;
    this.timer = 0;
    const say = (/** @type {string} */ key) => this.words.say(key);
    this.why = el("div", { class: "why" });
    this.offers = el("div");
    this.found = el("div", { class: "findings" });
    this.notes = el("div");
    this.comments = el("div");
    this.steps = el("div");
    this.claims = el("div");
    this.aloud = el("div", { class: "aloud" });
    this.link = el(
      "a",
      {
        class: "link quiet",
        onclick: (/** @type {MouseEvent} */ event) => {
          // With a key held it is a link as any other: another tab, another window.
          if (!this.unit || event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          this.host.linked(this.unit.id);
        },
      },
      this.words.say("copy link"),
    );
    this.note = el("textarea", {
      class: "note",
      rows: 1,
      "aria-label": this.words.say("write a comment"),
      placeholder: this.words.say("write a comment"),
      dir: "auto",
      oninput: () => this.#keepNote(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.isComposing) return;
        const enter = event.key === "Enter" && (event.ctrlKey || event.metaKey);
        if (!enter && event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        if (enter) this.#send("comment");
        else this.host.leave();
      },
    });
    this.composer = this.#composer();
    this.concordance = new Concordance(session, host);
    this.resegment = new Resegment(session, () => this.host.leave());
    this.element = el(
      "div",
      { class: "about", role: "region", "aria-label": say("beside the segment") },
      this.why,
      this.offers,
      this.#section("findings", this.found),
      this.#section("footnotes", this.notes),
      this.#section("comments", this.comments, this.composer),
      this.#section("history", this.steps),
      this.#section("claims", this.claims),
      this.concordance.element,
      this.resegment.element,
      this.aloud,
      this.link,
    );
  }

  /** @param {string} title @param {Node[]} children */
  #section(title, ...children) {
    return el("section", {}, el("h3", {}, this.words.say(title)), ...children);
  }

  #composer() {
    const { words } = this;
    return el(
      "div",
      { class: "composer" },
      this.note,
      el(
        "div",
        { class: "buttons" },
        el("button", { type: "button", onclick: () => this.#send("comment") }, words.say("send comment")),
        el("button", { type: "button", title: words.say("editor's note is"), onclick: () => this.#send("note") }, words.say("as editor's note")),
      ),
    );
  }

  /** @param {"comment" | "note"} kind */
  #send(kind) {
    const text = this.note.value.trim();
    if (!text) return this.note.focus();
    this.host.note(text, kind);
    this.note.value = "";
    this.#keepNote();
    this.host.leave();
  }

  #keepNote() {
    if (!this.unit) return;
    if (this.note.value) this.session.storage.put(["note", String(this.unit.id)], this.note.value);
    else this.session.storage.remove("note", String(this.unit.id));
    this.composer.classList.toggle("filled", this.note.value !== "");
  }

  /** @param {Unit} unit */
  #keptNote(unit) {
    const kept = this.session.storage.get("note", String(unit.id));
    return typeof kept === "string" ? kept : "";
  }

  /** A comment or footnote that was not taken stands in its box again, before what is being written there. @param {Unit} unit */
  #bringNoteBack(unit) {
    const kept = this.#keptNote(unit);
    const here = this.note.value;
    if (kept === here || !kept.endsWith(here)) return;
    const { selectionStart, selectionEnd } = this.note;
    this.note.value = kept;
    const more = kept.length - here.length;
    this.note.setSelectionRange(selectionStart + more, selectionEnd + more);
    this.composer.classList.add("filled");
  }

  focusNote() {
    this.note.focus();
  }

  /**
   * Show what stands beside a unit: at once what is known, the rest when it comes.
   * @param {Unit} unit
   */
  show(unit) {
    const other = this.unit?.id !== unit.id;
    this.unit = unit;
    if (other) {
      this.whole = false;
      this.findings = [];
      this.note.value = this.#keptNote(unit);
      this.composer.classList.toggle("filled", this.note.value !== "");
      this.about = null;
    } else this.#bringNoteBack(unit);
    const known = this.session.abouts.get(unit.id);
    if (known) this.about = known.about;
    this.later();
    if (other && this.host.beside()) this.later = afterDrawing(() => this.draw());
    else this.draw();
    this.stop.abort();
    this.stop = new AbortController();
    window.clearTimeout(this.timer);
    if (known?.version === unit.version) {
      if (other) this.takeFindings(known.about.findings, unit.target.text);
      return;
    }
    // Whoever walks through the list with Alt+↓ does not ask for each segment that is passed.
    this.timer = window.setTimeout(() => void this.#ask(unit, this.stop.signal), WAIT);
  }

  /** @param {Unit} unit @param {AbortSignal} signal */
  async #ask(unit, signal) {
    try {
      const about = await this.session.about(unit, signal);
      if (signal.aborted) return;
      this.about = about;
      this.draw();
      this.takeFindings(about.findings, unit.target.text);
    } catch {
      return; // the line is down: what is known stays in sight
    }
  }

  /** @param {Finding[]} findings @param {string} text  The text in which they were found. */
  takeFindings(findings, text) {
    if (text !== this.host.text()) return;
    this.findings = findings;
    this.drawFindings();
    this.onFindings?.(findings);
  }

  /** @type {((findings: Finding[]) => void) | null} */
  onFindings = null;

  draw() {
    const { unit } = this;
    this.later();
    this.later = nothing;
    if (!unit) return;
    this.element.dataset["unit"] = String(unit.id);
    this.#drawWhy(unit);
    this.#drawOffers(unit);
    this.resegment.show(unit);
    this.drawFindings();
    this.#drawComments(unit);
    this.#drawHistory(unit);
    this.drawClaims();
    this.#drawAloud(unit);
    this.link.setAttribute("href", this.host.link(unit.id));
  }

  /** @param {Unit} unit */
  #drawWhy(unit) {
    const { words, session } = this;
    const { target } = unit;
    /** @type {Child[]} */
    const parts = [];
    if (target.reason) parts.push(el("p", { class: "reason", dir: "auto" }, words.say("needs work because", { reason: target.reason })));
    if (target.previous_source)
      parts.push(
        el("h3", {}, words.say("source was changed")),
        difference(diff(target.previous_source, unit.source), { lang: sourceLanguage(session) }),
      );
    if (unit.hasty) parts.push(el("p", { class: "hasty" }, words.say("hasty")));
    // On the translate page it stands under the box.
    for (const other of session.data.mode === "review" ? session.beside(unit) : [])
      parts.push(el("p", { class: "beside" }, words.say(other.typing ? "types here" : "is here", { name: other.person })));
    fill(this.why, ...parts);
    this.why.hidden = !parts.length;
  }

  /** @param {Unit} unit */
  #drawOffers(unit) {
    const { words, about } = this;
    this.suggestions = [];
    /** @type {Child[]} */
    const parts = [];
    const draft = unit.target.state === "draft" ? unit.target : about?.history.find((step) => step.move === "draft")?.target;
    const draftStep = about?.history.find((step) => step.move === "draft");
    if (draft?.text) {
      const origin = [words.origin(draft.origin), words.ago(draftStep?.at ?? (unit.target.state === "draft" ? unit.at : ""), Date.now())];
      parts.push(el("section", {}, el("h3", {}, words.say("draft")), this.#offer(draft.text, draft.origin, origin.filter(Boolean).join(", "))));
    }
    for (const match of about?.memory ?? []) {
      const doubts = match.doubts.map((doubt) => words.say(`doubt ${doubt}`)).join("; ");
      const by = [whence(words, match), doubts].filter(Boolean).join(" \u2013 ");
      const exact = words.say(match.in_context ? "memory in context" : "memory exact");
      const title = match.exact ? exact : words.say("memory", { percent: words.percent.format(match.similarity) });
      const source = difference(diff(match.source, unit.source), { lang: sourceLanguage(this.session) });
      parts.push(el("section", {}, el("h3", {}, title), this.#offer(match.target, "memory", by, match.exact ? null : source)));
    }
    const others = [
      ...(about?.suggestions ?? []).map((one) => ({ text: one.text, by: [words.say("by", { name: one.person }), words.ago(one.at, Date.now())].filter(Boolean).join(", "), page: "" })),
      ...this.session.outbox.others(unit.id).map((one) => ({ text: one.text, by: words.say(one.page === "kept" ? "yours, not taken" : "yours, elsewhere"), page: one.page })),
    ];
    if (others.length)
      parts.push(
        el(
          "section",
          {},
          el("h3", {}, words.say("other texts")),
          ...others.map((one) => {
            const offer = this.#offer(one.text, "", one.by);
            if (one.page)
              offer.lastElementChild?.append(
                el("button", { type: "button", class: "quiet", onclick: () => (this.session.outbox.throwAway(unit.id, one.page), this.draw()) }, words.say("throw away")),
              );
            return offer;
          }),
        ),
      );
    fill(this.offers, ...parts);
  }

  /**
   * @param {string} text
   * @param {string} origin
   * @param {string} by
   * @param {Node | null} [over]
   */
  #offer(text, origin, by, over = null) {
    const number = this.suggestions.push({ text, origin });
    const lang = this.session.data.language;
    return el(
      "div",
      { class: "offer" },
      over,
      el("div", { class: "text", lang, dir: "auto" }, text),
      el(
        "div",
        { class: "by" },
        el("span", { dir: "auto" }, by),
        el(
          "button",
          { type: "button", class: "keyed", "aria-label": this.words.say("take suggestion", { number }), onclick: () => this.take(number) },
          number <= 5 ? keycaps([this.host.alt, String(number)]) : null,
          el("span", { class: number <= 5 ? "by-hand" : "" }, this.words.say("take")),
        ),
      ),
    );
  }

  /** @param {number} number @returns {boolean} */
  take(number) {
    if (this.later !== nothing) this.draw(); // what is on the screen is the segment's before
    const one = this.suggestions[number - 1];
    if (one) this.host.take(one.text, one.origin);
    return one !== undefined;
  }

  drawFindings() {
    const { words } = this;
    if (!this.findings.length) {
      fill(this.found, el("p", { class: "quiet" }, words.say("nothing found")));
      return;
    }
    fill(
      this.found,
      ...this.findings.map((one) =>
        el(
          "div",
          { class: `finding ${one.severity}` },
          el("span", {}, el("span", { class: "severity", role: "img", "aria-label": `${words.say(`severity ${one.severity}`)}:` }, one.severity === "error" ? "!" : "·"), " ", one.message),
          one.fix ? el("button", { type: "button", "aria-label": words.say("fix this", { finding: one.message }), onclick: () => this.host.fix(one) }, words.say("fix")) : null,
        ),
      ),
    );
  }

  /** @param {Unit} unit */
  #drawComments(unit) {
    const { words, session } = this;
    const waiting = [...session.outbox.waiting.values()].filter((one) => one.unit === unit.id && one.text);
    const pending = waiting.filter((one) => one.move === "comment");
    const notes = waiting.filter((one) => one.move === "note").map((one) => el("div", { class: "footnote" }, el("div", { dir: "auto" }, one.text), el("div", { class: "quiet" }, words.say("being sent"))));
    // What somebody is writing in there stays under the hands.
    if (!this.notes.querySelector("textarea")?.matches(":focus")) fill(this.notes, ...noteList(session, unit, { set: this.host.notes, leave: this.host.leave }), ...notes);
    if (this.notes.parentElement) this.notes.parentElement.hidden = !this.notes.childElementCount;
    const items = [
      ...unit.comments.map((one) => (typeof one === "string" ? { text: one, by: "" } : { text: one.text, by: [one.person, words.ago(one.at, Date.now())].filter(Boolean).join(", ") })),
      ...pending.map((one) => ({ text: one.text ?? "", by: words.say("being sent") })),
    ];
    fill(
      this.comments,
      ...items.map(({ text, by }) => el("div", { class: "comment" }, el("div", { dir: "auto" }, text), by ? el("div", { class: "quiet" }, by) : null)),
    );
  }

  /** @param {Unit} unit */
  #drawHistory(unit) {
    const { words } = this;
    const history = this.about?.history ?? [];
    if (!history.length) {
      fill(this.steps, el("p", { class: "quiet" }, words.say(this.about ? "no history" : "history comes")));
      return;
    }
    const lang = this.session.data.language;
    const shown = this.whole ? history : history.slice(0, STEPS);
    fill(
      this.steps,
      ...shown.map((step, at) => {
        const before = history[at + 1]?.target.text ?? "";
        // A text that a catalog brought before anybody worked on it was not “changed”, and nobody is called “outside”.
        const move = step.move === "outside" && step.version === 1 ? "came" : step.move;
        // Whoever put a machine's draft into git has not written it.
        const person = step.person === "outside" || (move === "came" && step.target.state === "draft") ? "" : step.person;
        const who = [person || words.origin(step.target.origin), words.say(`move ${move}`)].filter(Boolean).join(": ");
        const above = !before && this.suggestions.some((one) => one.text === step.target.text);
        const changed = step.target.text !== before && !above;
        return el(
          "div",
          { class: "step" },
          el("div", { class: "quiet", title: words.date(step.at) }, `${who}, ${words.ago(step.at, Date.now())}`),
          changed ? (before ? difference(diff(before, step.target.text), { lang }) : el("div", { class: "text", lang, dir: "auto" }, step.target.text)) : null,
          step.target.text.trim() && step.target.text !== unit.target.text
            ? el("button", { type: "button", class: "quiet", onclick: () => this.host.restore(step.version) }, words.say("take again"))
            : null,
        );
      }),
      history.length > shown.length
        ? el("button", { type: "button", class: "quiet", onclick: () => ((this.whole = true), this.#drawHistory(unit)) }, words.say("whole history", { count: history.length }))
        : null,
    );
  }

  drawClaims() {
    const { words, session, unit } = this;
    if (!unit) return;
    const place = session.model.place(unit.id);
    const [from, to] = session.model.turn(place);
    const here = session.claimsAt(place);
    const idAt = (/** @type {number} */ at) => session.model.units[at]?.id ?? unit.id;
    const claim = (/** @type {number} */ one, /** @type {number} */ other) => {
      this.claimFrom = null;
      this.host.claim(idAt(Math.min(one, other)), idAt(Math.max(one, other)), "");
    };
    const button = (/** @type {string} */ words, /** @type {() => void} */ onclick) => el("button", { type: "button", onclick }, words);
    fill(
      this.claims,
      ...here.map((one) =>
        el(
          "div",
          { class: "claim" },
          el("span", { dir: "auto" }, this.#claimed(one), one.note ? el("span", { class: "quiet" }, ` ${one.note}`) : null),
          samePerson(one.person, session.data.person) ? button(words.say("give up"), () => this.host.unclaim(one.id)) : null,
        ),
      ),
      el(
        "div",
        { class: "buttons" },
        button(words.say("claim turn", { from: from + 1, to: to + 1 }), () => claim(from, to)),
        this.claimFrom === null
          ? button(words.say("claim from here"), () => {
              this.claimFrom = place;
              this.drawClaims();
              this.host.leave();
            })
          : button(words.say("claim to here", { from: this.claimFrom + 1, to: place + 1 }), () => claim(this.claimFrom ?? place, place)),
      ),
    );
  }

  /** @param {import("./types").Claim} claim */
  #claimed({ person, from, to, seconds }) {
    const { words, session } = this;
    const said = words.say("claim of", { name: person, from: session.model.place(from) + 1, to: session.model.place(to) + 1 });
    if (seconds < AWAY) return said;
    const now = Date.now();
    return `${said}, ${words.say("last here", { ago: words.ago(new Date(now - seconds * 1000).toISOString(), now) })}`;
  }

  /** Claim this turn, or give up what is claimed here: by one key. */
  toggleClaim() {
    const { session, unit } = this;
    if (!unit) return;
    const place = session.model.place(unit.id);
    const mine = session.claimsAt(place).find((one) => samePerson(one.person, session.data.person));
    if (mine) return this.host.unclaim(mine.id);
    const [from, to] = session.model.turn(place);
    this.host.claim(session.model.units[from]?.id ?? unit.id, session.model.units[to]?.id ?? unit.id, "");
  }

  /** @param {Unit} unit */
  #drawAloud(unit) {
    const { words, session } = this;
    const lines = [
      { key: "hear source", language: sourceLanguage(session), text: () => unit.source },
      { key: "hear target", language: session.data.language, text: () => this.host.text() },
    ].filter((one) => canSpeak(one.language));
    fill(
      this.aloud,
      ...lines.map((one) => el("button", { type: "button", onclick: () => speak(one.text(), one.language) }, `▷ ${words.say(one.key)}`)),
    );
    this.aloud.hidden = !lines.length;
  }

  close() {
    this.later();
    this.concordance.close();
    this.stop.abort();
    window.clearTimeout(this.timer);
  }
}
