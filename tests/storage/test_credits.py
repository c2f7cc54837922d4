from datetime import UTC, datetime
from pathlib import Path

from app.storage.credits import Consent, Credits
from app.storage.store import Store

_AT = datetime(2026, 11, 29, 20, 0, tzinfo=UTC)


def _credits(folder: Path) -> Credits:
    return Credits(Store(f"sqlite:///{folder / 'workbench.db'}"))


def test_nobody_is_named_who_was_not_asked(tmp_path: Path) -> None:
    kept = _credits(tmp_path)
    assert kept.names() == {}
    assert kept.of("Олена") is None


def test_the_last_word_holds_and_all_of_them_are_kept(tmp_path: Path) -> None:
    kept = _credits(tmp_path)
    kept.keep("Олена", "О. Коваль", by="Олена", now=_AT)
    kept.keep("Іван", "Іван", by="Олена", now=_AT)
    kept.keep("олена", "Olena K.", by="Олена", now=_AT)
    assert kept.names() == {"Олена": "Olena K.", "Іван": "Іван"}
    kept.keep("Олена", "", by="Олена", now=_AT)
    assert kept.names() == {"Іван": "Іван"}
    assert kept.of("Олена") == Consent("Олена", "", _AT.isoformat(), "Олена")
    assert [one.name for one in kept.history()] == ["О. Коваль", "Іван", "Olena K.", ""]
