// Elements, made without a word of HTML: what comes from outside is text and stays text.

/** Milliseconds, so that what the browser held back meanwhile, such as the answer to a save, comes first. */
const MOMENT = 24;

/** @typedef {Node | string | number | null | undefined | false} Child */

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, unknown>} [properties]
 *   `class`, `on…` for listeners, `aria-…`, `data-…`, `role`, `lang`, `style` and `for` as attributes, the rest as properties.
 * @param {Child[]} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else if (name === "class") node.className = String(value);
    else if (/^(aria-|data-|role$|lang$|dir$|for$|style$|tabindex$|spellcheck$|autocapitalize$|autocomplete$|autocorrect$|id$|title$)/.test(name))
      node.setAttribute(name, String(value));
    else Reflect.set(node, name, value);
  }
  put(node, ...children);
  return node;
}

/** @param {Node} node @param {Child[]} children */
export function put(node, ...children) {
  for (const child of children)
    if (child !== null && child !== undefined && child !== false)
      node.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
}

/**
 * Put other children into a node. A button in there that had the focus hands it to the one of the same name that comes
 * in its place: whoever walks by keys must not be thrown out because somebody else went to another segment.
 * @param {Element} node
 * @param {Child[]} children
 */
export function fill(node, ...children) {
  const { activeElement: on } = /** @type {Document | ShadowRoot} */ (node.getRootNode());
  const left = on && on !== node && node.contains(on) ? on : null;
  node.replaceChildren();
  put(node, ...children);
  if (left instanceof HTMLButtonElement) [...node.querySelectorAll("button")].find((one) => called(one) === called(left))?.focus({ preventScroll: true });
}

/** @param {HTMLElement} node @returns {string} */
function called(node) {
  return node.getAttribute("aria-label") ?? node.textContent ?? "";
}

/**
 * @param {string} text
 * @returns {boolean} Whether it holds a word of a thousand letters. Kerned, such a word takes the browser seconds to break
 *   into lines: it shapes the rest anew for each. What holds one has the class `endless`, which sets it unkerned.
 */
export function endless(text) {
  return text.length > 1000 && /\S{1000}/.test(text);
}

/**
 * Do something once the browser has drawn what stands now: what nobody waits for must not make a step wait.
 * @param {() => void} deed
 * @returns {() => void} Takes it back.
 */
export function afterDrawing(deed) {
  let timer = 0;
  const frame = requestAnimationFrame(() => {
    timer = window.setTimeout(deed, MOMENT);
  });
  return () => {
    cancelAnimationFrame(frame);
    window.clearTimeout(timer);
  };
}

/** @param {string[]} keys @returns {HTMLElement} Keys as they are written on the keyboard. */
export function keycaps(keys) {
  return el("span", { class: "keycaps" }, ...keys.flatMap((key, at) => [at ? " " : null, el("kbd", {}, key)]));
}

/** @param {import("./diff.js").Piece[]} pieces @param {{ lang?: string }} [options] */
export function difference(pieces, { lang } = {}) {
  const tags = { same: "span", gone: "del", new: "ins" };
  return el(
    "div",
    { class: "difference", lang, dir: "auto" },
    ...pieces.map(({ kind, text }) => el(/** @type {"span" | "del" | "ins"} */ (tags[kind]), {}, text)),
  );
}
