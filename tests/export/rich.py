"""Publications with everything that may stand in one, for tests of the writers; and hostile ones."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app import edition
from app.catalog import Key, State, Target
from app.document import Document, Paragraph, Segment
from app.edition import Edition, EditionParagraph, Piece
from app.export.harmless import line
from app.export.words import words
from app.markup import plain
from app.publication import Colophon, House, Publication
from tests.talk import catalog, document

PARAGRAPHS = (
    Paragraph((Segment("They met in *Malmö*."), Segment("It was **March**."), Segment("Nobody knew."))),
    Paragraph((Segment("Beginnings"),), mark="##"),
    Paragraph((Segment("Why?"),), speaker="Martin"),
    Paragraph((Segment("So it was.", hard_break=True), Segment("Exactly.")), speaker="Alexander"),
    Paragraph(
        (
            Segment(
                "We had [three](#) [aims](https://example.org/?a=1&b=2), write [us](mailto:a@example.org):"
            ),
        )
    ),
    Paragraph((Segment("Peace."),), mark="-"),
    Paragraph((Segment("Bread."),), mark="-"),
    Paragraph((Segment("Much later"),), mark="####"),
    Paragraph((Segment("Third."),), mark="3."),
    Paragraph((Segment("Fourth."),), mark="4."),
    Paragraph((Segment("The old song says so."), Segment("It does.")), mark=">"),
    Paragraph((Segment("Run `make`."),)),
    Paragraph((Segment("Exactly."),), speaker="Martin"),
)
TARGETS = (
    "Зустрілися в *Мальме*.",
    "Був **березень**.",
    "",
    "Початки",
    "Чому?",
    "Так було.",
    "Саме так.",
    "Ми мали [три](#) [цілі](https://example.org/?a=1&b=2), пишіть [нам](mailto:a@example.org):",
    "Мир.",
    "Хліб.",
    "Значно пізніше",
    "Третє.",
    "Четверте.",
    "Так каже стара пісня.",
    "Авжеж каже.",
    "Запустіть `make`.",
    "Авжеж.",
)
COLOPHON = Colophon(
    source="https://example.org/talk?a=1&b=2",
    date="2026-11-03",
    rights="CC BY-SA 4.0",
    publisher="Видавництво «Приклад» & друзі",
    translators=("Олена", "Іван"),
    reviewers=("Борис",),
    machine=0.384,
)
HOSTILE = (
    "</p></main><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)> ' onload=",
    '[а](javascript:alert(1)) [б](data:text/html,x) [в](vbscript:x) [г](https://example.org/"onclick=x)',
    "[а](https://[bad) [б](https://exa%zzmple.org/%) [в](http://) [г](mailto:) [ґ](https://a.example/<b>{}|^`)",
    "</title></style><!-- --> <!-- wp:html --> <!--/wp:paragraph-->",
    ']]> ]]]]><![CDATA[ &#x3c;b> &amp;lt; &nope; <?xml?> <!DOCTYPE x [<!ENTITY a "b">]>',
    "так\N{RIGHT-TO-LEFT OVERRIDE}кат\N{RIGHT-TO-LEFT MARK}\x00\x07\x1b\x85\x0b"
    "\ud800\udfff\ufffe\U0001ffff\ufdd0",
    "[gallery ids=1] [caption] {{x}} ${x} %s {0} $$ \\input{x} #{x} @[x] <br>",
    "**a *b** c* `d** [e](https://example.org/`f) *[g](#)* ***h***",
    "рядок\nдругий\r\nтретій\u2028четвертий\tп’ятий",
    "e\N{COMBINING ACUTE ACCENT}" + "\N{COMBINING GRAVE ACCENT}" * 40 + "👩‍👩‍👧‍👦🇺🇦👍🏽",
    "# - > 1. --- *** ___ +",
)


def talk() -> Document:
    """Return a document with every shape of paragraph."""
    return document(PARAGRAPHS)


def made(*, language: str = "uk", draft: bool = False, notes: bool = True, title: str = "Розмова") -> Edition:
    """Return its edition: one text is not translated, and in a draft one is not reviewed."""
    states = {2: State.EMPTY} | ({5: State.DRAFT, 9: State.TRANSLATED} if draft else {})
    units = catalog(talk(), TARGETS, states=states, language=language, title=Target(title, State.REVIEWED))
    text = edition.make(talk(), units, allow_unreviewed=draft)
    return noted(text) if notes else text


def noted(text: Edition) -> Edition:
    """Hang editor's notes on the title, on a name and on three texts."""
    title = replace(text.title, notes=("Так назвала *редакція*.",))
    paragraphs = []
    for paragraph in text.paragraphs:
        speaker = paragraph.speaker
        if speaker is not None and speaker.key.source == "Oleksandr":
            speaker = replace(speaker, notes=("Ім’я змінено.",))
        pieces = tuple(_noted(piece) for piece in paragraph.pieces)
        paragraphs.append(replace(paragraph, speaker=speaker, pieces=pieces))
    return replace(text, title=title, paragraphs=tuple(paragraphs))


