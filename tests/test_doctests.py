"""The examples in docstrings are true."""

import doctest
import importlib
import pkgutil

import pytest

import app

# What runs when it is imported: the script for Streamlit, and alembic's.
_SCRIPTS = ("app.ui.entry.main", "app.storage.migrations.env")
_MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(app.__path__, "app.")
    if module.name not in _SCRIPTS and ".versions." not in module.name
)


@pytest.mark.parametrize("name", _MODULES)
def test_the_examples_in_a_module_are_true(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples() -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    assert (
        sum(len(test.examples) for name in _MODULES for test in finder.find(importlib.import_module(name)))
        > 20
    )
