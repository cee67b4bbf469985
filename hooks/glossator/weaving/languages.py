"""Words in other scripts inside of an English page, so that they are set and read as they are."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from glossator.content.deceptive_text import balanced

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_KANA = "\u3040-\u30ff"
_HANGUL = "\uac00-\ud7af"
_SIGNS = "\u3001-\u303f\uff01-\uff65"  # their own punctuation
_WIDE = f"{_HAN}{_KANA}{_HANGUL}{_SIGNS}"
_LETTER = f"[{_HAN}{_KANA}{_HANGUL}]"
_RUN = f"[{_WIDE}]*{_LETTER}(?:[{_WIDE}\\s]*[{_WIDE}])?"


# Languages that are usually written from right to left, and scripts that always are.
_RTL_LANGUAGES = frozenset(
    (
        *("ar", "arc", "arz", "azb", "bal", "bgn", "bqi", "ckb", "dv", "fa", "glk", "he", "iw"),
        *("khw", "ks", "lrc", "mzn", "nqo", "pnb", "prs", "ps", "sd", "skr", "syr", "ug", "ur"),
        *("yi", "ji", "apc", "ary", "ajp", "acm", "aeb", "arb", "pbt", "pes"),
    )
)
_RTL_SCRIPTS = frozenset({"adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "syrc", "thaa"})


# The blocks that Unicode keeps for such scripts; digits and signs among them have no direction.
_MAY_BE_RTL = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# In UTF-8 one of these bytes begins each of them but the mark; texts that only have quotation
# marks and dashes of their own have none, and bytes take a fraction of the time of characters.
_MAY_BEGIN_RTL = bytes((*range(0xD6, 0xE1), 0xEF, 0xF0))
# Around text of another direction where there is no markup.
_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"
# Signs that make or end a direction turn round what stands beside them, whatever they stand in.
_TURNING = re.compile("[\u200f\u202a-\u202e\u2066-\u2069]")
_MAY_BEGIN_TURNING = b"\xe2"


@lru_cache(maxsize=64)
def direction_of(language: str) -> str:
    """`rtl` or `ltr`: the direction in which a language is written, by its BCP 47 tag."""
    primary, *rest = language.lower().split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    is_rtl = script in _RTL_SCRIPTS if script else primary in _RTL_LANGUAGES
    return "rtl" if is_rtl else "ltr"


def has_rtl(text: str) -> bool:
    """Whether any letter of `text` is written from right to left, or a sign in it turns a text."""
    if text.isascii():
        return False
    raw = text.encode("utf-8", "replace")
    if _MAY_BEGIN_TURNING in raw and _TURNING.search(text):
        return True
    if len(raw) == len(raw.translate(None, _MAY_BEGIN_RTL)):
        return False
    return any(unicodedata.bidirectional(c) in {"R", "AL"} for c in _MAY_BE_RTL.findall(text))


def isolated(text: str) -> str:
    """The text as it may stand in a sentence without markup, whose order it then leaves alone."""
    return f"{_ISOLATE}{balanced(text)}{_END_OF_ISOLATE}" if has_rtl(text) else text


def text_attributes(text: str, language: str = "en") -> dict[str, str]:
    """`lang` and `dir` for an element that holds `text` and nothing else, where it needs them.

    What has letters of both directions begins where its language does; what is of no known
    language, where its first letter does.
    """
    attributes = {} if language.lower().split("-")[0] == "en" else {"lang": language}
    if direction_of(language) == "rtl":
        attributes["dir"] = "rtl" if has_rtl(text) else "auto"
    elif has_rtl(text):
        attributes["dir"] = "auto"
    return attributes


def language_runs(text: str) -> list[tuple[str, str | None]]:
    """The text in pieces, each with its language tag where its script tells one.

    A text of which most letters are Chinese, Japanese or Korean is one piece, with the
    foreign names inside of it.
    """
    if text.isascii():
        return [(text, None)]
    letters = len(_pattern(_LETTER).findall(text))
    if not letters:
        return [(text, None)]
    if 2 * letters >= sum(character.isalpha() for character in text):
        return [(text, script_language(text))]
    pieces: list[tuple[str, str | None]] = []
    done = 0
    for run in _pattern(_RUN).finditer(text):
        if run.start() > done:
            pieces.append((text[done : run.start()], None))
        pieces.append((run[0], script_language(run[0])))
        done = run.end()
    if done < len(text):
        pieces.append((text[done:], None))
    return pieces


# Sets of so many characters take some hundredths of a second to make, which a start can spare.
@cache
def _pattern(form: str) -> re.Pattern[str]:
    return re.compile(form)


def script_language(text: str) -> str | None:
    """`zh-Hant`, `zh-Hans`, `zh`, `ja` or `ko`, as far as the characters of `text` decide.

    Characters that only the code of Taiwan and Hong Kong (Big5) has are traditional, those
    that only the code of mainland China (GB 2312) has are simplified; where all are in both,
    or some in neither, nothing is decided.
    """
    if re.search(f"[{_KANA}]", text):
        return "ja"
    if re.search(f"[{_HANGUL}]", text):
        return "ko"
    han = re.findall(f"[{_HAN}]", text)
    if not han:
        return None
    is_traditional, is_simplified = (_fits(han, code) for code in ("big5", "gb2312"))
    if is_traditional == is_simplified:
        return "zh"
    return "zh-Hant" if is_traditional else "zh-Hans"


def _fits(characters: list[str], code: str) -> bool:
    try:
        "".join(characters).encode(code)
    except UnicodeEncodeError:
        return False
    return True
