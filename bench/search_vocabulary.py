"""Words of fifteen kinds of text, for the made-up corpora of `search.py`.

Each language has common words of its own (`search_words.txt`) and many more made of its
syllables, which mean nothing. Names are made up too, whoever may bear one of them by chance.
The same word has the same rank wherever it is asked for, so that corpora of every size speak
alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random

# Of words by their frequency, the one of rank r comes about 1/(r + 2.7) as often as the first
# (Zipf's law as Mandelbrot corrected it for the most frequent ones).
MANDELBROT = 2.7
# One in as many made-up names is joined of two parts, as `T-Head` is.
JOINED_NAMES = 8

Parts = tuple[str, ...]


def _load_words() -> dict[str, Parts]:
    lines = (Path(__file__).parent / "search_words.txt").read_text("utf-8").splitlines()
    pairs = (line.split(": ", 1) for line in lines if line and not line.startswith("#"))
    return {name: tuple(words.split()) for name, words in pairs}


_WORDS = _load_words()
NOUNS = _WORDS["nouns"]
GIVEN = _WORDS["first names and towns"]
JOINED = _WORDS["joined words"]


def _every(firsts: str, seconds: str) -> Parts:
    """Each of the characters with each of the endings, which a blank parts; `_` is none."""
    return tuple(first + second.replace("_", "") for second in seconds.split() for first in firsts)


_LATIN_HEADS = _WORDS["heads of Latin words"]
_LATIN_TAILS = _WORDS["tails of Latin words"]
_ARABIC = _every("بتجحدرسشصعفقكلمنهو", "ا ي و ر ل ّ _")
_HEBREW = _every("אבגדהזחטכלמנסעפקרשת", "ו י ה ר _")
_HINDI = _every("कखगचजटडतदनपबमयरलवशसह", "_ ा ि ी ु े ो ं")
_THAI_FORMS = ("{}า", "{}ี", "เ{}", "{}ู", "{}ัน", "แ{}", "{}่าง", "โ{}", "{}้ว", "{}ิม")
_THAI = tuple(form.format(letter) for form in _THAI_FORMS for letter in "กขคงจชดตทนบปผพมยรลวสห")
_RUSSIAN = _every("бвгджзклмнпрстфхцчшщ", "а е и о у ы ё й")
_GREEK = _every("βγδζθκλμνξπρστφχψ", "α ε ή ί ο ου ώ")
_HANGUL = _WORDS["syllables of hangul"]
_SIMPLIFIED = tuple(_WORDS["letters of zh-Hans"][0])
_TRADITIONAL = tuple(_WORDS["letters of zh-Hant"][0])
_KANA = _WORDS["syllables of kana"]
_JAPANESE = (*_WORDS["letters of kanji"][0], *_KANA)


def _latin(heads: str, tails: str) -> tuple[Parts, Parts]:
    return (*_LATIN_HEADS, *heads.split()), (*_LATIN_TAILS, *tails.split())


_SYLLABLES: dict[str, tuple[Parts, Parts]] = {
    "en": (_LATIN_HEADS, _LATIN_TAILS),
    "zh-Hans": (_SIMPLIFIED, _SIMPLIFIED),
    "zh-Hant": (_TRADITIONAL, _TRADITIONAL),
    "ja": (_JAPANESE, _JAPANESE),
    "ko": (_HANGUL, _HANGUL),
    "ar": ((*_ARABIC, *(f"ال{part}" for part in _ARABIC)), _ARABIC),
    "he": (_HEBREW, _HEBREW),
    "hi": (_HINDI, _HINDI),
    "th": (_THAI, _THAI),
    "ru": (_RUSSIAN, _RUSSIAN),
    "el": (_GREEK, (*_GREEK, "ς")),
    "de": _latin("mü grö hö fü schlü prä", "heit ung keit ßen lich ür"),
    "pl": _latin("łó ży świ ści źró czę", "ość ąc ęk łów żeń ński"),
    "tr": _latin("çı şi gö ğü ıs İz ül", "lık çığ ınç müş dığ öz"),
    "vi": (_WORDS["heads of Vietnamese words"], _WORDS["tails of Vietnamese words"]),
}


@dataclass(frozen=True, slots=True)
class Script:
    """How texts of a language are made.

    Attributes:
        tag: The language, BCP 47.
        share: How many of a hundred articles are in it.
        made: How many of its words are made up.
        stop: The sign that ends a sentence, with the blank behind it.
        blank: What stands between words.
    """

    tag: str
    share: int
    made: int = 1500
    stop: str = ". "
    blank: str = " "


SCRIPTS = {
    script.tag: script
    for script in (
        Script("en", 60, made=4000),
        Script("zh-Hans", 5, stop="。", blank=""),
        Script("zh-Hant", 4, stop="。", blank=""),
        Script("ja", 5, stop="。", blank=""),
        Script("ko", 4),
        Script("ar", 4),
        Script("he", 2),
        Script("hi", 3, stop="। "),
        Script("th", 3, stop=" ", blank=""),
        Script("ru", 3),
        Script("el", 2),
        Script("de", 2),
        Script("pl", 1),
        Script("tr", 1),
        Script("vi", 1),
    )
}

# Names: with accents, with letters that have a stroke, plain ones.
_NAME_HEADS = _WORDS["heads of names"]
_NAME_TAILS = _WORDS["tails of names"]


@dataclass(frozen=True, slots=True)
class Words:
    """Words with how often each comes: as `random.choices` takes them."""

    words: tuple[str, ...]
    weights: tuple[float, ...]

    def draw(self, rng: Random, number: int) -> list[str]:
        """As many words, drawn by their frequency."""
        return rng.choices(self.words, cum_weights=self.weights, k=number)


def plural(noun: str) -> str:
    """An English noun's plural, by the rules alone."""
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "z", "ch", "sh")) else f"{noun}s"


