"""The text of bytes whose encoding is stated wrongly, differently in two places, or not at all."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from glossator.importing.letters import frequency_of, rarity_of

# What browsers understand by these names (WHATWG Encoding Standard, section 4.2), as Python
# calls it: pages that say the left one are written in the right one.
_LABELS = {
    "ascii": "cp1252", "us-ascii": "cp1252", "iso-8859-1": "cp1252", "iso8859-1": "cp1252",
    "latin1": "cp1252", "latin-1": "cp1252", "windows-1252": "cp1252",
    "iso-8859-9": "cp1254", "windows-1254": "cp1254",
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "x-x-big5": "big5hkscs",
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932",
    "windows-31j": "cp932", "ms_kanji": "cp932",
    "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "windows-949": "cp949", "korean": "cp949",
    "unicode": "utf-16", "utf8": "utf-8", "utf-8": "utf-8",
}  # fmt: skip
# Those that Python names as the web does.
_CODECS = re.compile(
    r"utf-16(?:le|be)?|gb18030|euc-jp|iso-2022-jp|koi8-[ru]|windows-(?:125\d|874)|cp\d{3,4}"
    r"|iso-8859-\d{1,2}|big5hkscs|mac-?cyrillic|ibm\d{3}|tis-620"
)
# In the order in which they are tried where nothing tells; the first of equals wins.
_GUESSES = (
    *("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949"),
    *("cp1251", "koi8-r", "cp1253", "cp1255", "cp1256", "cp874"),
)
_LATIN = ("cp1252", "cp1250", "cp1254")
# Bytes. Letters with accents and quotation marks stand alone; those of all other alphabets
# make words, and those of Chinese are two bytes each.
_LONGEST_ALONE = 1.2
_HIGH = re.compile(rb"[\x80-\xff]+")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins as that of UTF-16 does
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"""<meta[^>]{0,500}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_PROLOG = re.compile(rb"""\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)""")
# Browsers look for it in the first 1024 bytes; pages put it further down all the same.
_META_WITHIN = 8192
# Letters of a text that may be rare ones before it is taken for nonsense. Novels have fewer
# than one in ten; bytes that are read with the wrong table give five and more.
_MOST_RARE = 0.25
# Bytes: of one page's letters as many tell as much as all.
_SAMPLE = 200_000

# What an encoding that the page names is ahead of one that is only guessed: much where
# somebody chose it, little where it is what servers say of every page.
_TRUST = 0.3
_TRUST_IN_DEFAULT = 0.15

_TAGS = re.compile(rb"<(script|style)\b.*?</\1|<[^>]*>", re.IGNORECASE | re.DOTALL)


class CharsetError(Exception):
    """Nobody can tell in which encoding a text is; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and in which encoding it was.

    Attributes:
        text: The text, without a byte order mark.
        charset: The encoding that was used, by the name that Python has for it.
        remark: What a person should know of how it was found; empty where all was as stated.
    """

    text: str
    charset: str
    remark: str = ""


def decode_text(content: bytes, *, declared: str = "", forced: str = "") -> Decoded:
    """The text of `content`.

    An encoding that is `forced` by a person is taken as it is. Otherwise a byte order mark
    decides, then what was `declared` with the bytes (a header), then what they declare
    themselves (`<meta charset>`); each only if the bytes make sense in it.

    Raises:
        CharsetError: no encoding fits, or the forced one does not.
    """
    if forced:
        return _forced(content, forced)
    for mark, codec in _BOMS:
        if content.startswith(mark):
            return _marked(content, codec)
    stated = [name for name in (declared, *_own_words(content)) if name]
    hidden = _without_high_bytes(content)
    hidden_text = _try(content, hidden) if hidden else None
    if hidden and hidden_text is not None:
        return Decoded(hidden_text, hidden)
    if b"\x00" in content:
        raise CharsetError("this is no text; give a page, an HTML file or a text file")
    text = _try(content, "utf-8")
    # What is UTF-8 by chance, in another encoding, is very short.
    if text is not None:
        wrong = next((name for name in stated if _codec(name) not in {"utf-8", None}), "")
        is_news = wrong and not content.isascii()
        remark = f"the page says that it is {wrong}, and was read as utf-8" if is_news else ""
        return Decoded(text, "utf-8", remark)
    sample = _TAGS.sub(b" ", content)[:_SAMPLE]
    damaged = _nearly_utf8(content, stated)
    if damaged:
        return damaged
    named = [codec for codec in map(_codec, stated) if codec and codec != "utf-8"]
    found = _best_guess(content, sample, named)
    if found is None:
        reason = f"it is not {stated[0]}, as it says" if stated else "it does not say so itself"
        raise CharsetError(
            f"nobody can tell in which encoding this text is: {reason}; name the right one with "
            "`--encoding`, as in `--encoding windows-1251`, or save the page as UTF-8"
        )
    remark = ""
    if not stated:
        remark = f"the page does not name its encoding; it was read as {found}"
    elif _codec(stated[0]) != found:
        remark = f"the page says that it is {stated[0]}, and was read as {found}"
    return Decoded(content.decode(found), found, remark)


