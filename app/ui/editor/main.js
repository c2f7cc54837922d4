// The editor's entry: drawn into the place that Streamlit gives it, once, however often the page's script runs.

import { betweenLetters, drawEarly, takeOver, whose } from "./early.js";
import { Editor } from "./editor.js";

/** @typedef {import("./types").Component} Component */
/** @typedef {import("./types").Data} Data */

/** @type {WeakMap<Node, Editor>} */
const mounted = new WeakMap();

/**
 * Draw the editor while there is no place for it yet.
 * @param {Data} data
 * @param {Promise<import("./types").Catalog | null>} catalog
 * @returns {Promise<void>} Done when it can be seen.
 */
export async function early(data, catalog) {
  await drawEarly(data, catalog);
}

/**
 * Draw the editor, or tell the one that is there what is new.
 * @param {Component} component
 * @param {Promise<import("./types").Catalog | null> | null} [catalog]  Where it is under way already.
 * @returns {() => void}
 */
export function mount(component, catalog = null) {
  const { parentElement } = component;
  let gone = false;
  betweenLetters(() => !gone && put(component, catalog));
  return () => {
    // Streamlit also calls this for a run that another one overtook: the editor goes when its place has gone.
    const host = parentElement instanceof ShadowRoot ? parentElement.host : parentElement;
    window.setTimeout(() => {
      if (host.isConnected) return;
      gone = true;
      mounted.get(parentElement)?.close();
    }, 0);
  };
}

/** @param {Component} component @param {Promise<import("./types").Catalog | null> | null} catalog */
function put(component, catalog) {
  const { data, parentElement } = component;
  const before = mounted.get(parentElement) ?? takeOver(component);
  const same = before && !before.session.closed && whose(before.session.data) === whose(data);
  const { document, language } = before?.session.data ?? {};
  if (same && document === data.document && language === data.language) before.answered(component);
  else if (!same || !before.stays(component)) {
    before?.close();
    mounted.set(parentElement, new Editor(component, catalog));
    return;
  }
  mounted.set(parentElement, before);
}
