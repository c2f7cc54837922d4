// The editor before Streamlit has unpacked itself: it stands over the page, and goes to its place once there is one.

import { el } from "./dom.js";
import { Editor } from "./editor.js";

/** @typedef {import("./types").Component} Component */
/** @typedef {import("./types").Data} Data */

/** Milliseconds between two looks whether the page has something else to show than the editor. */
const LOOK = 500;
/** For so many looks a page that has drawn all it has may be without a place for the editor. */
const LOOKS = 6;

/** @type {{ editor: Editor, host: HTMLElement, whose: string } | null} */
let standing = null;
/** Whether Streamlit has had a place for the editor: whoever comes later than that is too late. */
let placed = false;

/** @param {Data} data @returns {string} What an editor cannot become another one of while it lives. */
export function whose({ base, person, mode, ui_language }) {
  return JSON.stringify([base, person, mode, ui_language]);
}

/**
 * Draw the editor over the page. It works as ever, but for what only Streamlit's page can do: that waits.
 * @param {Data} data
 * @param {Promise<import("./types").Catalog | null>} catalog
 * @returns {Promise<void>} Done when the text can be seen, or will not be before its place is there.
 */
export async function drawEarly(data, catalog) {
  while (!document.body) await new Promise((done) => requestAnimationFrame(done));
  const host = el("div", { style: "position: fixed; inset: 0; z-index: 2147483000; visibility: hidden" });
  const parentElement = host.attachShadow({ mode: "open" });
  document.body.append(host);
  const drawn = await new Promise((done) => {
    const link = el("link", { rel: "stylesheet", href: new URL(`${data.assets}editor/bundle.css`, document.baseURI).href });
    link.onload = () => done(true);
    link.onerror = () => done(false);
    parentElement.append(link);
  });
  if (!drawn || placed) return host.remove();
  host.style.visibility = "visible";
  standing = { editor: new Editor({ data, parentElement, setTriggerValue: () => undefined }, catalog), host, whose: whose(data) };
  watch();
  await catalog;
  // Two frames: what is asked for in the first is drawn by the second.
  for (let frames = 0; frames < 2; frames++) await new Promise((done) => requestAnimationFrame(done));
}

/** Go where the page is drawn and has no place for the editor, as where it says what is wrong. */
function watch() {
  let looks = 0;
  const timer = window.setInterval(() => {
    const done = document.querySelector('[data-testid="stApp"][data-test-script-state="notRunning"]');
    looks = done && !document.querySelector(".st-key-editor") ? looks + 1 : 0;
    if (standing && looks < LOOKS) return;
    window.clearInterval(timer);
    standing?.editor.close();
    standing?.host.remove();
    standing = null;
  }, LOOK);
}

/**
 * Give the editor that stands over the page its place in it.
 * @param {Component} component
 * @returns {Editor | null} It; nothing where none stands there, or it is another person's or in another language.
 */
export function takeOver({ data, parentElement }) {
  placed = true;
  if (!standing) return null;
  const { editor, host } = standing;
  const same = standing.whose === whose(data) && !editor.session.closed;
  standing = null;
  if (same) {
    // From now on it speaks by the page's token, as another one who is here.
    editor.session.leave();
    editor.moveTo(parentElement);
  } else editor.close();
  host.remove();
  return same ? editor : null;
}

/**
 * @param {() => void} deed  Done at once, or when the letter that is being put together over the page is done.
 */
export function betweenLetters(deed) {
  const { editor = null } = standing ?? {};
  if (!editor?.composing) return deed();
  editor.root.addEventListener("compositionend", () => window.setTimeout(deed, 0), { once: true });
}