def _forced(content: bytes, name: str) -> Decoded:
    codec = _codec(name)
    if codec is None:
        raise CharsetError(
            f'there is no encoding "{name}"; write one such as utf-8 or windows-1251'
        )
    try:
        text = content.decode(codec)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise CharsetError(f"the text is not {name}: line {line} cannot be read in it") from None
    return Decoded(text.removeprefix("\ufeff"), codec)


def _marked(content: bytes, codec: str) -> Decoded:
    try:
        return Decoded(content.decode(codec).removeprefix("\ufeff"), codec)
    except UnicodeDecodeError:
        raise CharsetError(
            f"the text begins as {codec} and goes on otherwise; save the page again as UTF-8"
        ) from None


def _own_words(content: bytes) -> Iterator[str]:
    for pattern, within in ((_META, _META_WITHIN), (_PROLOG, 512)):
        found = pattern.search(content[:within])
        if found:
            yield found[1].decode("ascii", "replace")


def _codec(name: str) -> str | None:
    """The codec of Python for a name as pages write it; None for what is no encoding."""
    name = name.strip().lower()
    if name in _LABELS:
        return _LABELS[name]
    # Python has more codecs, and some of them are no encodings of text at all.
    if not _CODECS.fullmatch(name):
        return None
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _try(content: bytes, codec: str) -> str | None:
    try:
        return content.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return None


def _without_high_bytes(content: bytes) -> str | None:
    """The codec of what seems to be ASCII and is not: escapes, or two bytes for each letter."""
    if b"\x1b$" in content:
        return next((c for c in ("iso2022_jp", "iso2022_kr") if _try(content, c) is not None), None)
    pairs = content[:1024]
    if pairs.count(b"\x00") * 3 > len(pairs) and len(content) % 2 == 0:
        return "utf-16-le" if pairs[1::2].count(0) > pairs[::2].count(0) else "utf-16-be"
    return None


def _nearly_utf8(content: bytes, stated: list[str]) -> Decoded | None:
    """A UTF-8 page with a few broken bytes in it, as where something was cut off."""
    if not stated or _codec(stated[0]) != "utf-8":
        return None
    text = content.decode("utf-8", "replace")
    whole = sum(1 for character in text if character > "\x7f" and character != "\ufffd")
    broken = text.count("\ufffd")
    # In another encoding hardly any two high bytes happen to be UTF-8.
    if broken * 20 > whole:
        return None
    return Decoded(text, "utf-8", f"{broken} broken characters of the page are shown as \ufffd")


def _best_guess(content: bytes, sample: bytes, named: list[str]) -> str | None:
    """The codec whose text has the fewest rare and the most frequent letters."""
    best: tuple[float, int, str] | None = None
    runs = _HIGH.findall(sample)
    is_latin = sum(map(len, runs)) <= _LONGEST_ALONE * len(runs)
    guesses = _LATIN if is_latin else (*_GUESSES, *_LATIN)
    for rank, codec in enumerate(dict.fromkeys((*named, *guesses))):
        if _try(content, codec) is None:
            continue
        text = sample.decode(codec, "ignore")
        rarity = rarity_of(text, codec)
        trust = 0.0
        if codec in named:
            trust = _TRUST_IN_DEFAULT if codec == "cp1252" else _TRUST
        if rarity > _MOST_RARE + trust:
            continue
        score = rarity - frequency_of(text, codec) - trust
        if best is None or (score, rank) < best[:2]:
            best = score, rank, codec
    return best[2] if best else None
