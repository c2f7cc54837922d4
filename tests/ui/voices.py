"""Voices for the browser of the tests, which has none: what they were asked to say is in `window.spoken`."""

from playwright.sync_api import Browser

from tests.ui.browsing import Person

_STAND_IN = """
window.spoken = [];
window.voices = [
  { name: "Леся", lang: "uk-UA", localService: true },
  { name: "Anna", lang: "en_GB", localService: true },
  { name: "Of somebody's server", lang: "sv-SE", localService: false },
];
Object.defineProperty(window, "speechSynthesis", {
  value: Object.assign(new EventTarget(), {
    speaking: false,
    getVoices: () => window.voices,
    speak(one) {
      window.spoken.push([one.lang, one.text]);
      this.speaking = true;
    },
    cancel() {
      if (this.speaking) window.spoken.push(["", "stopped"]);
      this.speaking = false;
    },
  }),
});
window.SpeechSynthesisUtterance = class {
  constructor(text) {
    this.text = text;
  }
};
"""


def with_voices(browser: Browser, address: str, *, name: str = "Olena") -> Person:
    """Have somebody come whose device speaks Ukrainian and English by itself, and Swedish by a server."""
    person = Person(browser, address).remembered(name)
    person.context.add_init_script(_STAND_IN)
    return person


def spoken(person: Person) -> list[list[str]]:
    """Return what was read aloud since this was asked: the language and the text of each."""
    found: list[list[str]] = person.page.evaluate("window.spoken.splice(0)")
    return found
