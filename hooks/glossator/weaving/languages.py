"""Words in other scripts inside of an English page, so that they are set and read as they are."""

from __future__ import annotations

import re

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_KANA = "\u3040-\u30ff"
_HANGUL = "\uac00-\ud7af"
_SIGNS = "\u3001-\u303f\uff01-\uff65"  # their own punctuation
_WIDE = f"{_HAN}{_KANA}{_HANGUL}{_SIGNS}"
_RUN = re.compile(f"[{_WIDE}]*[{_HAN}{_KANA}{_HANGUL}](?:[{_WIDE}\\s]*[{_WIDE}])?")
_LETTER = re.compile(f"[{_HAN}{_KANA}{_HANGUL}]")


def language_runs(text: str) -> list[tuple[str, str | None]]:
    """The text in pieces, each with its language tag where its script tells one.

    A text of which most letters are Chinese, Japanese or Korean is one piece, with the
    foreign names inside of it.
    """
    if text.isascii():
        return [(text, None)]
    letters = len(_LETTER.findall(text))
    if not letters:
        return [(text, None)]
    if 2 * letters >= sum(character.isalpha() for character in text):
        return [(text, script_language(text))]
    pieces: list[tuple[str, str | None]] = []
    done = 0
    for run in _RUN.finditer(text):
        if run.start() > done:
            pieces.append((text[done : run.start()], None))
        pieces.append((run[0], script_language(run[0])))
        done = run.end()
    if done < len(text):
        pieces.append((text[done:], None))
    return pieces


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
