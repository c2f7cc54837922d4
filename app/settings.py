"""A project's settings: what `workbench.toml` may say. The storage reads it and hands over its table."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.errors import SettingsError

LEAST_DRAFT = 0.75
"""Under this a match of the memory is more work to mend than an engine's draft."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a project decided."""

    name: str = ""
    """The project's name, for pages and headers."""
    source_language: str = "en"
    languages: tuple[str, ...] = ("uk", "sv", "ru")
    engines: tuple[str, ...] = ("google",)
    """Engines for drafts, in the order in which they are asked."""
    engines_by_language: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """`[drafts.languages.CODE]` tables: other engines, or another order, for one language."""
    models: str = ""
    """The folder for models that run on this machine; the project's own where it is not set."""
    allow_remote: bool = True
    """Whether any text may leave the machine; a person's agreement is asked for besides."""
    memory_drafts: float = 1.0
    """What a match of the memory must be worth to become a draft; with 1 only the same sentence does."""
    review_alone: bool = True
    """Whether a translator may approve their own text; said on the page and in the PO where it happened."""
    trust_outside_reviews: bool = True
    """Whether an entry that is not fuzzy in a PO from outside counts as reviewed, or as translated."""
    threshold: float = 0.8
    """The share of reviewed segments below which an edition is refused."""
    thresholds: Mapping[str, float] = field(default_factory=dict)
    """`[export.languages.CODE]` tables: another share for one language."""
    published: str = ""
    """Where the originals were published, in words or an address; a document may say otherwise."""
    rights: str = ""
    """Under which terms the editions may be used; a document may say otherwise."""
    publisher: str = ""
    say_machine: bool = False
    """Whether editions say how much of them began as a machine's draft."""
    house: Mapping[str, str] = field(default_factory=dict)
    """`[house]`: what the house style says beside its folder's files."""
    store: str = ""
    """The store's address where it is not the project's own file; without a password."""
    engine_options: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """`[engines.NAME]` tables: addresses and limits, never keys."""

    def engines_for(self, language: str) -> tuple[str, ...]:
        """Return the engines to ask for drafts in a language, in order."""
        return self.engines_by_language.get(language, self.engines)

    def threshold_for(self, language: str) -> float:
        """Return the share of reviewed segments that an edition in a language needs."""
        return self.thresholds.get(language, self.threshold)


_TABLES: Mapping[str, Mapping[str, tuple[str, type]]] = {
    "project": {
        "name": ("name", str),
        "source_language": ("source_language", str),
        "languages": ("languages", list),
    },
    "drafts": {
        "engines": ("engines", list),
        "allow_remote": ("allow_remote", bool),
        "models": ("models", str),
        "memory": ("memory_drafts", float),
    },
    "review": {"alone": ("review_alone", bool), "trust_outside": ("trust_outside_reviews", bool)},
    "export": {
        "threshold": ("threshold", float),
        "published": ("published", str),
        "rights": ("rights", str),
        "publisher": ("publisher", str),
        "machine": ("say_machine", bool),
    },
    "house": {
        name: (name, str)
        for name in (
            "text_font",
            "heading_font",
            "accent",
            "accent_dark",
            "logo",
            "speakers",
            "notes",
            "layout",
        )
    },
    "store": {"url": ("store", str)},
}
_KIND = {str: "text in quotes", list: "a list of texts", bool: "true or false", float: "a number"}


def parse(table: Mapping[str, Any], *, file: str) -> Settings:
    """Make settings of a parsed TOML table.

    Raise `SettingsError` for a table or key that is not known (a typo must not silently turn off a rule), and
    for a value of the wrong kind. `file` is named in the message.
    """
    found: dict[str, Any] = {}
    for section, content in table.items():
        if section == "engines":
            found["engine_options"] = _engine_options(content, file)
        elif section == "house":
            found["house"] = _section(section, content, file)
        else:
            found |= _section(section, content, file)
    if re.search(r"://[^/@]*:[^/@]*@", found.get("store", "")):
        raise SettingsError(
            "{file}: the address in [store] holds a password, and this file goes into git. "
            "Leave it out there, and give it by WORKBENCH_DATABASE or PGPASSWORD.",
            file=file,
        )
    _check_languages(found, file)
    _check_thresholds(found, file)
    drafts = found.get("memory_drafts", 1.0)
    if not LEAST_DRAFT <= drafts <= 1:
        raise SettingsError(
            "{file}: memory in [drafts] is what a match must be worth to become a draft, from {least} to 1; "
            "it is {value}.",
            file=file,
            least=LEAST_DRAFT,
            value=drafts,
        )
    # Who asks for two people does not mean that a tool outside may be the second one.
    found.setdefault("trust_outside_reviews", found.get("review_alone", True))
    return Settings(**found)


