import assert from "node:assert/strict";
import { test } from "node:test";

import { Address, addressOf } from "../../../app/ui/editor/address.js";

function page(href, { most = Infinity } = {}) {
  const timers = new Map();
  const shown = [];
  const here = {
    location: { href, get pathname() { return new URL(this.href).pathname; } },
    history: {
      state: { key: "streamlit's own" },
      replaceState(state, _, url) {
        if (shown.length >= most) throw new DOMException("too many", "SecurityError");
        shown.push([state, url]);
        here.location.href = url;
      },
    },
    setTimeout: (deed, milliseconds) => (timers.set(timers.size + 1, [deed, milliseconds]), timers.size),
    clearTimeout: (timer) => timers.delete(timer),
    shown,
    pass: () => { const due = [...timers.values()]; timers.clear(); due.forEach(([deed]) => deed()); },
  };
  return here;
}

const TALK = { document: "talk", language: "uk" };

test("an address names document, language and segment, and keeps what else it asks for", () => {
  const found = addressOf("https://example.org/ws/translate?embed=true&unit=3#x", { document: "п & ?", language: "pt-BR", unit: 12 });
  const url = new URL(found);
  assert.equal(url.pathname, "/ws/translate");
  assert.deepEqual(Object.fromEntries(url.searchParams), { embed: "true", unit: "12", document: "п & ?", language: "pt-BR" });
});

test("whoever walks through the list is shown where they stand, in place of what stood there", () => {
  const here = page("http://localhost/translate");
  const address = new Address(here, TALK);
  for (const unit of [1, 2, 3]) address.follow(unit);
  assert.deepEqual(here.shown, []);
  here.pass();
  assert.deepEqual(here.shown, [[{ key: "streamlit's own" }, "http://localhost/translate?document=talk&language=uk&unit=3"]]);
  address.follow(3);
  here.pass();
  assert.equal(here.shown.length, 1);
});

test("whoever is on the way to another page keeps its address", () => {
  const here = page("http://localhost/translate");
  const address = new Address(here, TALK);
  address.follow(1);
  here.location.href = "http://localhost/review";
  here.pass();
  assert.deepEqual(here.shown, []);
});

test("another document is in the address before it is asked for, without the segment of this one", () => {
  const here = page("http://localhost/translate?document=talk&language=uk&unit=3");
  const address = new Address(here, TALK);
  address.follow(4);
  address.leaveFor({ document: "other" });
  assert.equal(here.location.href, "http://localhost/translate?document=other&language=uk");
  here.pass();
  assert.equal(here.shown.length, 1);
});

test("a browser that finds these too many stops nobody", () => {
  const here = page("http://localhost/translate", { most: 0 });
  const address = new Address(here, TALK);
  address.follow(1);
  assert.doesNotThrow(() => here.pass());
});
