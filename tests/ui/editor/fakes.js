// Stand-ins for the browser: a storage, units, a clock.

export class FakeBox {
  constructor({ most = Infinity } = {}) {
    this.map = new Map();
    this.most = most;
  }
  get length() {
    return this.map.size;
  }
  key(at) {
    return [...this.map.keys()][at] ?? null;
  }
  getItem(key) {
    return this.map.get(key) ?? null;
  }
  setItem(key, value) {
    const size = [...this.map].reduce((sum, [one, text]) => sum + (one === key ? 0 : text.length), 0) + value.length;
    if (size > this.most) {
      const error = new Error("full");
      error.name = "QuotaExceededError";
      throw error;
    }
    this.map.set(key, value);
  }
  removeItem(key) {
    this.map.delete(key);
  }
}

export function target(text = "", more = {}) {
  const state = text ? "translated" : "empty";
  return { text, state, origin: "", translator: text ? "Olena" : "", reviewer: "", reason: "", previous_source: "", ...more };
}

export function unit(id, { source = `Sentence ${id}.`, text = "", version = 0, ...more } = {}) {
  return {
    id, kind: "segment", source, context: null, speaker: "Olha", turn: 1, paragraph: 0, version, at: "",
    target: target(text), comments: [], joined: false, hasty: false, ...more,
  };
}
