"""Signed words: what we hand out and know again. The only door to itsdangerous."""

from typing import Any

from itsdangerous import BadSignature, URLSafeSerializer


class Signer:
    """Signs with a secret; whoever has not the secret cannot make or change what is signed."""

    def __init__(self, secret: str) -> None:
        self._serializer = URLSafeSerializer(secret, salt="workbench token 1")

    def sign(self, content: dict[str, Any]) -> str:
        """Return a word that holds some content, signed; it can be read by everybody."""
        return str(self._serializer.dumps(content))

    def read(self, word: str) -> dict[str, Any] | None:
        """Return the content of a word that we signed; None for any other."""
        try:
            content = self._serializer.loads(word)
        except (BadSignature, UnicodeEncodeError):
            return None
        return content if isinstance(content, dict) else None
