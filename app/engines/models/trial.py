"""A model is tried in a process of its own before it is loaded in ours: a hostile one can only hurt that.

python -m app.engines.models.trial KIND FOLDER SOURCE TARGET
"""

import contextlib
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, Final

from app.engines.models.folder import Kind, Model, read_json
from app.errors import EngineError, EngineErrorKind, WorkbenchError

_SECONDS: Final = 90
_MEMORY: Final = 6 << 30
_SENTENCE: Final = "Good morning."
_NOTES: Final = ".tried.json"
"""In the folder of models: what was tried on this machine. A model cannot say of itself that it was."""
_lock: Final = threading.Lock()


def require(model: Model) -> None:
    """Raise `EngineError` where a model cannot be loaded, or makes its process die; once for each model."""
    with _lock:
        notes = _read(model.path.parent)
        if notes.get(model.name) != model.mark:
            attempt(model)
            note(model, model.path.parent)


def note(model: Model, folder: Path) -> None:
    """Write down that a model of a folder passed its trial."""
    notes = json.dumps(_read(folder) | {model.name: model.mark})
    with contextlib.suppress(OSError):  # then it is tried again
        (folder / _NOTES).write_text(notes, encoding="utf-8")


def _read(folder: Path) -> dict[str, Any]:
    try:
        return read_json(folder / _NOTES)
    except EngineError:
        return {}


def attempt(model: Model) -> None:
    """Load a model apart from us and translate one sentence; raise `EngineError` where that fails."""
    root = str(Path(__file__).parents[3])
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join((root, *filter(None, [os.environ.get("PYTHONPATH")])))
    }
    try:
        done = subprocess.run(  # noqa: S603  # our own module, with a folder for its argument
            _command(model),
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env=environment,
            stdin=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired:
        said, code = "", -1
    else:
        said, code = done.stdout.decode(errors="replace").strip(), done.returncode
    if code == 0 and said.endswith("ok"):
        return
    raise EngineError(
        EngineErrorKind.BAD_ANSWER,
        "The model {name} cannot be used: {reason}. "
        "Get it again, or remove it: workbench models remove {name}",
        name=model.name,
        reason=said.splitlines()[-1].rstrip(".")[:300] if code == 1 and said else "its process died",
    )


def _command(model: Model) -> list[str]:
    return [sys.executable, "-m", __name__, model.kind, str(model.path), model.source, model.target]


def _limit() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415  # not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(kind: str, folder: str, source: str, target: str) -> int:
    """Try a model and say what came of it."""
    from app.engines import ctranslate2, firefox  # noqa: PLC0415  # they ask for trials themselves

    _limit()
    model = Model(Kind(kind), source, target, Path(folder))
    load = firefox.load if model.kind is Kind.FIREFOX else ctranslate2.load
    try:
        load(model).translate([_SENTENCE], seconds=_SECONDS)
    except WorkbenchError as error:
        print(error)  # noqa: T201  # the one who started us reads it
        return 1
    print("ok")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
