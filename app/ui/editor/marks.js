// The marks of the language at hand: its quotes, its dash, its no-break space.

import { dashed, inserted, quoted } from "./keys.js";

/**
 * @param {"quotes" | "inner" | "dash" | "space"} command
 * @param {import("./box.js").TextBox} box
 * @param {{ quotes: string[], dash: string } | null} language
 */
export function writeMark(command, box, language) {
  const [open = "\u201C", close = "\u201D", innerOpen = "\u2018", innerClose = "\u2019"] = language?.quotes ?? [];
  box.change((text, start, end) => {
    if (command === "dash") return dashed(text, start, end, language?.dash ?? "\u2013");
    if (command === "space") return inserted(text, start, end, "\u00A0");
    return quoted(text, start, end, command === "quotes" ? [open, close] : [innerOpen, innerClose]);
  });
}