def _noted(piece: Piece) -> Piece:
    notes = {
        "They met in *Malmö*.": ("Місто у *Швеції*, див. [тут](https://example.org/malmo).", "Удруге."),
        "Peace.": ("Тобто [мир](#).",),
        "The old song says so.": ("Пісня «Ой у лузі».",),
    }
    return replace(piece, notes=notes.get(piece.key.source, ()))


def publication(
    *, language: str = "uk", draft: bool = False, beside: bool = False, house: House | None = None
) -> Publication:
    """Return it with a colophon, and the original beside it if it is asked for."""
    return Publication(
        made(language=language, draft=draft),
        edition.original(talk()) if beside else None,
        COLOPHON,
        house or House(),
    )


def hostile(*, language: str = "uk", beside: bool = False, draft: bool = False) -> Publication:
    """Return a publication in which every text, name and note comes from somebody who means harm."""
    marks = ("", "#", "-", "1.", ">", "###")

    def piece(text: str, number: int) -> Piece:
        state = State.DRAFT if draft and number % 2 else State.REVIEWED
        return Piece(
            text, language, state, Key(f"{number} {text}"), number % 3 == 0, (HOSTILE[number % len(HOSTILE)],)
        )

    paragraphs = tuple(
        EditionParagraph(
            number,
            marks[number % len(marks)],
            piece(text, number) if number % 2 else None,
            (piece(text, number), piece(text[::-1], number + 1), Piece(text, "en", State.EMPTY, Key(text))),
        )
        for number, text in enumerate(HOSTILE)
    )
    title = piece(HOSTILE[0] + HOSTILE[5], 0)
    text = Edition("talk", title, language, "en", (piece(HOSTILE[1], 1),), paragraphs, (), draft=draft)
    said = Colophon(
        source=HOSTILE[0],
        rights=HOSTILE[5],
        publisher=HOSTILE[4],
        translators=(HOSTILE[1], HOSTILE[6]),
        reviewers=(HOSTILE[7],),
        machine=0.5,
        date="2026-11-03",
    )
    second = replace(text, language="sv", title=replace(title, language="sv")) if beside else None
    return Publication(text, second, said)


def long(turns: int, *, language: str = "uk", headings: int = 0) -> Publication:
    """Return a long publication of question and answer, with a heading each so many turns."""
    names = [Piece(name, language, State.REVIEWED, Key(name)) for name in ("Мартін", "Олександр")]
    paragraphs: list[EditionParagraph] = []
    for turn in range(turns):
        if headings and turn % headings == 0:
            heading = Piece(f"Розділ {turn}", language, State.REVIEWED, Key(f"Part {turn}"))
            paragraphs.append(EditionParagraph(len(paragraphs), "##", None, (heading,)))
        sentences = tuple(
            Piece(
                f"Речення {turn}.{number} про все потроху.", language, State.REVIEWED, Key(f"{turn}.{number}")
            )
            for number in range(1 if turn % 2 == 0 else 12)
        )
        paragraphs.append(EditionParagraph(len(paragraphs), "", names[turn % 2], sentences))
    title = Piece("Довга розмова", language, State.REVIEWED, Key("A long talk"))
    return Publication(
        Edition("long", title, language, "en", tuple(names), tuple(paragraphs), (), draft=False),
        colophon=COLOPHON,
    )


def texts(text: Edition) -> list[str]:
    """Return what a reader reads, paragraph by paragraph, without blanks and our own words."""
    return [squeezed(plain(text.title.text)), *(_paragraph(one) for one in text.paragraphs)]


def _paragraph(paragraph: EditionParagraph) -> str:
    label = f"{plain(paragraph.speaker.text)}:" if paragraph.speaker else ""
    return squeezed(label + "".join(plain(piece.text) for piece in paragraph.pieces))


def squeezed(text: str) -> str:
    """Return a text without any blanks, as its paragraphs are compared."""
    return "".join(line(text).split())


def own_words(language: str) -> Sequence[str]:
    """Return the words in brackets with which an edition marks single texts."""
    says = words(language)
    return (says.untranslated, says.unreviewed)


def shapes(text: Edition) -> Iterator[str]:
    """Yield the mark of each paragraph."""
    for paragraph in text.paragraphs:
        yield paragraph.mark
