// Where in a text the checks found something. The server counts code points, the browser UTF-16: both meet here.

/** @typedef {import("./types").Finding} Finding */
/** @typedef {{ text: string, finding: Finding | null }} Span */

/**
 * Cut a text into pieces, of which some are what a finding is about. Where findings overlap, the first one has it.
 * @param {string} text
 * @param {Finding[]} findings
 * @returns {Span[]}
 */
export function spans(text, findings) {
  const points = [...text];
  const marked = findings
    .filter((one) => one.start !== null && one.end !== null && one.start < one.end && one.end <= points.length)
    .sort((one, other) => Number(one.start) - Number(other.start));
  /** @type {Span[]} */
  const found = [];
  let at = 0;
  for (const finding of marked) {
    const [start, end] = [Number(finding.start), Number(finding.end)];
    if (start < at) continue;
    if (start > at) found.push({ text: points.slice(at, start).join(""), finding: null });
    found.push({ text: points.slice(start, end).join(""), finding });
    at = end;
  }
  if (at < points.length || !found.length) found.push({ text: points.slice(at).join(""), finding: null });
  return found;
}
