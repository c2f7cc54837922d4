"""Hand out files for other tools and take them back: decided by `app.returning`, kept in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app import exchange, review
from app.catalog import same_person
from app.errors import DocumentError, ExchangeError, Message, ReviewError, WorkbenchError
from app.exchange.matching import Matcher
from app.exchange.parcel import Parcel, Return, Returned
from app.returning import Decision, Fate, decide, seen, writable
from app.storage import folder, po
from app.storage.rows import Conflict, Revision, Save, Stored
from app.workbench import catalogs
from app.workbench.project import Project, log

_NOBODY = "?"
"""Stands for the author until it is known whether one is needed."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one unit of the file."""

    fate: Fate
    place: int
    """Its line or row in the file."""
    source: str
    text: str
    """The translation in the file."""
    person: str = ""
    why: Message | None = None


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file brought, or would bring."""

    document: str
    language: str
    outcomes: tuple[Outcome, ...]
    """One for each unit of the file, in its order."""
    comments: int
    """Units that got a comment from the file."""
    rows: bool
    """Whether the places are rows of a table rather than lines."""
    trouble: WorkbenchError | None = None
    """Why the PO on disk could not follow, where it could not. What was taken is safe in the store."""

    def count(self, fate: Fate) -> int:
        """Return how many units had a fate."""
        return sum(one.fate is fate for one in self.outcomes)

    def told(self) -> tuple[Outcome, ...]:
        """Return what somebody should look at: all that was neither taken nor as we have it."""
        return tuple(one for one in self.outcomes if one.fate not in {Fate.TAKEN, Fate.UNCHANGED})


def out(project: Project, name: str, language: str, *, form: str) -> tuple[str, bytes]:
    """Return a file for another tool: its name and its content. It has every unit with its state."""
    if form not in exchange.EXCHANGES:
        raise ExchangeError(
            "There is no format “{form}”. Known are: {known}.", form=form, known=", ".join(exchange.EXCHANGES)
        )
    to = exchange.EXCHANGES[form]
    parcel = Parcel(folder.document(project.folder, name), catalogs.catalog(project, name, language))
    return f"{name}.{language}{to.suffix}", to.write(parcel)


def bring(
    project: Project,
    content: bytes,
    *,
    file: str,
    document: str = "",
    language: str = "",
    person: str = "",
    dry_run: bool = False,
) -> Brought:
    """Take a file back, merged three-way; nothing of it is kept before all of it could be read.

    `document` and `language` are asked for where the file does not say, and compared where it does. Whose
    texts they are the file knows best, then `person`. With `dry_run` only say what would happen.
    """
    back = exchange.read(content, file=file)
    name = document_of(project, back, document, file=file)
    code = language_of(project, back, language, file=file)
    stored = project.store.units(name, code)
    if not stored:
        raise DocumentError(
            "The document “{name}” has no segments yet. Run “workbench sync” first.", name=name
        )
    if not back.units:
        raise ExchangeError(
            "{file} holds no texts. Choose the file that the other tool has saved.", file=file
        )
    merge = _Merge(project, stored, back, file, review.name(person) if person.strip() else "")
    merge.compare(project.store.steps(name, code))
    if all(one.fate is Fate.UNKNOWN for one in merge.outcomes):
        raise ExchangeError(
            "None of the {count} texts in {file} stands in “{name}”, so nothing was taken. "
            "If it is another document's file, say which document it belongs to.",
            count=len(merge.outcomes),
            file=file,
            name=name,
        )
    brought = Brought(
        name, code, tuple(merge.outcomes), len({number for number, _, _ in merge.said}), back.rows
    )
    if dry_run:
        return brought
    saves = [replace(save, language=code) for save in merge.saves.values()]
    kept = project.store.bring(code, saves, beside=merge.beside, said=merge.said)
    late = [at for at, done in zip(merge.saves, kept, strict=True) if isinstance(done, Conflict)]
    for at in late:  # somebody saved between our look and our save: theirs is kept beside
        merge.outcomes[at] = replace(merge.outcomes[at], fate=Fate.BESIDE)
    brought = replace(brought, outcomes=tuple(merge.outcomes), trouble=_write(project, name, code))
    log.info(
        "%s, %s: %s: %d taken, %d beside",
        name,
        code,
        file,
        brought.count(Fate.TAKEN),
        brought.count(Fate.BESIDE),
    )
    return brought


def document_of(project: Project, back: Return, asked: str, *, file: str) -> str:
    """Return the document that a file is for. Raise `ExchangeError` where it is another's than was asked."""
    known = project.folder.documents()
    if asked and back.document and asked != back.document:
        raise ExchangeError(
            "{file} was made from “{made}”, not from “{asked}”. Nothing was taken.",
            file=file,
            made=back.document,
            asked=asked,
        )
    name = asked or back.document or (known[0] if len(known) == 1 else "")
    if not name:
        raise ExchangeError(
            "{file} does not say which document it is for. Say it (on the command line: --document); "
            "known are: {known}.",
            file=file,
            known=", ".join(known) or "none",
        )
    if name not in known:
        raise ExchangeError(
            "{file} is for the document “{name}”, which this project does not have. Known are: {known}.",
            file=file,
            name=name,
            known=", ".join(known) or "none",
        )
    return name


