// A segment as it stands in the list when nobody works on it here: speaker, state, source and target side by side.

import { el } from "./dom.js";
import { SIGNS } from "./model.js";
import { colour, initial } from "./people.js";

/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("./types").Unit} Unit */

/** @param {import("./types").State} state */
export function stateClass(state) {
  return `is-${state.replace(" ", "-")}`;
}

/**
 * What people call a state here: a text that a reviewer sent back says so.
 * @param {Session} session
 * @param {Unit} unit
 */
export function stateWord(session, unit) {
  const state = session.state(unit);
  if (state === "needs work" && unit.target.reason && !unit.target.previous_source) return session.words.say("state sent back");
  return session.words.say(`state ${state}`);
}

/**
 * @param {Session} session
 * @param {number} place
 * @returns {string} What stands over a turn: the speaker's name, or what the title and the names are.
 */
export function heading(session, place) {
  const unit = session.model.units[place];
  if (!unit || !session.model.opensTurn(place)) return "";
  if (unit.kind === "title") return session.words.say("title");
  if (unit.kind === "speaker") return session.words.say("names");
  return unit.speaker ?? "";
}

/**
 * @param {Session} session
 * @param {number} place
 * @returns {string} Which segment it is, for those who hear it.
 */
export function name(session, place) {
  const unit = session.model.units[place];
  const words = session.words;
  if (!unit) return "";
  const form = formOf(unit);
  const what = unit.kind === "title" ? words.say("title") : unit.kind === "speaker" ? words.say("name of a speaker") : form ? words.say(form) : "";
  const state = unit.joined ? words.say("joined to") : stateWord(session, unit);
  const parts = [words.say("segment", { number: place + 1 }), unit.speaker ?? "", what, state];
  return parts.filter(Boolean).join(", ");
}

/** @param {Session} session @param {Unit} unit @returns {string[]} The state's sign and word, as they stand at the side. */
export function stateShown(session, unit) {
  return unit.joined ? [`⤴ ${session.words.say("joined")}`] : [`${SIGNS[session.state(unit)]} ${stateWord(session, unit)}`];
}

/** @param {Session} session @param {Unit} unit @returns {HTMLElement[]} A dot for each other person who is here. */
export function dots(session, unit) {
  return session.beside(unit).map((one) =>
    el(
      "span",
      {
        class: one.typing ? "dot typing" : "dot",
        style: `--person: ${colour(one.person)}`,
        role: "img",
        "aria-label": session.words.say(one.typing ? "types here" : "is here", { name: one.person }),
        title: session.words.say(one.typing ? "types here" : "is here", { name: one.person }),
      },
      initial(one.person),
    ),
  );
}

/**
 * @param {Session} session
 * @param {number} place
 * @returns {HTMLElement | null} A line at the side of what somebody has taken on.
 */
export function claimed(session, place) {
  const claim = session.claimsAt(place)[0];
  if (!claim) return null;
  const begins = session.model.place(claim.from) === place;
  const words = session.words.say("claimed by", { name: claim.person });
  return el(
    "div",
    { class: "claimed", style: `--person: ${colour(claim.person)}`, title: claim.note ? `${words}: ${claim.note}` : words },
    begins ? el("span", { class: "whose" }, claim.person) : null,
  );
}

/** @param {Unit} unit @returns {"heading" | "list entry" | "quotation" | ""} What its paragraph is in the document, by the mark that opens it. */
export function formOf({ kind, mark = "" }) {
  if (kind !== "segment" || !mark) return "";
  return mark.startsWith("#") ? "heading" : mark === ">" ? "quotation" : "list entry";
}

/** @param {Unit} unit @param {boolean} first  Whether it opens its paragraph. @returns {string[]} Classes by which a heading looks like one. */
export function formClasses(unit, first) {
  const form = formOf(unit);
  return form ? [`form-${form.replace(" ", "-")}`, first ? "" : "goes-on"] : [];
}

/**
 * @param {Session} session
 * @param {number} place
 * @param {string[]} classes
 */