def _check_thresholds(found: Mapping[str, Any], file: str) -> None:
    shares = {"[export]": found.get("threshold", 0.8)} | {
        f"[export.languages.{code}]": share for code, share in found.get("thresholds", {}).items()
    }
    for place, share in shares.items():
        if not 0 <= share <= 1:
            raise SettingsError(
                "{file}: the threshold in {place} must lie between 0 and 1; it is {value}.",
                file=file,
                place=place,
                value=share,
            )


def _check_languages(found: Mapping[str, Any], file: str) -> None:
    languages = found.get("languages", Settings().languages)
    if not languages or len(set(languages)) < len(languages):
        raise SettingsError(
            "{file}: the languages in [project] must be at least one, each named once.", file=file
        )
    for section, field_name in (("drafts", "engines_by_language"), ("export", "thresholds")):
        for code in found.get(field_name, ()):
            if code not in languages:
                raise SettingsError(
                    "{file}: [{section}.languages.{code}] is for a language that [project] does not name.",
                    file=file,
                    section=section,
                    code=code,
                )


def _section(section: str, content: Any, file: str) -> dict[str, Any]:
    """Return the settings of one table."""
    known = _TABLES.get(section)
    if known is None or not isinstance(content, Mapping):
        raise SettingsError(
            "{file}: [{section}] is not known. Known are: {known}.",
            file=file,
            section=section,
            known=", ".join(f"[{name}]" for name in (*_TABLES, "engines.NAME")),
        )
    found: dict[str, Any] = {}
    for key, value in content.items():
        if section == "drafts" and key == "languages":
            found["engines_by_language"] = _by_language(value, section, "engines", list, file)
        elif section == "export" and key == "languages":
            found["thresholds"] = _by_language(value, section, "threshold", float, file)
        elif key not in known:
            raise SettingsError(
                "{file}: “{key}” in [{section}] is not known. Known are: {known}.",
                file=file,
                section=section,
                key=key,
                known=", ".join(known),
            )
        else:
            name, kind = known[key]
            found[name] = _value(value, kind, f"[{section}] {key}", file)
    return found


def _by_language(content: Any, section: str, key: str, kind: type, file: str) -> dict[str, Any]:
    wrong = SettingsError(
        "{file}: [{section}.languages.CODE] holds one setting, {key}, {kind}.",
        file=file,
        section=section,
        key=key,
        kind=_KIND[kind],
    )
    if not isinstance(content, Mapping):
        raise wrong
    for table in content.values():
        if not isinstance(table, Mapping) or set(table) != {key}:
            raise wrong
    return {
        code: _value(table[key], kind, f"[{section}.languages.{code}] {key}", file)
        for code, table in content.items()
    }


def _engine_options(content: Any, file: str) -> dict[str, dict[str, str]]:
    if not isinstance(content, Mapping) or not all(isinstance(table, Mapping) for table in content.values()):
        raise SettingsError(
            "{file}: [engines] holds one table for each engine, as in [engines.google].", file=file
        )
    for name, table in content.items():
        for key in table:
            if any(word in key.lower() for word in ("key", "token", "secret", "password")):
                raise SettingsError(
                    "{file}: “{key}” in [engines.{name}] looks like a secret. "
                    "Keys come from the environment, never from this file, which goes into git.",
                    file=file,
                    key=key,
                    name=name,
                )
    return {name: {key: str(value) for key, value in table.items()} for name, table in content.items()}


def _value(value: Any, kind: type, place: str, file: str) -> Any:
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if kind is list and isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    if kind is not list and isinstance(value, kind):
        return value
    raise SettingsError("{file}: {place} must be {kind}.", file=file, place=place, kind=_KIND[kind])