def language_of(project: Project, back: Return, asked: str, *, file: str) -> str:
    """Return the language of a file's translations. Raise `ExchangeError` where it is not the one asked for.

    Codes are compared without regard to case; a file may say `uk-UA` where the project says `uk`.
    """
    codes = project.settings.languages
    said = next((code for code in codes if _same_language(code, back.language)), "") if back.language else ""
    if back.language and (not said or (asked and not _same_language(asked, back.language))):
        raise ExchangeError(
            "{file} is written in “{said}”, not in {asked}. Nothing was taken.",
            file=file,
            said=back.language,
            asked=f"“{asked}”" if asked else ", ".join(f"“{code}”" for code in codes),
        )
    code = asked or said
    if not code:
        raise ExchangeError(
            "{file} does not say in which language its translations are. "
            "Say it (on the command line: --language); this project's languages are: {known}.",
            file=file,
            known=", ".join(codes),
        )
    if code not in codes:
        raise ExchangeError(
            "This project does not translate into “{language}”. Its languages are: {known}.",
            language=code,
            known=", ".join(codes),
        )
    return code


def _same_language(one: str, other: str) -> bool:
    """Say whether two codes mean one language; `uk` is any Ukrainian, but `pt-BR` is not `pt-PT`."""
    a, b = (code.replace("_", "-").lower().split("-") for code in (one, other))
    return a == b or (a[0] == b[0] and 1 in {len(a), len(b)})


class _Merge:
    """Compares a file with the store, unit by unit, and gathers what is to be kept."""

    def __init__(
        self, project: Project, stored: Sequence[Stored], back: Return, file: str, person: str
    ) -> None:
        self.outcomes: list[Outcome] = []
        self.saves: dict[int, Save] = {}
        """By the place of the unit in the file."""
        self.beside: list[tuple[int, str, str]] = []
        self.said: list[tuple[int, str, str]] = []
        """Comments: unit, line, and who wrote it."""
        self._trust = project.settings.trust_outside_reviews
        self._alone = project.settings.review_alone
        self._stored, self._back, self._file, self._person = stored, back, file, person

    def compare(self, steps: Mapping[int, Sequence[Revision]]) -> None:
        """Decide on every unit of the file; `steps` is the history by unit."""
        before = [[step.source for step in steps.get(one.id, ())] for one in self._stored]
        matcher = Matcher([one.unit for one in self._stored], before=before)
        met: dict[int, str] = {}
        for one in self._back.units:
            found = matcher.find(one)
            if found.index is None:
                self._tell(one, Decision(Fate.UNKNOWN, why=found.why))
                continue
            ours = self._stored[found.index]
            texts = frozenset(step.target.text for step in steps.get(ours.id, ()))
            decision, author = self._decided(one, ours, texts)
            if decision.fate is Fate.TAKEN and found.older:
                decision = Decision(
                    Fate.BESIDE, why=Message("The source was edited after the file was made.")
                )
            if ours.id in met and decision.fate is Fate.TAKEN:
                again = met[ours.id] == seen(one.theirs.text)
                decision = Decision(
                    Fate.UNCHANGED if again else Fate.BESIDE,
                    why=Message("The file has this text twice, with two translations."),
                )
            if decision.fate is Fate.TAKEN or ours.id not in met:
                met[ours.id] = seen(one.theirs.text)
            self._keep(one, ours, decision, author)

    def _decided(self, one: Returned, ours: Stored, earlier: frozenset[str]) -> tuple[Decision, str]:
        author = self._author(one, ours)
        theirs = replace(one.theirs, author=author or _NOBODY, reviewer=_name(one.theirs.reviewer))
        decision = decide(theirs, ours.unit.target, earlier=earlier, trust=self._trust, alone=self._alone)
        if not author and decision.fate in {Fate.TAKEN, Fate.BESIDE}:
            raise ExchangeError(
                "{file} does not say who translated. Say whose texts these are "
                "(on the command line: --person NAME). Nothing was taken.",
                file=self._file,
            )
        return decision, author

    def _author(self, one: Returned, ours: Stored) -> str:
        """Return who answers for a text: whom the file names anew, who hands it in, whom the file names."""
        named = _name(one.theirs.author)
        if named and not same_person(named, ours.unit.target.translator):
            return named
        return self._person or named or _name(self._back.author)

    def _keep(self, one: Returned, ours: Stored, decision: Decision, author: str) -> None:
        at = len(self.outcomes)
        if decision.target is not None and decision.fate is Fate.TAKEN:
            # An approval is its reviewer's deed, who may be another than the file's author.
            who = decision.target.reviewer if decision.move == "approve" else author
            self.saves[at] = Save(ours.id, "", ours.version, decision.target, decision.move, person=who)
        elif decision.fate is Fate.BESIDE:
            self.beside.append((ours.id, seen(one.theirs.text), author))
        known = {writable(line) for line in (*ours.unit.comments, ours.unit.target.reason)}
        known |= {line for number, line, _ in self.said if number == ours.id}
        for remark in one.comments:
            for line in _lines(remark.text):
                if line not in known:
                    self.said.append((ours.id, line, _name(remark.person) or author))
                    known.add(line)
        self._tell(one, decision, author)

    def _tell(self, one: Returned, decision: Decision, author: str = "") -> None:
        self.outcomes.append(
            Outcome(decision.fate, one.place, one.source, one.theirs.text, author, decision.why)
        )


def _lines(comment: str) -> list[str]:
    """Return a comment as lines of a PO; one that would be read as a unit's state is set off."""
    lines = [" ".join(writable(line).split()) for line in comment.splitlines()]
    return [f"note: {line}" if po.ours(line) else line for line in lines if line]


def _name(text: str) -> str:
    """Return a name that a file has as it can be kept; empty where nothing is left of it."""
    try:
        return review.name(text[:80]) if text.strip() else ""
    except ReviewError:
        return ""


def _write(project: Project, name: str, code: str) -> WorkbenchError | None:
    if project.written_behind.is_set():
        return None
    try:
        catalogs.write(project, name, code)
    except WorkbenchError as error:
        log.warning("%s, %s: the PO was not written: %s", name, code, error)
        return error
    return None
