// The editor's frame: what is drawn where, which key is whose, and what becomes of a deed.

import { Address } from "./address.js";
import { calmDialogs } from "./connection.js";
import { afterDrawing, el, endless, fill } from "./dom.js";
import { Header } from "./header.js";
import { helpDialog } from "./help.js";
import { command } from "./keys.js";
import { Panel } from "./panel.js";
import { ReviewView } from "./review.js";
import { Session } from "./session.js";
import { canSpeak, hush, onVoices, speak } from "./speech.js";
import { sourceLanguage } from "./row.js";
import { TranslateView } from "./translate.js";

/** @typedef {import("./types").Component} Component */
/** @typedef {import("./types").Data} Data */
/** @typedef {import("./types").Unit} Unit */
/** @typedef {import("./keys.js").Command} Command */

const CHECK_PAUSE = 350;
/** Milliseconds after which the page is asked once more. */
const AGAIN = 3000;
const WIDE = 1060;
const NARROW = 640;

export class Editor {
  /**
   * @param {Component} component
   * @param {Promise<import("./types").Catalog | null> | null} early  The catalog, where it is under way already.
   */
  constructor(component, early) {
    this.component = component;
    this.early = early;
    this.mac = /Mac|iPhone|iPad/.test(navigator.platform);
    this.session = new Session(component.data, {
      units: (ids, how) => this.#units(ids, how),
      sign: () => this.sign(),
      people: () => this.#people(),
      catalog: () => this.#catalog(),
      say: (sentence) => this.say(sentence),
      token: () => this.#token(),
    });
    const { data } = this.session;
    this.address = new Address(window, data);
    /** The text that is to be open here. */
    this.wanted = { document: data.document, language: data.language };
    /** Whether the page was told so, and has not answered yet. */
    this.told = false;
    this.again = 0;
    this.status = el("div", { class: "toast", role: "status", "aria-live": "polite" });
    this.notices = el("div", { class: "notices" });
    this.header = new Header(this);
    this.panel = new Panel(this.session, {
      alt: this.mac ? "⌥" : "Alt",
      take: (text, origin) => this.#take(text, origin),
      fix: (finding) => finding.fix && this.view.box?.set(finding.fix.text),
      restore: (version) => this.#restore(version),
      note: (text, kind) => this.#note(text, kind),
      notes: (notes) => this.#notes(notes),
      leave: () => this.view.focus(),
      claim: (from, to, note) => this.#try(this.session.claim(from, to, note)),
      unclaim: (id) => this.#try(this.session.unclaim(id)),
      beside: () => this.root.dataset["layout"] === "wide",
      text: () => this.view.box?.text ?? this.view.unit?.target.text ?? "",
      link: (unit) => this.address.link(unit),
      linked: (unit) => void this.#copyLink(unit),
    });
    this.panel.onFindings = (findings) => this.view.box?.mark(findings);
    /** @type {TranslateView | ReviewView} */
    this.view = data.mode === "review" ? new ReviewView(this) : new TranslateView(this);
    this.aside = el("div", { class: "aside" });
    this.body = el("div", { class: "body" }, this.view.element, this.aside);
    const about = { "data-document": data.document, "data-language": data.language };
    this.root = el("div", { class: `editor ${data.mode}`, lang: data.ui_language, ...about }, this.header.element, this.notices, this.body, this.status);
    /** The suggestion that a unit's text was begun from. @type {Map<number, { origin: string, offered: string }>} */
    this.origins = new Map();
    /** Takes back what is to be done once the page is drawn. */
    this.later = () => {};
    this.checking = new AbortController();
    this.checkTimer = 0;
    this.toastTimer = 0;
    this.asked = 0;
    this.waited = 0;
    component.parentElement.append(this.root);
    this.root.addEventListener("keydown", (event) => this.#key(event));
    /** Whether a letter is being put together, as by an accent that waits for its vowel. */
    this.composing = false;
    this.root.addEventListener("compositionstart", () => (this.composing = true));
    this.root.addEventListener("compositionend", () => (this.composing = false));
    for (const kind of /** @type {const} */ (["keyup", "keypress"])) this.root.addEventListener(kind, (event) => event.stopPropagation());
    this.onKey = (/** @type {KeyboardEvent} */ event) => {
      // Where nothing has the focus, the keys are the editor's too.
      if (event.target === document.body && this.root.isConnected) this.#key(event);
    };
    document.addEventListener("keydown", this.onKey);
    this.calm = calmDialogs(
      () => this.session.sender.sign === "offline",
      () => this.#focused(),
    );
    this.voices = onVoices(() => this.panel.draw());
    this.onFit = () => this.#fit();
    this.sizes = new ResizeObserver(this.onFit);
    this.sizes.observe(this.root);
    window.addEventListener("resize", this.onFit);
    window.visualViewport?.addEventListener("resize", this.onFit);
    this.#theme();
    this.#fit();
    void this.#load();
  }

  #focused() {
    const active = /** @type {ShadowRoot | Document} */ (this.root.getRootNode()).activeElement;
    return active instanceof HTMLElement && this.root.contains(active) ? active : null;
  }

