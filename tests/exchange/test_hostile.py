"""Every format refuses in words what is cut off, grows when it is read, or is another kind of file."""

import pytest

from app import exchange
from app.errors import ExchangeError
from tests.exchange.parcels import parcel

_XML = ("xliff", "xliff12", "tmx")
_BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("form", [form for form in exchange.EXCHANGES if form != "csv"])
@pytest.mark.parametrize("share", [0.2, 0.6, 0.95])
def test_a_file_that_is_cut_off_brings_nothing(form: str, share: float) -> None:
    whole = exchange.EXCHANGES[form].write(parcel())
    with pytest.raises(ExchangeError, match=r"^back\.file"):
        exchange.read(whole[: int(len(whole) * share)], file="back.file")


@pytest.mark.parametrize("form", _XML)
def test_entities_are_not_unfolded(form: str) -> None:
    text = exchange.EXCHANGES[form].write(parcel()).decode()
    head, _, rest = text.partition("?>\n")
    rest = rest.partition('"tmx14.dtd">\n')[2] or rest
    with pytest.raises(ExchangeError, match="declares a document type"):
        exchange.read(f"{head}?>\n{_BOMB}{rest}".encode(), file="back.file")


@pytest.mark.parametrize("form", exchange.EXCHANGES)
def test_what_a_name_says_does_not_matter(form: str) -> None:
    content = exchange.EXCHANGES[form].write(parcel())
    assert len(exchange.read(content, file="picture.png").units) >= 3
