"""Sentences come back from the store as they were, to be said in whichever language."""

import pytest

from app.errors import Message
from app.language import Tongue
from app.storage import messages

_WHY = Message("“{code}” is not a language code that we know.", code="xx")


@pytest.mark.parametrize(
    "message",
    [
        Message("The engine gave back nothing."),
        Message("Figures of the source are not in the answer: {figures}.", figures="12, 13"),
        Message("Some words look like {other}: {words}.", other=Tongue("ru"), words="{их}"),
        Message("{file}: {reason}", file="talk.md", reason=_WHY),
    ],
    ids=lambda message: message.text,
)
def test_a_sentence_comes_back_with_its_words_and_values_apart(message: Message) -> None:
    assert messages.read(messages.written([message])) == (message,)


def test_a_sentence_that_an_older_store_kept_whole_is_said_as_it_stands() -> None:
    assert str(messages.read('["It is {strange}."]')[0]) == "It is {strange}."
