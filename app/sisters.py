"""What tells languages apart that are mistaken for one another: Ukrainian and Russian above all.

Letters that one has and the other has not, and the small words that hardly a sentence does without.
"""

import re
from collections.abc import Mapping
from typing import Final

OWN: Final = {"uk": "іїєґ", "ru": "ыэъё", "be": "ў", "sv": "äö"}
"""Letters that speak for a language."""
FOREIGN: Final = {
    "uk": {"be": "ў", "sr": "ђјљњћџ", "mk": "ѓќѕѐѝ", "ru": "ыэъё"},
    "ru": {"be": "ў", "sr": "ђјљњћџ", "mk": "ѓќѕѐѝ", "uk": "іїєґ"},
    "sv": {"da": "æø", "de": "ß", "pl": "łżśęąćńź"},
}
"""Letters that a language does not have, by the language that they speak for."""
RIVALS: Final = {"uk": "ru", "ru": "uk"}
"""The language that each is taken for."""
NEIGHBOURS: Final[Mapping[str, tuple[str, ...]]] = {
    "uk": ("ru", "be", "bg", "sr", "mk"),
    "ru": ("uk", "be", "bg", "sr", "mk"),
    "sv": ("en", "nb", "da", "de", "pl", "uk-Latn", "ru-Latn"),
}
"""Languages in the same letters that an engine, or a person in a hurry, puts in the place of each."""
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_WHOLE_WORD = re.compile(rf"(?<![\w-]){_WORD.pattern}")
# Bulgarian has ъ between consonants, Russian only before these.
_BULGARIAN = re.compile("ъ(?![еёюя])")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SMALL_WORDS: Final[Mapping[str, frozenset[str]]] = {
    "uk": _words("""
        що це як від або але якщо коли хто дуже вже ще щоб з й та він вона вони ми ви був були
        було треба можна тільки чи його її їх мене тебе саме бо ні мої після навіть також для і є
        не на у в до за по при про над під між через без так то той те ті цей ця ці який яка яке
        які я ти мій твій свій наш ваш їхній себе собі нас вас нам вам їм йому їй мені тобі буде
        будуть бути має мають може можуть лише теж усе все всі весь тут там тоді зараз потім
        завжди ніколи де куди звідки чому тому якось щось хтось ніхто нічого багато більше менше
        добре звісно звичайно дякую адже хоча поки доки разом знову теми кому одно том тем темах
        уже же увесь вся всіх всьому така такий такі таке само сам сама самі би б му нема сум од
        от тези мала ний ним ними них нею ній тим тими тих цим цими цих цьому один одна одне два
        дві три слід немає містить повинен повинні мало своїх свої свого одного однієї
    """),
    "ru": _words("""
        да что это как или если когда кто где очень уже ещё еще чтобы с и он она они мы вы был
        были было была надо можно только его её их меня тебя никто никого ничего нет сих тех всем
        нужно больше тоже есть после даже к ко о об из но не на у в до за по при про над под между
        через без так то тот та те этот эта эти этого этой который которая которое которые я ты
        мой твой свой наш ваш себя себе нас вас нам вам им ему ей мне тебе будет будут быть может
        могут все всё весь тут там тогда сейчас потом всегда никогда куда откуда почему потому
        конечно спасибо хотя пока вместе снова опять много меньше хорошо ли же ведь лишь чем чего
        темах теми го той тому тем том ней ним ними них нём эту этих этим этом от ни сам сама само
        сами сум один одна одно два две три бы би изо кем кому вся всех всему мала для со во либо
        также однако является являются этому своих свои своего одного одной мало
    """),
    "be": _words("""
        што гэта як ад ці але калі хто вельмі ўжо яшчэ каб з й ды ён яна яны мы вы быў былі было
        была трэба можна толькі яго яе іх мяне цябе бо не пасля нават таксама для і ёсць на у ў да
        за па пры пра над пад паміж праз без так то той тая тое тыя гэты гэтая гэтыя які якая якое
        якія я ты мой твой свой наш ваш сябе сабе нас вас нам вам ім яму ёй мне табе будзе будуць
        быць мае маюць можа могуць усе увесь тут там тады цяпер потым заўсёды ніколі дзе куды
        адкуль чаму таму штосьці нехта ніхто нічога шмат больш менш добра вядома дзякуй хоць разам
        зноў альбо падчас мала свае сваіх аднаго
    """),
    "bg": _words("""
        да че това как или ако когато кой къде много вече още за с и той тя те ние вие аз ти беше
        бяха бе трябва може само негов нейния тях мен теб никой нищо не няма след дори също към от
        но на в у до по при над под между през без така то този тази тези който която което които
        мой твой свой наш ваш себе си нас вас ни ви им му й ми ще бъде бъдат съм е сме сте са
        всички всичко тук там тогава сега после винаги никога откъде защо защото разбира се
        благодаря повече малко добре ли нали като какво един една едно го я ги ме със във
    """),
    "sr": _words("""
        да што шта то ово како или ако када ко где веома већ још за са и он она они ми ви ја ти
        био била било били треба може само његов њен њих мене тебе нико ништа не нема после чак
        такође ка од али на у до по при над под између кроз без тако тај та те овај ова ове који
        која које мој твој свој наш ваш себе нас вас нам вам им му јој ће бити сам си је смо сте
        су све сви овде тамо тада сада онда увек никад одакле зашто зато наравно хвала више мало
        добро ли као један једна једно га их ме се бих би имао има
    """),
    "mk": _words("""
        да што тоа ова како или ако кога кој каде многу веќе уште за со и тој таа тие ние вие јас
        ти беше беа треба може само негов нејзин нив мене тебе никој ништо не нема по дури исто
        кон од но на во до при над под меѓу преку без така овој оваа овие кои која кое мој твој
        свој наш ваш себе си нас вас ни ви им му ѝ ми ќе биде бидат сум е сме сте се сите сè тука
        таму тогаш сега потоа секогаш никогаш зошто затоа секако благодарам фала повеќе малку
        добро ли еден една едно го ја ги ме те
    """),
    "sv": _words("""
        att och inte är jag för från till på av med som det den de ett en har hade kan kunde ska
        skulle vill ville måste om men eller när där här vad var vem hur varför också bara mycket
        mer alla allt inga ingen inget någon något några vi ni du han hon dem dig mig oss er min
        din sin vår ditt mitt sitt vara blir blev bli finns fanns nu då så ja nej tack efter före
        under över mellan utan mot hos vid innan sedan redan än även ju väl säger sa gör gjorde
        får fick går gick kommer kom själv samma andra första många sådan denna detta dessa deras
        hans hennes varje därför eftersom medan både naturligtvis tror tycker vet ut upp ner in i
        ta my tak sam ned alt for vart nå må dit end
    """),
    "nb": _words("""
        å og ikke ikkje er jeg eg for fra til på av med som det den de et en ei har hadde kan
        kunne skal skulle vil ville må om men eller når der her hva hvem hvor hvordan hvorfor også
        bare mye mer alle alt ingen intet noen noe noko vi dere dykk du han hun dem deg meg oss
        min din sin vår mitt ditt sitt være vere blir ble bli vart finnes nå da så ja nei takk
        etter før under over mellom uten mot hos ved allerede enn selv selvfølgelig sier sa gjør
        gjorde får fikk går gikk kommer kom samme andre første mange slik denne dette disse deres
        hans hennes hver derfor fordi mens både tror synes vet ut opp ned inn i
    """),
    "da": _words("""
        at og ikke er jeg for fra til på af med som det den de et en har havde kan kunne skal
        skulle vil ville må om men eller når der her hvad hvem hvor hvordan hvorfor også bare kun
        meget mere alle alt ingen intet nogen noget nogle vi i du han hun dem dig mig os min din
        sin vores mit dit sit være bliver blev blive findes nu da så ja nej tak efter før under
        over mellem uden mod hos ved allerede end selv selvfølgelig siger sagde gør gjorde får fik
        går gik kommer kom samme andre første mange sådan denne dette disse deres hans hendes hver
        derfor fordi mens både tror synes ud op ned ind
    """),
    "de": _words("""
        ich und nicht das ist die der wir auch mit sie ein eine einen einem einer von zu auf was
        haben hat hatte für dem den des im war waren sind wird werden wurde kann können soll
        sollen will wollen muss müssen oder aber wenn als dass weil wo hier da wie warum nur sehr
        mehr alle alles kein keine niemand nichts etwas du er ihr euch uns mich dich ihm ihn mein
        dein sein unser ja nein danke nach vor unter über zwischen ohne gegen bei schon noch
        selbst natürlich sagt machte geht kommt andere erste viele dieser diese dieses jeder
        deshalb während beide
    """),
    "pl": _words("""
        tak nie się jest że to na do jak ale co był była było bardzo też oczywiście dziękuję nam
        was mój moja moje tam nadal który która które dla po przez są być tylko już jeszcze kiedy
        gdzie kto czy przy od za
    """),
    "uk-Latn": _words("""
        ya ty my vy vin vona vony shcho shchob tse tsei tsia dlia yak yakyi yaka yaki chy abo ale
        duzhe pislia buv bula bulo buly bude ta dosi zaraz nikhto nichoho bahato diakuiu zvychaino
        tezh takozh mii moia nash vash yoho yikh nas vas nam tam todi vzhe shche koly khto treba
        mozhna tilky bo navit zi navesni
    """),
    "ru-Latn": _words("""
        ya ty my vy oni ona eto chto chtoby kak ili esli kogda kto gde ochen uzhe eshche yeshche
        moy nash ego yego ikh yikh nas vas nam tam togda byl byla bylo byli budet nado mozhno
        tolko nikto nichego net posle dazhe spasibo konechno tozhe mnogo dlya
    """),
    "en": _words("""
        the and of to is was were are be been have has had not it he she they we you i that this
        these those with for from by on at as but or if when where what who how why there here
        their our your his her its all some any no yes thank thanks course also only very more
        most many much can could will would should must about after before between without because
        then than now still ever never always people
    """),
}
"""Lists that a linguist can add to. Words that two languages share do not count between these two."""