  get hasFocus() {
    return this.#focused() !== null || this.hasNone;
  }

  /** Whether nothing on the page has the focus. */
  get hasNone() {
    return document.activeElement === document.body || document.activeElement === null;
  }

  async #load() {
    try {
      const early = this.early;
      this.early = null;
      await this.session.load(await early);
    } catch (error) {
      this.waited++;
      const status = /** @type {{ status?: number }} */ (error).status ?? 0;
      if (status === 401) this.#token();
      this.say(status && status !== 401 && error instanceof Error ? error.message : this.session.words.say("cannot load"), { stay: true });
      window.setTimeout(() => !this.session.closed && !this.session.catalog && void this.#load(), Math.min(10_000, 500 * 2 ** this.waited));
    }
  }

  /** @param {Data} data  What the page hands over now, after another run of its script. */
  update(data) {
    // A session that was begun anew has read our own address: nobody is taken back to where they were.
    const asked = data.unit !== null && data.unit !== this.session.data.unit && !this.address.shown.has(data.unit);
    this.session.data = { ...this.session.data, token: data.token, unit: data.unit };
    this.session.renew(data.token);
    if (asked && this.session.catalog) this.view.activate(/** @type {number} */ (data.unit));
    this.#theme();
    this.#fit();
  }

  /**
   * Take a page's word for another text, or not: a session that was begun anew, after a restart of the server, knows
   * only the address with which the page was opened. Then it is told where we are, once.
   * @param {Component} component
   * @returns {boolean} Whether we stay.
   */
  stays(component) {
    const { data } = component;
    const { document, language } = this.wanted;
    if (data.document === document && data.language === language) return false;
    if (this.told || !this.#there(data)) return false;
    this.told = true;
    this.component = component;
    this.update({ ...data, unit: null });
    this.#ask();
    return true;
  }

  /** @param {Data} data @returns {boolean} Whether the project has the text that is wanted. */
  #there({ documents, languages }) {
    const { document, language } = this.wanted;
    return documents.some(({ name }) => name === document) && languages.some(({ code }) => code === language);
  }

