"""What became of the drafts: held against the texts that people made of them, by engine and language."""

from collections.abc import Iterator, Sequence

from app import postedit
from app.catalog import Catalog, State
from app.postedit import Edit, Work
from app.storage.looks import Looks
from app.workbench.project import Project

_FINISHED = frozenset({State.TRANSLATED, State.REVIEWED})


def work(project: Project, *, languages: Sequence[str] = (), names: Sequence[str] = ()) -> tuple[Work, ...]:
    """Sum up what people changed in the drafts of each engine, in some languages and documents or in all."""
    return postedit.by_engine(
        edit
        for name in names or project.folder.documents()
        for code in languages or project.settings.languages
        for edit in edits(project, name, code)
    )


def edits(project: Project, name: str, language: str) -> Iterator[Edit]:
    """Yield each text that a person answers for, with what was last offered for it.

    Texts that lie together with another unit's are left out: one offer cannot be held against two texts.
    """
    offers = Looks(project.store).offers(name, language)
    stored = project.store.units(name, language)
    whole = Catalog(name, language, tuple(one.unit for one in stored)).sources()
    for one in stored:
        target = one.unit.target
        offer = offers.get(one.id)
        if offer is None or target.state not in _FINISHED or target.joined:
            continue
        if whole.get(one.unit.key) == one.unit.source:
            yield Edit(offer, target.text, language)
