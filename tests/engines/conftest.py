"""Keys that must show up nowhere."""

import pytest

from tests.engines.asking import KEYS


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set a key for each service that wants one."""
    for variable, key in KEYS.items():
        monkeypatch.setenv(variable, key)