def _of(text: str) -> frozenset[str]:
    # A single capital is an initial: «С. Петренко» is no Russian.
    return frozenset(
        word.lower().replace("’", "'") for word in _WORD.findall(text) if len(word) > 1 or word.islower()
    )


def small_words_of(other: str, language: str, text: str) -> bool:
    """Say whether small words of another language stand in a text, and none of the language's own.

    >>> small_words_of("ru", "uk", "Мы были там"), small_words_of("ru", "uk", "Ми були там")
    (True, False)
    """
    words = _of(text)
    theirs, ours = _SMALL_WORDS[other], _SMALL_WORDS[language]
    return bool(words & (theirs - ours)) and not words & (ours - theirs)


def leans_to(language: str, text: str) -> str | None:
    """Return the neighbour that a text is rather in than in the language; None where nothing speaks for one.

    >>> leans_to("sv", "Jeg vet ikke hva jeg skal si"), leans_to("uk", "Мы пазнаёміліся вясной")
    ('nb', 'be')
    """
    if language not in NEIGHBOURS:
        return None
    by_letters = _by_letters(language, text)
    if by_letters:
        return by_letters
    words = _of(text)
    best, lead = None, 0
    for other in NEIGHBOURS[language]:
        theirs = len(words & (_SMALL_WORDS[other] - _SMALL_WORDS[language]))
        ours = len(words & (_SMALL_WORDS[language] - _SMALL_WORDS[other]))
        if theirs - ours > lead and (ours == 0 or theirs > 2 * ours):
            best, lead = other, theirs - ours
    return best


