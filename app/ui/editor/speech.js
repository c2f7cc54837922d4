// Reading aloud, by the voices of this device only: others would send the text to somebody else's machine.

/** @returns {SpeechSynthesisVoice[]} */
function voices() {
  return globalThis.speechSynthesis?.getVoices().filter((one) => one.localService) ?? [];
}

/**
 * @param {{ lang: string, localService: boolean }[]} all
 * @param {string} language
 * @returns {number} The place of the voice that suits a language best, -1 where there is none.
 */
export function best(all, language) {
  const tag = language.replace("_", "-").toLowerCase();
  const tags = all.map((one) => one.lang.replace("_", "-").toLowerCase());
  const exact = tags.indexOf(tag);
  if (exact >= 0) return exact;
  const base = tag.split("-")[0];
  return tags.findIndex((one) => one.split("-")[0] === base);
}

/** @param {string} language @returns {boolean} */
export function canSpeak(language) {
  return best(voices(), language) >= 0;
}

/**
 * Read a text aloud; the same again, or another one, stops what is being read.
 * @param {string} text
 * @param {string} language
 * @returns {"speaks" | "stopped" | "no voice"}
 */
export function speak(text, language) {
  const synthesis = globalThis.speechSynthesis;
  if (!synthesis) return "no voice";
  const was = synthesis.speaking;
  synthesis.cancel();
  if (was && speaking === text) return "stopped";
  const all = voices();
  const voice = all[best(all, language)];
  if (!voice) return "no voice";
  const spoken = new SpeechSynthesisUtterance(text);
  spoken.voice = voice;
  spoken.lang = voice.lang;
  speaking = text;
  synthesis.speak(spoken);
  return "speaks";
}

let speaking = "";

export function hush() {
  globalThis.speechSynthesis?.cancel();
}

/** @param {() => void} deed  Voices arrive late in some browsers. */
export function onVoices(deed) {
  globalThis.speechSynthesis?.addEventListener?.("voiceschanged", deed);
  return () => globalThis.speechSynthesis?.removeEventListener?.("voiceschanged", deed);
}
