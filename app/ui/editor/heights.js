// How high the rows of a long list are and where each begins: guessed until a row was drawn, exact from then on.

export class Heights {
  /** @param {number[]} heights */
  constructor(heights) {
    this.count = heights.length;
    this.each = Float64Array.from(heights);
    // A Fenwick tree of sums, so that one row among 20,000 can change and a place be found in a few steps.
    this.sums = new Float64Array(this.count + 1);
    for (let at = 1; at <= this.count; at++) {
      this.sums[at] = (this.sums[at] ?? 0) + (this.each[at - 1] ?? 0);
      const up = at + (at & -at);
      if (up <= this.count) this.sums[up] = (this.sums[up] ?? 0) + (this.sums[at] ?? 0);
    }
  }

  /**
   * @param {number} row
   * @param {number} height
   * @returns {number} By how much it changed.
   */
  set(row, height) {
    const change = height - (this.each[row] ?? 0);
    if (!change) return 0;
    this.each[row] = height;
    for (let at = row + 1; at <= this.count; at += at & -at) this.sums[at] = (this.sums[at] ?? 0) + change;
    return change;
  }

  /** @param {number} row @returns {number} Where the row begins; for the number of rows, the height of all. */
  top(row) {
    let sum = 0;
    for (let at = Math.min(row, this.count); at > 0; at -= at & -at) sum += this.sums[at] ?? 0;
    return sum;
  }

  get total() {
    return this.top(this.count);
  }

  /** @param {number} offset @returns {number} The row at this place, the last one below the end. */
  at(offset) {
    let row = 0;
    let left = Math.max(0, offset);
    for (let step = 1 << Math.floor(Math.log2(Math.max(1, this.count))); step > 0; step >>= 1) {
      const next = row + step;
      if (next <= this.count && (this.sums[next] ?? 0) <= left) {
        row = next;
        left -= this.sums[next] ?? 0;
      }
    }
    return Math.min(row, Math.max(0, this.count - 1));
  }

  /**
   * Return the rows to draw: those in view, and some above and below. `to` is not drawn.
   * @param {number} scrolled
   * @param {number} view
   * @param {number} around
   * @returns {{ from: number, to: number }}
   */
  window(scrolled, view, around) {
    if (!this.count) return { from: 0, to: 0 };
    return { from: this.at(scrolled - around), to: this.at(scrolled + view + around) + 1 };
  }
}
