import assert from "node:assert/strict";
import { test } from "node:test";
import { command, dashed, KEYS, quoted, written } from "../../../app/ui/editor/keys.js";

const press = (code, { key = "", ctrl = false, alt = false, shift = false, meta = false, composing = false } = {}) => ({
  key: key || code, code, ctrlKey: ctrl, altKey: alt, shiftKey: shift, metaKey: meta, isComposing: composing,
});
const writing = { mac: false, writing: true, mode: "translate" };
const asks = (event, where = writing) => command(event, where)?.command ?? null;

test("the keys do what they are listed for", () => {
  const cases = [
    [press("Enter", { ctrl: true }), "save"],
    [press("Enter", { ctrl: true, shift: true }), "approve"],
    [press("ArrowUp", { alt: true }), "up"],
    [press("ArrowDown", { alt: true }), "down"],
    [press("Digit3", { alt: true }), "suggestion"],
    [press("KeyC", { alt: true }), "source"],
    [press("KeyJ", { alt: true }), "join"],
    [press("KeyN", { alt: true }), "note"],
    [press("KeyQ", { alt: true }), "quotes"],
    [press("KeyQ", { alt: true, shift: true }), "inner"],
    [press("Minus", { alt: true }), "dash"],
    [press("Space", { ctrl: true, shift: true }), "space"],
    [press("KeyZ", { ctrl: true }), "undo"],
    [press("KeyZ", { ctrl: true, shift: true }), "redo"],
    [press("KeyY", { ctrl: true }), "redo"],
    [press("Escape"), "stored"],
  ];
  for (const [event, wanted] of cases) assert.equal(asks(event), wanted, `${event.code}`);
  assert.equal(command(press("Digit3", { alt: true }), writing).number, 3);
});

test("on a Ukrainian layout the letters stand where they stand", () => {
  assert.equal(asks(press("KeyC", { key: "с", alt: true })), "source");
  assert.equal(asks(press("KeyZ", { key: "я", ctrl: true })), "undo");
});

test("on German, French and Swedish keyboards what is written on the key counts", () => {
  assert.equal(asks(press("KeyY", { key: "z", ctrl: true })), "undo", "German: Z and Y have changed places");
  assert.equal(asks(press("KeyY", { key: "Z", ctrl: true, shift: true })), "redo");
  assert.equal(asks(press("KeyZ", { key: "y", ctrl: true })), "redo");
  assert.equal(asks(press("KeyA", { key: "q", alt: true })), "quotes", "French");
  assert.equal(asks(press("Slash", { key: "-", alt: true })), "dash", "Swedish: the dash stands where others have /");
  assert.equal(asks(press("Minus", { key: "?", alt: true, shift: true })), "help", "Swedish");
  assert.equal(asks(press("Digit7", { key: "/", alt: true, shift: true })), "help", "Swedish");
  assert.equal(asks(press("Minus", { key: "\u2013", alt: true }), { ...writing, mac: true }), "dash", "a Mac’s own dash");
  assert.equal(asks(press("Slash", { key: ".", alt: true })), "help", "Ukrainian");
});

test("what belongs to the browser, to the text or to an input method is left alone", () => {
  for (const event of [
    press("KeyC", { ctrl: true }),
    press("KeyA", { key: "a" }),
    press("Slash", { key: "?" }),
    press("KeyQ", { key: "@", ctrl: true, alt: true }), // AltGr
    press("KeyT", { ctrl: true }),
    press("ArrowLeft", { alt: true }),
    press("Digit3", { ctrl: true }),
    press("Numpad1", { key: "1", alt: true }), // Alt+0151 writes a dash on Windows
    press("Enter", { ctrl: true, composing: true }),
    press("KeyZ", { key: "Process", ctrl: true }),
  ])
    assert.equal(asks(event), null, event.key);
  assert.equal(asks(press("KeyZ", { ctrl: true }), { ...writing, writing: false }), null);
});

test("outside a box a question mark asks for the list", () => {
  assert.equal(asks(press("Slash", { key: "?", shift: true }), { ...writing, writing: false }), "help");
});

test("every key of the list is understood in its mode, and has one deed", () => {
  for (const mode of ["translate", "review"]) {
    const listed = KEYS.filter((one) => one.modes.includes(mode)).map((one) => one.keys.join("+"));
    assert.equal(new Set(listed).size, listed.length);
  }
  assert.deepEqual(written(["Mod", "Shift", "Enter"], true), ["⌘", "⇧", "Enter"]);
});

test("quotes open, close, and embrace what is selected", () => {
  const pair = ["«", "»"];
  assert.deepEqual(quoted("", 0, 0, pair), { text: "«", start: 1, end: 1 });
  assert.equal(quoted("«так", 4, 4, pair).text, "«так»");
  assert.deepEqual(quoted("кіт спить", 0, 3, pair), { text: "«кіт» спить", start: 1, end: 4 });
  assert.equal(quoted("”ja", 3, 3, ["”", "”"]).text, "”ja”");
});

test("a dash has its spaces, and no line begins with it", () => {
  assert.equal(dashed("Так ", 4, 4, "—").text, "Так\u00A0— ");
  assert.equal(dashed("Так  сказав", 4, 4, "—").text, "Так\u00A0— сказав");
  assert.equal(dashed("", 0, 0, "—").text, "— ");
  assert.equal(dashed("1991", 4, 4, "—").text, "1991–");
});
