// What changed between two texts, word by word; and two people's changes to one text, merged where they do not touch.

/** @typedef {{ kind: "same" | "gone" | "new", text: string }} Piece */

// Beyond this many word pairs a text is compared as a whole: nobody reads such a difference, and it takes long.
const MOST = 4_000_000;

/**
 * Cut a text into words, spaces and marks; joined they are the text again.
 * @param {string} text
 * @returns {string[]}
 */
export function words(text) {
  return text.match(/[\p{L}\p{N}\p{M}]+(?:['’ʼ-][\p{L}\p{N}\p{M}]+)*|\s+|[^\p{L}\p{N}\p{M}\s]/gu) ?? [];
}

/**
 * Say which words of `one` stand in `two` as well, in the same order: pairs of places, the longest such row.
 * @param {string[]} one
 * @param {string[]} two
 * @returns {[number, number][]}
 */
export function common(one, two) {
  let start = 0;
  while (start < one.length && start < two.length && one[start] === two[start]) start++;
  let tail = 0;
  while (
    tail < one.length - start &&
    tail < two.length - start &&
    one[one.length - 1 - tail] === two[two.length - 1 - tail]
  )
    tail++;
  /** @type {[number, number][]} */
  const pairs = [];
  for (let at = 0; at < start; at++) pairs.push([at, at]);
  const rows = one.length - start - tail;
  const columns = two.length - start - tail;
  if (rows > 0 && columns > 0 && rows * columns <= MOST) pairs.push(...longest(one, two, start, rows, columns));
  for (let at = tail; at > 0; at--) pairs.push([one.length - at, two.length - at]);
  return pairs;
}

/**
 * @param {string[]} one
 * @param {string[]} two
 * @param {number} start
 * @param {number} rows
 * @param {number} columns
 * @returns {[number, number][]}
 */
function longest(one, two, start, rows, columns) {
  const width = columns + 1;
  const lengths = new Uint32Array((rows + 1) * width);
  const at = (/** @type {number} */ row, /** @type {number} */ column) => lengths[row * width + column] ?? 0;
  for (let row = rows - 1; row >= 0; row--)
    for (let column = columns - 1; column >= 0; column--)
      lengths[row * width + column] =
        one[start + row] === two[start + column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
  /** @type {[number, number][]} */
  const pairs = [];
  let row = 0;
  let column = 0;
  while (row < rows && column < columns) {
    if (one[start + row] === two[start + column]) pairs.push([start + row++, start + column++]);
    else if (at(row + 1, column) >= at(row, column + 1)) row++;
    else column++;
  }
  return pairs;
}

/**
 * Return the two texts as one: what stayed, what went, what came.
 * @param {string} old
 * @param {string} now
 * @returns {Piece[]}
 */
export function diff(old, now) {
  const one = words(old);
  const two = words(now);
  /** @type {Piece[]} */
  const pieces = [];
  const put = (/** @type {Piece["kind"]} */ kind, /** @type {string} */ text) => {
    if (!text) return;
    const last = pieces[pieces.length - 1];
    if (last?.kind === kind) last.text += text;
    else pieces.push({ kind, text });
  };
  let left = 0;
  let right = 0;
  for (const [from, to] of [...common(one, two), /** @type {[number, number]} */ ([one.length, two.length])]) {
    put("gone", one.slice(left, from).join(""));
    put("new", two.slice(right, to).join(""));
    if (from < one.length) put("same", one[from] ?? "");
    left = from + 1;
    right = to + 1;
  }
  return pieces;
}

/**
 * Merge two texts that were made from one; null where both changed the same place.
 * @param {string} base
 * @param {string} mine
 * @param {string} theirs
 * @returns {string | null}
 */
export function merge(base, mine, theirs) {
  if (mine === theirs || theirs === base) return mine;
  if (mine === base) return theirs;
  const middle = words(base);
  const left = words(mine);
  const right = words(theirs);
  const toLeft = new Map(common(middle, left));
  const toRight = new Map(common(middle, right));
  let merged = "";
  let [b, l, r] = [0, 0, 0];
  for (let at = 0; at <= middle.length; at++) {
    const inLeft = at === middle.length ? left.length : toLeft.get(at);
    const inRight = at === middle.length ? right.length : toRight.get(at);
    if (inLeft === undefined || inRight === undefined) continue;
    const was = middle.slice(b, at).join("");
    const ours = left.slice(l, inLeft).join("");
    const yours = right.slice(r, inRight).join("");
    if (ours === yours || yours === was) merged += ours;
    else if (ours === was) merged += yours;
    else return null;
    if (at < middle.length) merged += middle[at] ?? "";
    [b, l, r] = [at + 1, inLeft + 1, inRight + 1];
  }
  return merged;
}