export function frame(session, place, ...classes) {
  const { model } = session;
  const unit = /** @type {Unit} */ (model.units[place]);
  const opens = model.opensTurn(place) ? "opens-turn" : model.opensParagraph(place) ? "opens-paragraph" : "";
  return el("div", {
    class: ["row", stateClass(session.state(unit)), opens, ...formClasses(unit, model.opensParagraph(place)), ...classes].filter(Boolean).join(" "),
    role: "listitem",
    "data-unit": unit.id,
  });
}

/**
 * @param {Session} session
 * @param {number} place
 * @param {{ open: (id: number) => void, faded: boolean }} how  `faded`: shown only for its neighbour.
 * @returns {HTMLElement}
 */
export function passive(session, place, { open, faded }) {
  const { model, data } = session;
  const unit = /** @type {Unit} */ (model.units[place]);
  const over = heading(session, place);
  const text = session.text(unit);
  const words = session.words;
  const element = frame(session, place, faded ? "faded" : "");
  element.append(
    el(
      "div",
      { class: "gutter" },
      claimed(session, place),
      over ? el("div", { class: "speaker", dir: "auto" }, over) : null,
      el(
        "button",
        { class: "state", type: "button", tabindex: -1, "aria-label": words.say("work on", { segment: name(session, place) }) },
        ...stateShown(session, unit),
      ),
      waitsFor(session, unit),
      ...dots(session, unit),
    ),
    el("div", { class: "source", lang: sourceLanguage(session), dir: "auto" }, unit.source),
    unit.joined
      ? el("div", { class: "target joined" }, words.say("joined to"))
      : text
        ? el("div", { class: "target", lang: data.language, dir: "auto" }, text, footnotes(session, unit))
        : el("div", { class: "target blank" }, words.say("not translated")),
  );
  element.addEventListener("click", () => {
    // Whoever selects a piece of text to copy it does not mean to open the segment.
    if (String(window.getSelection() ?? "").trim()) return;
    open(unit.id);
  });
  return element;
}

/**
 * @param {Session} session
 * @param {Unit} unit
 * @returns {HTMLElement | null} What a segment waits for that was left with a text of this person's.
 */
function waitsFor(session, unit) {
  const { outbox, words } = session;
  if (outbox.conflicts.has(unit.id)) return el("div", { class: "unsent choose" }, `⇄ ${words.say("two texts")}`);
  if (outbox.refusals.has(unit.id)) return el("div", { class: "unsent choose" }, `! ${words.say("not taken")}`);
  return session.isDirty(unit) ? el("div", { class: "unsent" }, words.say("not saved")) : null;
}

/**
 * @param {Session} session
 * @param {Unit} unit
 * @returns {HTMLElement | null} The editor's notes that hang on a text, as an edition prints them.
 */
export function footnotes(session, unit) {
  const notes = session.notes(unit);
  if (!notes.length) return null;
  return el("ul", { class: "footnotes", "aria-label": session.words.say("footnotes") }, ...notes.map((one) => el("li", { lang: session.data.language, dir: "auto" }, one)));
}

/** @param {Session} session */
export function sourceLanguage(session) {
  return session.catalog?.source_language ?? "";
}

/**
 * How high a row will be, more or less, before it is drawn.
 * @param {Session} session
 * @param {number} place
 * @param {number} width  Of the list, in pixels.
 */
export function estimate(session, place, width) {
  const unit = session.model.units[place];
  if (!unit) return 32;
  const narrow = width < 640;
  const letters = Math.max(12, (narrow ? width - 40 : Math.min((width - 200) / 2, 560)) / 8.1);
  const lines = (/** @type {string} */ text) => Math.max(1, Math.ceil(text.length / letters));
  const over = session.model.opensTurn(place) ? 14 : session.model.opensParagraph(place) ? 10 : 0;
  const target = session.text(unit);
  if (narrow) return (lines(unit.source) + lines(target)) * 25.8 + 36 + over;
  return Math.max(lines(unit.source), lines(target)) * 25.8 + 6 + over;
}
