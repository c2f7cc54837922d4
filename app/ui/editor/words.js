// What a person reads comes from the page, in the person's language: here it is only filled in.

export class Words {
  /** @param {Record<string, string>} words @param {string} language */
  constructor(words, language) {
    this.words = words;
    this.language = language;
    this.relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
    this.moment = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
    this.percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 });
    this.number = new Intl.NumberFormat(language);
  }

  /**
   * @param {string} key
   * @param {Record<string, unknown>} [values]
   * @returns {string}
   */
  say(key, values = {}) {
    const text = this.words[key];
    if (text === undefined) return key;
    return text.replace(/\{(\w+)\}/g, (whole, name) => {
      const value = values[name];
      return value === undefined ? whole : typeof value === "number" ? this.number.format(value) : String(value);
    });
  }

  /** @param {string} origin @returns {string} Where a draft came from: an engine by its name, other things in words. */
  origin(origin) {
    return this.words[`origin ${origin}`] ?? origin;
  }

  /** @param {string | undefined} at  ISO time. @param {number} now  Milliseconds. @returns {string} How long ago it was. */
  ago(at, now) {
    const then = Date.parse(at ?? "");
    if (Number.isNaN(then)) return "";
    const seconds = (then - now) / 1000;
    /** @type {[number, Intl.RelativeTimeFormatUnit][]} */
    const steps = [[60, "second"], [3600, "minute"], [86_400, "hour"], [86_400 * 30, "day"], [86_400 * 365, "month"]];
    if (Math.abs(seconds) < 45) return this.say("just now");
    let size = 1;
    for (const [limit, unit] of steps) {
      if (Math.abs(seconds) < limit) return this.relative.format(Math.round(seconds / size), unit);
      size = limit;
    }
    return this.relative.format(Math.round(seconds / size), "year");
  }

  /** @param {string | undefined} at */
  date(at) {
    const then = Date.parse(at ?? "");
    return Number.isNaN(then) ? "" : this.moment.format(then);
  }
}
