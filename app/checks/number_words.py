"""The words for numbers and months in the languages that we check, as patterns with all their endings."""

from collections.abc import Mapping
from fractions import Fraction

_FIVE = "(?:ь|и|ьох|ьом|ьма|ьома)"
"""Endings of Ukrainian five to twenty and thirty."""
_TENTH = r"(?:onde|o?tal\w*)"
"""Endings of Swedish “the fiftieth” and “the fifties”."""


def _counted(first: int, words: str, endings: str = "") -> dict[int, str]:
    """Number the words of a list, each with the same endings."""
    return {number: word + endings for number, word in enumerate(words.split(), first)}


CARDINALS: Mapping[str, Mapping[int, str]] = {
    "en": _counted(
        0,
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
        sixteen seventeen eighteen nineteen twenty""",
    )
    | {30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety"}
    | {
        100: "hundreds?",
        1000: "thousands?",
        10**6: "millions?|mln|mn",
        10**9: "billions?|bn",
        10**12: "trillions?",
    },
    "sv": _counted(
        0,
        """noll ett|en två tre fyra fem sex sju åtta nio|nie tio elva tolv tretton fjorton femton sexton
        sjutton arton nitton tjugo|tjugu""",
    )
    | {30: "trettio", 40: "fyrtio", 50: "femtio", 60: "sextio", 70: "sjuttio", 80: "åttio", 90: "nittio"}
    | {100: "hundra", 1000: "tusen", 10**6: "miljon(?:en|er|erna|ers|tals)?|mn"}
    | {10**9: "miljard(?:en|er|erna|ers|tals)?|mdr?", 10**12: "biljon(?:en|er|erna|ers)?"},
    "uk": {
        0: "нуль|нул(?:я|ю|ем|і)",
        1: "один|одн(?:а|е|о|і|ого|ому|им|ім|ої|ієї|ій|у|ією|ою|их|ими)",
        2: "дв(?:а|і|ох|ом|ома|оє)",
        3: "тр(?:и|ьох|ьом|ьома|оє)",
        4: "чотир(?:и|ьох|ьом|ма)|четверо",
        5: f"п’ят{_FIVE}|п’ятеро",
        6: "шість|шести|шіст(?:ьох|ьом|ьма|ьома)|шестеро",
        7: "сім|семи|сімох|сімом|сьома|сьомома|семеро",
        8: "вісім|восьми|вісьм(?:ох|ом|а|ома)|восьмеро",
        9: f"дев’ят{_FIVE}|дев’ятеро",
        10: f"десят{_FIVE}|десятеро",
        20: f"двадцят{_FIVE}",
        30: f"тридцят{_FIVE}",
        40: "сорока?",
        50: "п’ятдесят(?:и|ьох|ьом|ьма|ьома)?",
        60: "шістдесят(?:и|ьох|ьом|ьма|ьома)?",
        70: "сімдесят(?:и|ьох|ьом|ьма|ьома)?",
        80: "вісімдесят(?:и|ьох|ьом|ьма|ьома)?",
        90: "дев’яност[оа]",
        100: "ст(?:о|а|ам|ами|ах)|сот(?:ні|ень|ня)",
        200: "двісті|двохсот|двом(?:ста|аста)м?и?|двохстах",
        300: "триста|трьохсот|трьом(?:ста|аста)м?и?|трьохстах",
        400: "чотириста|чотирьохсот|чотирьохстах|чотирьомстам",
        500: "п’ятсот|п’ятисот|п’ятистах",
        600: "шістсот|шестисот|шестистах",
        700: "сімсот|семисот|семистах",
        800: "вісімсот|восьмисот|восьмистах",
        900: "дев’ятсот|дев’ятисот|дев’ятистах",
        1000: "тисяч(?:а|і|у|ею|ам|ами|ах)?|тис",
        10**6: "мільйон(?:а|у|ом|і|и|ів|ам|ами|ах)?|млн",
        10**9: "мільярд(?:а|у|ом|і|и|ів|ам|ами|ах)?|млрд",
        10**12: "трильйон(?:а|у|ом|і|и|ів|ам|ами|ах)?|трлн",
    }
    | _counted(
        11,
        "одинадцят дванадцят тринадцят чотирнадцят п’ятнадцят шістнадцят сімнадцят вісімнадцят дев’ятнадцят",
        _FIVE,
    ),
    "ru": {
        0: "ноль|нуль|нол[яюе]|нул[яюе]|нул[её]м",
        1: "один|одн(?:а|о|и|ого|ому|им|ом|ой|у|ою|их|ими)",
        2: "дв(?:а|е|ух|ум|умя|ое|оих|оим)",
        3: "тр(?:и|[её]х|[её]м|емя|ое|оих)",
        4: "четыр(?:е|[её]х|[её]м|ьмя)|четверо|четверых",
        5: "пят(?:ь|и|ью)|пятеро|пятерых",
        6: "шест(?:ь|и|ью)|шестеро",
        7: "сем(?:ь|и|ью)|семеро",
        8: "восемь|восьми|восемью|восьмью|восьмеро",
        9: "девят(?:ь|и|ью)",
        10: "десят(?:ь|и|ью)",
        20: "двадцат(?:ь|и|ью)",
        30: "тридцат(?:ь|и|ью)",
        40: "сорока?",
        50: "пят(?:ьдесят|идесяти|ьюдесятью)",
        60: "шест(?:ьдесят|идесяти|ьюдесятью)",
        70: "сем(?:ьдесят|идесяти|ьюдесятью)",
        80: "восемьдесят|восьмидесяти",
        90: "девяност[оа]",
        100: "ст(?:о|а|ам|ами|ах)|сот(?:ни|ен|ня)",
        200: "двести|двухсот|двумстам|двумястами|двухстах",
        300: "триста|тр[её]хсот|тр[её]мстам|тремястами|тр[её]хстах",
        400: "четыреста|четыр[её]хсот|четыр[её]мстам|четыр[её]хстах",
        500: "пятьсот|пятисот|пятистам|пятистах",
        600: "шестьсот|шестисот|шестистам|шестистах",
        700: "семьсот|семисот|семистам|семистах",
        800: "восемьсот|восьмисот|восьмистам|восьмистах",
        900: "девятьсот|девятисот|девятистам|девятистах",
        1000: "тысяч(?:а|и|у|ей|ью|ам|ами|ах)?|тыс",
        10**6: "миллион(?:а|у|ом|е|ы|ов|ам|ами|ах)?|млн",
        10**9: "миллиард(?:а|у|ом|е|ы|ов|ам|ами|ах)?|млрд",
        10**12: "триллион(?:а|у|ом|е|ы|ов|ам|ами|ах)?|трлн",
    }
    | _counted(
        11,
        "одиннадцат двенадцат тринадцат четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат",
        "(?:ь|и|ью)",
    ),
}
"""How many: whole words, longest endings included. A word that is here counts as much as a figure."""

ORDINALS: Mapping[str, Mapping[int, str]] = {
    "en": _counted(
        1,
        """first second|half|twice third|thrice fourth|quarter fifth sixth seventh eighth ninth tenth eleventh
        twelfth|dozen thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth
        twentieth|twenties""",
    )
    | {30: "thirtieth|thirties", 40: "forties", 50: "fifties", 60: "sixties", 70: "seventies", 80: "eighties"}
    | {90: "nineties", 100: "hundredth"},
    "sv": _counted(
        1,
        """första|förste andra|andre|halv(?:t|a)? tredje fjärde femte sjätte sjunde åttonde nionde tionde
        elfte tolfte|dussin trettonde fjortonde femtonde sextonde sjuttonde artonde nittonde tjugonde""",
    )
    | {
        30: "tretti" + _TENTH,
        40: "fyrti" + _TENTH,
        50: "femti" + _TENTH,
        60: "sexti" + _TENTH,
        70: "sjutti" + _TENTH,
    }
    | {80: "åtti" + _TENTH, 90: "nitti" + _TENTH, 100: "hundrade"},
    "uk": _counted(
        1,
        """перш (?:друг|двіч) (?:трет|трич) четверт п’ят шост сьом восьм дев’ят десят одинадцят дванадцят
        тринадцят
        чотирнадцят п’ятнадцят шістнадцят сімнадцят вісімнадцят дев’ятнадцят двадцят""",
        r"\w{1,4}",
    )
    | {
        0: r"нульов\w+",
        30: r"тридцят\w+",
        40: r"сороков\w+",
        50: r"п’ятдесят\w+",
        60: r"шістдесят\w+",
        70: r"сімдесят\w+",
    }
    | {80: r"вісімдесят\w+", 90: r"дев’яност\w+", 100: r"сот\w{1,3}"},
    "ru": _counted(
        1,
        """перв (?:втор|дважд) (?:трет|трижд) четв[её]рт пят шест седьм восьм девят десят одиннадцат двенадцат
        тринадцат четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат двадцат""",
        r"\w{1,4}",
    )
    | {
        0: r"нулев\w+",
        30: r"тридцат\w+",
        40: r"сороков\w+",
        50: r"пятидесят\w+",
        60: r"шестидесят\w+",
        70: r"семидесят\w+",
    }
    | {80: r"восьмидесят\w+", 90: r"девяност\w+", 100: r"сот\w{1,3}"},
}
"""The how-manieth, and what is made of it: such a word may stand for a figure, but is never asked for."""

MONTHS: Mapping[str, Mapping[int, str]] = {
    "en": _counted(
        1,
        """jan(?:uary)? feb(?:ruary)? mar(?:ch)? apr(?:il)? may june? july? aug(?:ust)? sept?(?:ember)?
        oct(?:ober)? nov(?:ember)? dec(?:ember)?""",
    ),
    "sv": _counted(
        1,
        """jan(?:uari)? feb(?:ruari)? mars apr(?:il)? maj juni? juli? aug(?:usti)? sept?(?:ember)?
        okt(?:ober)? nov(?:ember)? dec(?:ember)?""",
    ),
    "uk": _counted(1, "січ лют берез квіт трав черв лип серп верес жовт листопад груд", r"\w{0,3}"),
    "ru": _counted(1, "янв февр март апрел ма[йяею] июн июл авг сент октябр нояб дек", r"\w{0,3}"),
}

PHRASES: Mapping[str, Mapping[str, Fraction]] = {
    "en": {
        r"half a million": Fraction(500_000),
        r"half a billion": Fraction(500_000_000),
        r"half a thousand": Fraction(500),
        r"May Day": Fraction(1),
    },
    "sv": {
        r"en halv miljon": Fraction(500_000),
        r"en halv miljard": Fraction(500_000_000),
        r"tvåtusental\w*": Fraction(2000),
    },
    "uk": {
        r"пів\s?мільйона": Fraction(500_000),
        r"пів\s?мільярда": Fraction(500_000_000),
        r"пів\s?тисячі": Fraction(500),
    },
    "ru": {
        r"пол-?миллиона|полумиллион\w+": Fraction(500_000),
        r"пол-?миллиарда": Fraction(500_000_000),
        r"пол-?тысячи": Fraction(500),
    },
}
"""Numbers that are said in several words or in half of one: such a phrase may stand for a figure."""

HALF_BEFORE: Mapping[str, str] = {
    "sv": r"\bhalv\s",
    "uk": r"\bпів\s?на\s|\bпів\s",
    "ru": r"\bполовин[аеу]\s|\bпол-?",
}
"""What says “half to” before an hour: Swedish “halv sju” is half past six."""

EVENING: Mapping[str, str] = {
    "en": r"\s(?:o[’']clock\s)?(?:in the (?:evening|afternoon)|at night)\b",
    "sv": r"\spå (?:kvällen|eftermiddagen|natten)\b",
    "uk": r"(?:-[а-яіїє]+)?\s(?:годин[аиуі]\s)?(?:вечора|пополудні|дня|ночі)\b",
    "ru": r"(?:-[а-яё]+)?\s(?:час(?:а|ов)?\s)?(?:вечера|пополудни|дня|ночи)\b",
}
"""What says after an hour that it is one of the second half of the day."""
