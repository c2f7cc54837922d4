// Two texts for one segment: what they were made from, mine, theirs, and the choice. It stays until it is made.

import { TextBox } from "./box.js";
import { diff, merge } from "./diff.js";
import { difference, el, keycaps } from "./dom.js";
import { written } from "./keys.js";
import { Undo } from "./undo.js";

/** @typedef {import("./types").Unit} Unit */
/** @typedef {import("./types").Open} Open */

/**
 * @param {import("./session.js").Session} session
 * @param {Unit} unit
 * @param {Open} open
 * @param {{ mac: boolean, settle: (text: string | null) => void }} how  `settle` gets the chosen text, null for theirs.
 * @returns {{ element: HTMLElement, focus: () => void, take: (number: number) => void, shows: (open: Open | undefined) => boolean }}
 */
export function conflictView(session, unit, open, { mac, settle }) {
  const { words, data } = session;
  const lang = data.language;
  const { theirs } = open;
  const said =
    theirs.move === "source changed"
      ? words.say("conflict source")
      : theirs.person
        ? words.say("conflict", { name: theirs.person })
        : words.say("conflict unknown");
  const merged = merge(open.base.text, open.mine, theirs.target.text);
  // What was put together by hand waits for the choice like all that is typed.
  const kept = /** @type {{ mine?: unknown, text?: unknown } | null} */ (session.storage.get("merged", String(unit.id)));
  const together = kept?.mine === open.mine && typeof kept.text === "string" ? kept.text : null;
  const box = new TextBox({
    text: together ?? merged ?? open.mine,
    language: lang,
    label: words.say("merge by hand"),
    undo: new Undo(together ?? merged ?? open.mine),
    mac,
    onText: (text) => session.storage.put(["merged", String(unit.id)], { mine: open.mine, text }),
  });
  const choice = (/** @type {number} */ number, /** @type {string} */ key, /** @type {() => void} */ onclick) =>
    el("button", { type: "button", class: number === 1 ? "main" : "", onclick }, words.say(key), " ", keycaps(written(["Alt", String(number)], mac)));
  const mine = choice(1, "keep mine", () => settle(open.mine));
  const yours = choice(2, "take theirs", () => settle(null));
  const both = choice(3, "save merged", () => settle(box.text));
  const title = `conflict-${unit.id}`;
  const element = el(
    "div",
    { class: "conflict", role: "group", "aria-labelledby": title },
    el("p", { id: title, class: "what" }, said),
    open.base.text ? part(words.say("it was"), el("div", { class: "text", lang, dir: "auto" }, open.base.text)) : null,
    part(words.say("yours"), difference(diff(open.base.text, open.mine), { lang }), mine),
    part(
      [theirs.person || words.say("what stands"), words.ago(theirs.at, Date.now())].filter(Boolean).join(", "),
      difference(diff(open.base.text, theirs.target.text), { lang }),
      yours,
    ),
    part(words.say(merged === null ? "merge by hand" : "both changes together"), box.element, both),
  );
  return {
    element,
    focus: () => mine.focus({ preventScroll: true }),
    take: (number) => [mine, yours, both][number - 1]?.click(),
    shows: (other) => JSON.stringify(other) === JSON.stringify(open),
  };
}

/** @param {string} title @param {(Node | null)[]} children */
function part(title, ...children) {
  return el("div", { class: "part" }, el("h4", {}, title), ...children);
}
