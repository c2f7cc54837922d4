// Who is here: a colour and a letter for each person, the same for everybody who looks.

import { el, fill } from "./dom.js";
import { samePerson } from "./model.js";

/** White letters can be read on each of these. */
const COLOURS = ["#7a4f9e", "#a6541f", "#2f6f4f", "#8c3b5e", "#3d5f9c", "#6b6114", "#1f6f78", "#8a4b32"];

/** @param {string} person */
export function colour(person) {
  let sum = 0;
  for (const letter of person.normalize("NFKC").toLowerCase()) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return COLOURS[sum % COLOURS.length] ?? "#555";
}

/** @param {string} person */
export function initial(person) {
  const [first] = new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(person.trim());
  return (first?.segment ?? "?").toUpperCase();
}

/**
 * Draw the others who are in this catalog; pressing a name goes to where they are.
 * @param {HTMLElement} place
 * @param {import("./session.js").Session} session
 * @param {(unit: number) => void} go
 */
export function drawPeople(place, session, go) {
  const { words, model } = session;
  /** @type {import("./types").Presence[]} */
  const people = [];
  for (const one of session.people) if (!people.some((other) => samePerson(other.person, one.person))) people.push(one);
  fill(
    place,
    ...people.slice(0, 8).map((one) => {
      const at = one.unit === null ? -1 : model.place(one.unit);
      const said = at < 0 ? words.say("is in the document", { name: one.person }) : words.say("is at", { name: one.person, number: at + 1 });
      return el(
        "button",
        {
          class: one.typing ? "dot typing" : "dot",
          type: "button",
          style: `--person: ${colour(one.person)}`,
          "aria-label": said,
          title: said,
          onclick: () => at >= 0 && one.unit !== null && go(one.unit),
        },
        initial(one.person),
      );
    }),
    people.length > 8 ? el("span", { class: "more" }, `+${people.length - 8}`) : null,
  );
}
