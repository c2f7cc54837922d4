"""What the editor is given to begin with: by its page, and before Streamlit has one (`ahead.py`)."""

from collections.abc import Mapping
from typing import Literal

from app import language as languages
from app.ui import assets, editor_words
from app.ui.address import Place
from app.workbench.desk import Desk

Mode = Literal["translate", "review"]
ASK = """
const ask = (data) => {
  const path = `catalogs/${encodeURIComponent(data.document)}/${encodeURIComponent(data.language)}`;
  const headers = { Authorization: `Bearer ${data.token}`, "Accept-Language": data.ui_language };
  return fetch(new URL(data.base + path, document.baseURI), { headers })
    .then((answer) => (answer.ok ? answer.json() : null))
    .catch(() => null);
};
"""
"""How a page asks for the text of its editor before that is there to do so itself."""


def data(desk: Desk, *, mode: Mode, person: str, token: str, here: Place, ours: str) -> Mapping[str, object]:
    """Return what `Data` in `editor/types.d.ts` says; `ours` is the language that it speaks."""
    folder, settings = desk.project.folder, desk.project.settings
    return {
        "base": "api/v1/",
        "assets": assets.address(),
        "token": token,
        "person": person,
        "document": here.document,
        "language": here.language,
        "mode": mode,
        "unit": here.unit,
        "words": editor_words.table(ours),
        "ui_language": ours,
        "documents": [{"name": name, "title": desk.title(name)} for name in folder.documents()],
        "languages": [{"code": code, "name": languages.own_name(code)} for code in settings.languages],
        "source_language_name": languages.own_name(settings.source_language),
    }
