"""The editor's modules as one, so that a page asks for one file, not thirty. Each keeps its own names."""

import re
from pathlib import Path

_IMPORT = re.compile(r'^import\s*\{([^}]*)\}\s*from\s*"\./([\w-]+)\.js";\n?', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?(?:function\*?|class|const|let) (\w+))", re.MULTILINE)
_LEFT = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


def bundle(folder: Path, entry: str) -> str:
    """Return the module `entry` with all that it imports, as one module with the same exports.

    Only what our modules use is known: named imports of a neighbour, and exports of a declaration. Raise
    `ValueError` for anything else, and for modules that import each other in a circle.
    """
    found: dict[str, str] = {}
    exports = _add(folder, entry, found, ())
    return "".join(found.values()) + f"export const {{ {', '.join(exports)} }} = ${entry};\n"


def _add(folder: Path, name: str, found: dict[str, str], above: tuple[str, ...]) -> list[str]:
    if name in above:
        raise ValueError(f"These modules import each other in a circle: {' → '.join([*above, name])}.")
    text = (folder / f"{name}.js").read_text("utf-8")
    for one in _IMPORT.finditer(text):
        if one[2] not in found:
            _add(folder, one[2], found, (*above, name))
    exports = [one[2] for one in _EXPORT.finditer(text)]
    body = _EXPORT.sub(r"\1", _IMPORT.sub(_taken, text))
    if left := _LEFT.search(body):
        raise ValueError(f"{name}.js has an import or export that cannot be bundled: {left[0]}")
    found[name] = f"const ${name} = (() => {{\n{body}\nreturn {{ {', '.join(exports)} }};\n}})();\n"
    return exports


def _taken(one: re.Match[str]) -> str:
    return f"const {{{one[1].replace(' as ', ': ')}}} = ${one[2]};\n"