  /** Ask the page for a new token: at most every few seconds, it may be that nobody answers. */
  #token() {
    if (Date.now() - this.asked < 3000) return;
    this.asked = Date.now();
    this.component.setTriggerValue("token", this.asked);
    this.sign();
  }

  /** @param {{ document?: string, language?: string }} wanted */
  choose(wanted) {
    const { document, language } = this.session.data;
    this.wanted = { document, language, ...wanted };
    this.address.leaveFor(wanted);
    this.#ask();
  }

  /** Ask the page for the text that is wanted: again after a while, as what is asked without a line is not heard. */
  #ask() {
    this.component.setTriggerValue("choose", this.wanted);
    window.clearTimeout(this.again);
    this.again = window.setTimeout(() => this.#ask(), AGAIN);
  }

  /** @param {Component} component  What the page answers, about this text. */
  answered(component) {
    const { data } = component;
    this.component = component;
    this.told = false;
    const { document, language } = this.wanted;
    if ((document === data.document && language === data.language) || !this.#there(data)) window.clearTimeout(this.again);
    this.update(data);
  }

  // --- how it lies on the page

  /** Streamlit's place has its colours; before there is one, they are as it will choose them. */
  #theme() {
    const [r, g, b] = rgb(getComputedStyle(this.root).getPropertyValue("--st-background-color"));
    const dark = r === undefined || g === undefined || b === undefined ? prefersDark() : r * 0.3 + g * 0.59 + b * 0.11 < 128;
    this.root.dataset["scheme"] = dark ? "dark" : "light";
  }

  #fit() {
    const { top, left } = this.root.getBoundingClientRect();
    // Where the menu is folded away, its button lies over our line.
    this.root.classList.toggle("flush", left < 24);
    const view = window.visualViewport?.height ?? window.innerHeight;
    this.root.style.height = `${Math.max(320, Math.floor(view - Math.max(0, top)))}px`;
    const width = this.root.clientWidth;
    const layout = width >= WIDE ? "wide" : width >= NARROW ? "middle" : "narrow";
    if (this.root.dataset["layout"] === layout) return;
    this.root.dataset["layout"] = layout;
    this.aside.hidden = layout !== "wide";
    this.#putPanel();
  }

  /** Beside the text where there is room, else below the segment under work. */
  #putPanel() {
    const wide = this.root.dataset["layout"] === "wide";
    const place = wide ? this.aside : this.view.below;
    if (place && this.panel.element.parentElement !== place) place.append(this.panel.element);
  }

  // --- what the session tells

  #catalog() {
    fill(this.status);
    this.root.classList.add("loaded");
    const units = this.session.catalog?.units ?? [];
    this.root.classList.toggle("endless", units.some((one) => endless(one.source) || endless(one.target.text)));
    this.view.catalog(this.session.begin());
    this.header.catalog();
    this.#notices();
    this.sign();
  }

  /** @param {number[]} ids @param {"mine" | "theirs"} _how */
  #units(ids, _how) {
    if (ids.some((id) => endless(this.session.model.unit(id)?.target.text ?? ""))) this.root.classList.add("endless");
    this.view.units(ids);
    this.header.drawSoon();
    this.#notices();
  }

  #people() {
    this.header.drawPeople();
    this.view.people();
    this.panel.drawClaims();
  }

  sign() {
    this.header.drawSign();
  }

  /** Texts for segments that have left, and other people's texts that lie in this browser. */
  #notices() {
    const { words, outbox, storage } = this.session;
    const others = storage.others();
    const open = [...outbox.conflicts.keys()].filter((id) => id !== this.view.active && this.session.model.place(id) >= 0);
    fill(
      this.notices,
      ...open.map((id) =>
        el(
          "div",
          { class: "notice choose", role: "group" },
          el("p", {}, words.say("two texts wait", { number: this.session.model.place(id) + 1 })),
          el("button", { type: "button", onclick: () => this.view.activate(id) }, words.say("look at them")),
        ),
      ),
      ...outbox.homeless.map((one) =>
        el(
          "div",
          { class: "notice", role: "group" },
          el("p", {}, words.say("homeless", { source: one.source })),
          el("p", { class: "text", lang: this.session.data.language, dir: "auto" }, one.text),
          el("button", { type: "button", onclick: () => void navigator.clipboard?.writeText(one.text) }, words.say("copy")),
          el("button", { type: "button", onclick: () => (outbox.discard(one.key), this.#notices()) }, words.say("throw away")),
        ),
      ),
      others.length ? el("p", { class: "notice quiet" }, words.say("others wait", { names: others.join(", ") })) : null,
    );
  }

  /**
   * Say a sentence: it is shown for a while, and read out.
   * @param {string} sentence
   * @param {{ stay?: boolean }} [options]
   */
  say(sentence, { stay = false } = {}) {
    fill(this.status, el("p", {}, sentence));
    window.clearTimeout(this.toastTimer);
    if (!stay) this.toastTimer = window.setTimeout(() => fill(this.status), 6000);
  }

  /** A segment came under work, or was drawn anew. @param {Unit} unit @param {{ again?: boolean }} [options] */
  opened(unit, { again = false } = {}) {
    this.#putPanel();
    this.panel.show(unit);
    if (!again) {
      hush();
      this.#notices();
      this.session.remember(unit);
      this.session.hurry();
      this.later();
      this.later = afterDrawing(() => this.address.follow(unit.id));
    }
  }

  /** @param {Unit} unit @param {string} text  What stands in the box now: look it over when there is a pause. */
  typed(unit, text) {
    this.checking.abort();
    this.checking = new AbortController();
    window.clearTimeout(this.checkTimer);
    const { signal } = this.checking;
    this.checkTimer = window.setTimeout(() => {
      this.session.api
        .findings(unit.id, text, signal)
        .then((findings) => !signal.aborted && this.view.unit?.id === unit.id && this.panel.takeFindings(findings, text))
        .catch(() => undefined);
    }, CHECK_PAUSE);
    this.sign();
  }

  /** @param {Unit} unit @returns {{ origin?: string, offered?: string }} What its text was begun from. */
  began(unit) {
    return this.origins.get(unit.id) ?? {};
  }

  /** @returns {string} What is selected, in the box or on the page. */
  #selected() {
    const area = this.view.box?.area;
    if (area && area.selectionEnd > area.selectionStart) return area.value.slice(area.selectionStart, area.selectionEnd);
    return String(window.getSelection() ?? "");
  }

  // --- deeds

  /** @param {string} text @param {string | undefined} origin */
  #take(text, origin) {
    if (!this.view.fix()) return;
    const { unit, box } = this.view;
    if (!unit || !box) return;
    if (origin) this.origins.set(unit.id, { origin, offered: text });
    box.set(text);
    box.focus();
  }

  /** @param {number} version */
  #restore(version) {
    const { unit } = this.view;
    const text = this.session.abouts.get(unit?.id ?? -1)?.about.history.find((step) => step.version === version)?.target.text;
    if (!unit || text === undefined) return;
    this.session.outbox.untype(unit.id);
    this.session.act(unit, { move: "restore", version, text });
    this.view.units([unit.id]);
    this.view.focus();
  }

  /** @param {string} text @param {"comment" | "note"} kind */
  #note(text, kind) {
    const { unit } = this.view;
    if (!unit) return;
    this.session.act(unit, { move: kind, text });
    this.panel.draw();
  }

  /** @param {string[]} notes  All that the segment is to have. */
  #notes(notes) {
    const { unit } = this.view;
    if (!unit) return;
    this.session.act(unit, { move: "note", base: unit.version, notes });
    this.panel.draw();
  }

  /** @param {number} unit */
  async #copyLink(unit) {
    const { words } = this.session;
    try {
      await navigator.clipboard.writeText(this.address.link(unit));
      this.say(words.say("link copied"));
    } catch {
      // Not every browser lets a page write there, and none does without https.
      this.say(words.say("link is above"));
    }
    this.view.focus();
  }

  /** @param {Promise<void>} deed */
  #try(deed) {
    deed.then(() => this.view.focus()).catch((error) => this.say(error instanceof Error && error.name === "Error" ? error.message : this.session.words.say("not now")));
  }

  /** @returns {ReadonlySet<number>} What others changed since this person last looked. */
  news() {
    return this.view instanceof ReviewView ? this.view.news : new Set();
  }

  /** The person has looked at all that others changed. */
  seen() {
    if (this.view instanceof ReviewView) this.view.seen();
  }

  help() {
    const { catalog, words, data } = this.session;
    const before = this.#focused();
    const dialog = helpDialog(words, { mac: this.mac, mode: data.mode, quotes: catalog?.quotes ?? [], dash: catalog?.dash ?? "\u2013" });
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (before?.isConnected) before.focus({ preventScroll: true });
      else this.view.focus();
    });
    this.root.append(dialog);
    dialog.showModal();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    // Streamlit has keys of its own (r, c): they are not meant here.
    event.stopPropagation();
    const target = /** @type {HTMLElement | null} */ (event.composedPath()[0] ?? null);
    const writing = target instanceof HTMLElement && /^(TEXTAREA|INPUT|SELECT)$/.test(target.tagName);
    const found = command(event, { mac: this.mac, writing, mode: this.session.data.mode });
    if (!found) return;
    if (found.command === "fix" && target instanceof HTMLButtonElement) return; // Enter presses the button
    if (this.command(found.command, found.number)) event.preventDefault();
  }

  /** @param {Command} command @param {number} [number] @returns {boolean} Whether something was done. */
  command(command, number) {
    if (!this.session.catalog) return false;
    const { unit } = this.view;
    switch (command) {
      case "help":
        this.help();
        return true;
      case "find":
        this.header.toggle();
        return true;
      case "note":
        this.panel.focusNote();
        return true;
      case "seek":
        this.panel.concordance.seek(this.#selected());
        return true;
      case "claim":
        this.panel.toggleClaim();
        return true;
      case "hear":
      case "hearSource": {
        const language = command === "hear" ? this.session.data.language : sourceLanguage(this.session);
        const text = command === "hear" ? (this.view.box?.text ?? unit?.target.text) : unit?.source;
        if (!text) return true;
        if (!canSpeak(language)) this.say(this.session.words.say("no voice"));
        else speak(text, language);
        return true;
      }
      default:
        return this.view.command(command, number);
    }
  }

  /**
   * Go to another place on the page, as it stands: what is being typed, and where, is not touched.
   * @param {Element | ShadowRoot} place
   */
  moveTo(place) {
    const { scrollTop } = this.view.element;
    const focused = this.#focused();
    // Not `moveBefore`: Chromium 156 does not lay out what comes by it out of one shadow into another.
    place.append(this.root);
    this.view.element.scrollTop = scrollTop;
    focused?.focus({ preventScroll: true });
    this.#theme();
    this.#fit();
  }

  close() {
    this.later();
    window.clearTimeout(this.again);
    this.session.close();
    this.address.close();
    this.view.close();
    this.panel.close();
    this.calm();
    this.voices();
    hush();
    this.sizes.disconnect();
    document.removeEventListener("keydown", this.onKey);
    window.removeEventListener("resize", this.onFit);
    window.visualViewport?.removeEventListener("resize", this.onFit);
    this.root.remove();
  }
}

/** @param {string} colour @returns {number[]} */
function rgb(colour) {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(colour.trim());
  if (hex) return hex.slice(1).map((one) => Number.parseInt(one, 16));
  return (colour.match(/\d+(?:\.\d+)?/g) ?? []).slice(0, 3).map(Number);
}

/** @returns {boolean} What was chosen in Streamlit's menu on this page, else what the system prefers. */
function prefersDark() {
  let chosen = "";
  try {
    chosen = window.localStorage.getItem(`stActiveTheme-${window.location.pathname}-v2`) ?? "";
  } catch {
    // a browser that keeps nothing
  }
  if (/dark/i.test(chosen)) return true;
  return !/light/i.test(chosen) && window.matchMedia("(prefers-color-scheme: dark)").matches;
}
