// Streamlit opens a dialog when the server is lost, which takes the focus and the letters typed then.
// Here the sign says “Offline” and everything typed is kept, so the dialog is put away as soon as it comes.

const DIALOG = '[data-testid="stDialog"], [role="dialog"]';

/** For so many frames we take the focus back. */
const FRAMES = 40;

/**
 * @param {() => boolean} offline  Whether we know that the server is not there: a dialog that somebody opened stays.
 * @param {() => HTMLElement | null} focused  What has the focus in the editor.
 * @returns {() => void} Stop doing so.
 */
export function calmDialogs(offline, focused) {
  /** @type {HTMLElement | null} */
  let last = null;
  const put = (/** @type {Element} */ dialog) => {
    const text = dialog.textContent ?? "";
    if (!/connection error|connection lost|is streamlit still running|server/i.test(text) && !offline()) return;
    const inside = dialog.querySelectorAll("input, textarea, select").length;
    if (inside) return; // a dialog of a page's own
    const back = last;
    if (dialog instanceof HTMLElement) dialog.style.display = "none";
    /** @type {HTMLElement | null} */ (dialog.querySelector('button[aria-label="Close"]'))?.click();
    if (!back?.isConnected) return;
    // The dialog makes all behind it inert until it has gone: not even a letter may fall into that moment.
    const host = /** @type {ShadowRoot} */ (back.getRootNode()).host ?? back;
    for (let node = /** @type {Element | null} */ (host); node; node = node.parentElement) node.removeAttribute("inert");
    let tries = 0;
    const take = () => {
      if (focused() === back || tries++ > FRAMES) return;
      back.focus({ preventScroll: true });
      requestAnimationFrame(take);
    };
    take();
  };
  const remember = () => {
    last = focused() ?? last;
  };
  const watch = new MutationObserver((changes) => {
    for (const change of changes)
      for (const node of change.addedNodes) {
        if (!(node instanceof Element)) continue;
        const dialog = node.matches(DIALOG) ? node : node.querySelector(DIALOG);
        if (dialog) put(dialog);
      }
  });
  document.addEventListener("focusin", remember, true);
  watch.observe(document.body, { childList: true, subtree: true });
  return () => {
    watch.disconnect();
    document.removeEventListener("focusin", remember, true);
  };
}