@cache
def words_of(tag: str) -> Words:
    """All words of a language, the most frequent first."""
    script = SCRIPTS[tag]
    rng = Random(f"words/{tag}")
    words = dict.fromkeys(_WORDS[tag])
    if tag == "en":
        words |= dict.fromkeys(word for noun in NOUNS for word in (noun, plural(noun)))
    heads, tails = _SYLLABLES[tag]
    enough = len(words) + script.made
    # Words of Chinese and Japanese have two characters, most others more.
    most = 1 if not script.blank and tag != "th" else 2
    while len(words) < enough:
        word = rng.choice(heads) + "".join(rng.choices(tails, k=rng.randint(1, most)))
        words[word] = None
        if tag == "en" and rng.random() < 0.2:
            words[plural(word)] = None
    weights = (1 / (rank + MANDELBROT) for rank in range(len(words)))
    return Words(tuple(words), tuple(accumulate(weights)))


@cache
def name(number: int) -> str:
    """The name of that number: a family's, a firm's, or one joined of two parts."""
    if number < len(JOINED):
        return JOINED[number]
    rng = Random(f"name/{number}")
    word = rng.choice(_NAME_HEADS) + "".join(rng.choices(_NAME_TAILS, k=rng.randint(1, 2)))
    if rng.randrange(JOINED_NAMES) == 0:
        first = rng.choice("ABCDGHKQRTXZ") if rng.random() < 0.5 else rng.choice(_NAME_HEADS)
        return f"{first}-{word}"
    return word


def figures(rng: Random, tag: str) -> Iterator[str]:
    """Figures as papers of that language write them, without end."""
    units = {"zh-Hans": "万亿", "zh-Hant": "萬億", "ja": "万億"}.get(tag, "")
    while True:
        small, whole = rng.randint(2, 98), rng.randint(100, 999)
        first, second = rng.randint(1, 9), rng.randint(1, 9)
        year = str(rng.randint(1990, 2025))
        scale = f" {rng.choice(('billion', 'million'))}" if tag == "en" else ""
        if units and rng.random() < 0.5:
            yield rng.choice((f"{year}年", f"{whole * 10}{rng.choice(units)}"))
            continue
        yield rng.choice(
            (
                f"${small}{scale}",
                f"{first}.{second}",
                f"{first},{whole}",
                f"{small}%",
                f"{rng.choice((2, 3, 5, 7, 12, 14, 28))}nm",
                year,
                f"US${first}.{second}bn",
                f"{small},{whole},{rng.randint(100, 999)}",
            )
        )
