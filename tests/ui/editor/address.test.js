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

test("whoever goes to a segment is shown there at once, in place of what stood there; who runs, where they stand", () => {
  const here = page("http://localhost/translate");
  const address = new Address(here, TALK);
  const units = () => here.shown.map(([state, url]) => [state.key, new URL(url).searchParams.get("unit")]);
  address.follow(1);
  assert.deepEqual(units(), [["streamlit's own", "1"]]);
  for (const unit of [2, 3, 4]) address.follow(unit);
  assert.equal(here.shown.length, 1);
  here.pass();
  assert.deepEqual(units().at(-1), ["streamlit's own", "4"]);
  here.pass();
  address.follow(4);
  assert.equal(here.shown.length, 2);
});

test("whoever is on the way to another page keeps its address", () => {
  const here = page("http://localhost/translate");
  const address = new Address(here, TALK);
  address.follow(1);
  address.follow(2);
  here.location.href = "http://localhost/review";
  here.pass();
  assert.equal(here.shown.length, 1);
});

test("another document is in the address before it is asked for, without the segment of this one", () => {
  const here = page("http://localhost/translate?document=talk&language=uk&unit=3");
  const address = new Address(here, TALK);
  for (const unit of [4, 5]) address.follow(unit);
  address.leaveFor({ document: "other" });
  assert.equal(here.location.href, "http://localhost/translate?document=other&language=uk");
  here.pass();
  assert.equal(here.shown.length, 2);
});

test("a browser that finds these too many stops nobody", () => {
  const here = page("http://localhost/translate", { most: 0 });
  const address = new Address(here, TALK);
  assert.doesNotThrow(() => address.follow(1));
  address.follow(2);
  assert.doesNotThrow(() => here.pass());
});