def _by_letters(language: str, text: str) -> str | None:
    """Return the neighbour whose letters stand in a good part of the words, beside the language's own."""
    low = text.lower()
    if language not in RIVALS:
        return None
    if _BULGARIAN.search(low):
        return "bg"
    words = _WORD.findall(low)
    # і and ы, і and э, or ў: no language but Belarusian has them together.
    if re.search("[іў]", low) and re.search("[ыэў]", low):
        foreign = "[ыэёў]" if language == "uk" else "[іўїєґ]"
        if 4 * sum(bool(re.search(foreign, word)) for word in words) >= len(words):
            return "be"
    return None


def strange_words(language: str, text: str) -> tuple[str, ...]:
    """Return the words of a text that its language cannot have: letters of its rival, small words of it.

    >>> strange_words("uk", "Ми були там, но потом уехали")
    ('но', 'потом')
    """
    rival = RIVALS.get(language)
    if rival is None:
        return ()
    small, foreign = _SMALL_WORDS[rival] - _SMALL_WORDS[language], FOREIGN[language][rival]
    return tuple(
        word
        for word in _WHOLE_WORD.findall(text)
        if any(letter in foreign for letter in word.lower()) or (len(word) > 1 and word.lower() in small)
    )


def speaks(language: str, text: str) -> bool:
    """Say whether small words of a language stand in a text that no neighbour has."""
    theirs = frozenset[str]().union(*(_SMALL_WORDS[other] for other in NEIGHBOURS.get(language, ())))
    return bool(_of(text) & (_SMALL_WORDS.get(language, frozenset()) - theirs))
