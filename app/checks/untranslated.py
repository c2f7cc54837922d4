"""Text left in the source language: a whole segment, or a run of words in the midst of another language."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from app import language as languages
from app.checks.finding import Finding, Severity, base
from app.checks.prose import WORD, Prose, prose
from app.errors import Message

_FUNCTION_WORDS: Mapping[str, str] = {
    "en": """the of and to that with was were are is has have had this these those they we you it its not but
        for from by been be who which would could as at on an a i so my our his if or do does did some many
        more most because into than their there what when how about i'm it's don't they're we're yes yeah
        nothing""",
    "sv": """och att det som är på för med den inte av till har de ett om vi var jag men från eller när hur
        sig också kan skulle detta dessa i a så ja""",
    "uk": "і й та в у на що не з до як це за від але про для ми ви вони він вона його їх є був так",
    "ru": "и в на что не с к как это за от но про для мы вы они он она его их был по у из да",
}
"""Words that no sentence does without, and no name is made of."""
_IN_NAMES = frozenset("of the and for in on at to by with a an my no so".split())  # noqa: SIM905  # a list
"""Function words that stand in the midst of names: “War and Peace”."""
_ENGLISH = re.compile(
    r"th|wh|gh|oo|ee|aw|ow|ew|ould|ought|ause|eople|ould|ough"
    r"|(?:ing|ed|ly|ness|ful|ity|ies|ous|able|ward|ure|ate|ive|ain|ople|ment|ry|cy|gy|ty|ny|dy|my|ways?)\Z|[^iusaå]s\Z"
)
"""What English words have and Swedish ones hardly; “problem” and “organisation” belong to both."""
_BOTH = frozenset({"moment", "argument", "parlament", "experiment", "team", "show", "dokument", "instrument"})
_SENTENCE_END = re.compile(r"[.!?…]\W*\Z")
_SENTENCE = 4
"""Words from which an equal text cannot be chance."""


def untranslated(source: str, target: str, *, source_language: str, language: str) -> Iterator[Finding]:
    """Find what was not translated.

    An error only for a whole sentence that is the source's and is made of the source language's own words;
    names, numbers and interjections may be the same in two languages, and a title may stand as it is.
    """
    if base(source_language) == base(language):
        return
    read = prose(target)
    words = list(WORD.finditer(read.text))
    theirs = _function_words(source_language) - _function_words(language)
    telling = [match[0].casefold().replace("’", "'") in theirs for match in words]
    if _bare(source) == _bare(target):
        if words and _equal_is_a_fault(read, words, telling, language):
            grave = len(words) >= _SENTENCE and sum(telling) >= 2
            yield Finding(
                "untranslated",
                Severity.ERROR if grave else Severity.WARNING,
                Message("The text is the same as the source."),
                0,
                len(target),
            )
        return
    for first, last in _runs(_words(source), words, telling, language):
        start, end = read.span(words[first].start(), words[last].end())
        message = Message("“{text}” stands here as in the source.", text=target[start:end])
        yield Finding("untranslated", Severity.WARNING, message, start, end)


@cache
def _function_words(language: str) -> frozenset[str]:
    return frozenset(_FUNCTION_WORDS.get(base(language), "").split())


def _bare(text: str) -> str:
    return " ".join(text.split()).casefold()


def _words(text: str) -> list[str]:
    return [match[0] for match in WORD.finditer(prose(text).text)]


def _equal_is_a_fault(
    read: Prose, words: Sequence[re.Match[str]], telling: Sequence[bool], language: str
) -> bool:
    ended = bool(_SENTENCE_END.search(read.text))
    if any(telling) and (ended or len(words) > 1):
        return True
    # in another script even “Exactly.” cannot be right; without a mark at the end it may be a name
    return ended and (len(words) > 2 or any(_foreign(word[0], language) for word in words))


def _foreign(word: str, language: str) -> bool:
    """Say whether a word is written in the other one of Latin and Cyrillic letters."""
    script = "LATIN" if languages.cyrillic(language) else "CYRILLIC"
    return all(unicodedata.name(char, "").startswith(script) for char in word if char.isalpha())


def _runs(
    source: Sequence[str], words: Sequence[re.Match[str]], telling: Sequence[bool], language: str
) -> Iterator[tuple[int, int]]:
    """Yield first and last word of each run that the target shares with the source and that is no name."""
    index = 0
    while index < len(words):
        length = _shared(source, [match[0] for match in words[index:]])
        if not length:
            index += 1
            continue
        run = words[index : index + length]
        if _is_left_over([match[0] for match in run], telling[index : index + length], language):
            yield index, index + length - 1
        index += length


def _shared(source: Sequence[str], words: Sequence[str]) -> int:
    """Return how many words from the first one stand in the source in the same order, side by side."""
    longest = 0
    for start in range(len(source)):
        length = 0
        while (
            length < len(words)
            and start + length < len(source)
            and source[start + length].casefold() == words[length].casefold()
        ):
            length += 1
        longest = max(longest, length)
    return longest


def _is_left_over(run: Sequence[str], telling: Sequence[bool], language: str) -> bool:
    told = sum(telling)
    if (told >= 2 and len(run) > 2) or (told and len(run) > _SENTENCE):
        return True
    # “or Kharkiv”, “from Uppsala”: small words that no name has inside it
    if len(run) > 1 and any(
        one and (word.islower() or not word.isalpha()) and word not in _IN_NAMES
        for word, one in zip(run, telling, strict=True)
    ):
        return True
    if base(language) == "sv":
        low = [word for word in run if word.islower() and word not in _BOTH]
        return (len(run) == 1 or told > 0 or len(low) > 1) and any(_ENGLISH.search(word) for word in low)
    if not all(_foreign(word, language) for word in run):
        return False
    # among Cyrillic words: a name opens with a capital, an ordinary word does not
    return run[0].islower() and (len(run) > 1 or len(run[0]) > 2)
