"""How the services speak that the stand-in stands in for: what is sent to them, and what they answer."""

import html
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

_TAG = re.compile(r'<x id="(\d+)"/>')
_TOKEN = re.compile(r"\[X(\d+)X\]")
LANGUAGES: Final = ("en", "uk", "sv", "ru")


@dataclass(frozen=True)
class Asked:
    """What a request asks for."""

    texts: tuple[str, ...]
    target: str
    content: Any = None
    """The JSON that was sent."""


@dataclass(frozen=True)
class Dialect:
    """One service."""

    asked: Callable[[str, Any], Asked]
    """Read an address and the JSON that came with it."""
    answer: Callable[[Sequence[str]], str]
    """Write the body that answers."""
    base: str = ""
    """What the engine's address ends with."""
    type: str = "application/json"
    other: Mapping[str, Callable[[Any], str]] | None = None
    """What else is asked, by the address's end; it is answered well in every mode."""


def _page(answers: Sequence[str]) -> str:
    return (
        '<!DOCTYPE html><html lang="en"><head><title>Google Translate</title></head><body>'
        f'<div class="result-container">{html.escape(chr(10).join(answers))}</div>'
        '<div class="links-container"><a href="https://www.google.com/m">Google home</a></div>'
        "</body></html>"
    )


def _asked_google(path: str, _: Any) -> Asked:
    query = parse_qs(urlsplit(path).query, keep_blank_values=True)
    return Asked(tuple(query.get("q", [""])[0].split("\n")), query.get("tl", [""])[0])


def _asked_chat(_: str, content: Any) -> Asked:
    instructions, material = (message["content"] for message in content["messages"])
    names = {"Ukrainian": "uk", "Swedish": "sv", "Russian": "ru"}
    target = next((code for name, code in names.items() if f"into {name}" in instructions), "")
    return Asked(tuple(json.loads(material)["texts"]), target, content)


def _said(text: str, reason: str = "stop") -> str:
    message = {"role": "assistant", "content": text}
    return json.dumps({"choices": [{"index": 0, "finish_reason": reason, "message": message}]})


def _tokens(text: str) -> str:
    return html.unescape(_TAG.sub(r"[X\1X]", text))


def _tags(text: str) -> str:
    return _TOKEN.sub(r'<x id="\1"/>', html.escape(text, quote=False))


def _translations(answers: Sequence[str]) -> str:
    return json.dumps(
        {
            "translations": [
                {"detected_source_language": "EN", "text": _tags(text), "billed_characters": len(text)}
                for text in answers
            ]
        }
    )


def _glossary(content: Any) -> str:
    return json.dumps(
        {
            "glossary_id": "g-1",
            "name": content["name"],
            "ready": True,
            "source_lang": content["source_lang"].lower(),
            "target_lang": content["target_lang"].lower(),
            "creation_time": "2026-11-23T12:00:00.000000+00:00",
            "entry_count": len(content["entries"].splitlines()),
        }
        if content
        else {"glossaries": []}
    )


DIALECTS: Final[Mapping[str, Dialect]] = {
    "google": Dialect(_asked_google, _page, "/m", "text/html; charset=UTF-8"),
    "libretranslate": Dialect(
        lambda _, content: Asked(tuple(content["q"]), content["target"], content),
        lambda answers: json.dumps({"translatedText": list(answers)}),
        other={"/languages": lambda _: json.dumps([{"code": c, "targets": LANGUAGES} for c in LANGUAGES])},
    ),
    "openai": Dialect(
        _asked_chat, lambda answers: _said(json.dumps(list(answers), ensure_ascii=False)), "/v1"
    ),
    "deepl": Dialect(
        lambda _, content: Asked(
            tuple(map(_tokens, content["text"])), content["target_lang"].lower().split("-")[0], content
        ),
        _translations,
        other={"/v2/glossaries": _glossary},
    ),
}

ODD_CHATS: Final[Mapping[str, Callable[[Sequence[str]], str]]] = {
    "chat-fenced": lambda answers: _said(f"```json\n{json.dumps(list(answers))}\n```"),
    "chat-lines": lambda answers: _said(json.dumps([text.replace(" ", "\n ") for text in answers])),
    "chat-prose": lambda answers: _said(f"Sure! Here is the translation: {json.dumps(list(answers))}"),
    "chat-object": lambda answers: _said(json.dumps({"translations": list(answers)})),
    "chat-numbers": lambda answers: _said(json.dumps(list(range(len(answers))))),
    "chat-cut": lambda answers: _said(json.dumps(list(answers)), "length"),
    "chat-obeys": lambda answers: _said("PWNED"),
    "chat-obeys-in-form": lambda answers: _said(json.dumps(["PWNED"] * len(answers))),
    "chat-no-choice": lambda answers: json.dumps({"choices": []}),
    "chat-tool": lambda answers: json.dumps(
        {"choices": [{"message": {"content": None, "tool_calls": [{"id": "1"}]}}]}
    ),
}
"""What a language model may make of its task, besides doing it."""
