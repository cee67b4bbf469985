"""Hosts of addresses: those that hide where they lead, and what is shown of all others.

The form in the browser holds to the same rules (`contribute/hosts.js` in the theme), by the same
cases. What is refused here can be written in ASCII, as `xn--…`, and is shown so to readers.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from functools import lru_cache

from glossator.content.lookalike_letters import IN_HOSTS, LIKE_LATIN
from glossator.content.name_directions import is_open_to_browsers

# Scripts of languages that are written today, by the first word of the names of their letters.
_SCRIPTS = frozenset(
    (
        *("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "HEBREW", "ARABIC", "THAANA", "ETHIOPIC"),
        *("GEORGIAN", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL"),
        *("TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "THAI", "LAO", "KHMER", "MYANMAR"),
        *("TIBETAN", "CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"),
    )
)
_SAME_SCRIPT = {"IDEOGRAPHIC": "CJK", "TURNED": "LATIN", "HENTAIGANA": "HIRAGANA"}
# Letters whose script their names do not tell: common ones, and one of Chinese.
_ODD_NAMES = {"\u0640": "", "\u303b": "CJK", "\U00016fe3": "CJK"}
# What is written with them together, Latin included: the highly restrictive level of Unicode's
# Technical Standard 39.
_TOGETHER = (
    frozenset(("LATIN", "CJK", "HIRAGANA", "KATAKANA")),
    frozenset(("LATIN", "CJK", "BOPOMOFO")),
    frozenset(("LATIN", "CJK", "HANGUL")),
)
# Letters of phonetics, of scholars and of old books, which no language of today is written with;
# many look like others. Of the first block some are of African languages and of Azerbaijani.
# Syllables of Korean are letters of their own; their parts by themselves are strokes and dots.
_NO_LETTERS = re.compile(
    "[\u0184\u0185\u01bf\u1100-\u11ff\u2132\u214e\u2183\u2184\ua960-\ua97f\ud7b0-\ud7ff"
    "\U0001b000-\U0001b167]|(?![\u0253-\u0254\u0256-\u0257\u0259\u025b\u0260\u0263\u0268-\u0269\u026f\u0272\u0275"
    "\u0283\u0288-\u028c\u0292\u0294])[\u0250-\u02af]|[\u1c80-\u1c8f\u1d00-\u1dbf\u2c60-\u2c7f"
    "\ua640-\ua69f\ua720-\ua7ff\uab30-\uab6f\U00010780-\U000107bf\U0001df00-\U0001dfff]"
)
# Signs that are no letters and belong into the hosts of some languages (RFC 5892, appendix A).
_SIGNS = "-_\u00b7\u0375\u05f3\u05f4\u30fb"
# The dot of Catalan stands between two l. The others, and letters that are a dash, a slash or a
# question mark to those who do not read them, stand beside a letter of their language.
_LIKE_SIGNS = re.compile(
    "(?<!l)\u00b7|\u00b7(?!l)|(?:^|(?<=[\0-\x7f]))[\u0375\u05f3\u05f4\u30fb](?=[\0-\x7f]|$)"
    "|(?<=[\0-\x7f])[\u0242\u0294\u3127\u30bd\u30be\u30ce\u30f3\u30fc\u3161\u4e00\u4e36\u4e3f-\u4e41](?=[\0-\x7f])"
)
# Countries that write in these scripts: there a word is a word, whatever it looks like elsewhere.
_AT_HOME = frozenset(
    ("am", "bg", "by", "cy", "gr", "kg", "kz", "mk", "mn", "rs", "ru", "su", "tj", "ua", "uz")
)
_LATIN_LOOK = re.compile(f"[a-z0-9_{IN_HOSTS}-]+")
_AUTHORITY = re.compile(
    r"(?:[a-z][a-z0-9+.-]*:)?//+(?P<host>[^/?#\\]*?)(?::[0-9]*)?(?=[/?#\\]|\Z)", re.IGNORECASE
)
_NUMBER = re.compile(r"(?:\d+|0x[0-9a-f]*)\Z", re.IGNORECASE)
_PLAIN_HOST = re.compile(r"(?:[a-z0-9_-]+\.)*[a-z][a-z0-9_-]*\.?", re.ASCII | re.IGNORECASE)
# What else is taken for another one by those who only glance at it, and refused nowhere.
_AT_A_GLANCE = str.maketrans("01\u0432\u043a\u043c\u043d\u043f\u0442\u04cf\u0138", "olbkmhntlk")
# What hangs from a letter is covered by the line below a link; a point above it is hardly seen.
_ACCENTS = re.compile("(?<=[a-z])[\u0307\u0323-\u0326\u032d-\u0333\u0339-\u033c]+")
# Characters of a host that are shown. What comes last says whose it is.
LONGEST_SHOWN = 48
# Characters of a host (RFC 1035).
_LONGEST_HOST = 253
# No label is longer, and decoding takes the square of the length.
_LONGEST_LABEL = 63


@lru_cache(maxsize=4096)
def host_of(url: str) -> str:
    """The host of an address of the web, as it is written there; empty where it has none."""
    found = _AUTHORITY.match(url)
    host = found["host"] if found else ""
    return host.rpartition("@")[2]


@lru_cache(maxsize=4096)
def deceit_of_host(host: str) -> str:
    """Why nobody can tell from the host where it leads, and what to write; empty where one can."""
    if not host or _PLAIN_HOST.fullmatch(host):
        return ""
    if host.startswith("["):
        return "" if _is_in_brackets(host) else "its host has `[` in it and is no address"
    if len(host) > _LONGEST_HOST:
        return "its host is longer than any"
    if "%" in host:
        return "its host has `%` in it; write the host as the browser shows it"
    plain = unicodedata.normalize("NFC", host).lower()
    mapped = unicodedata.normalize("NFKC", host).lower()
    if mapped != plain or "\u3002" in plain:
        meant = mapped.replace("\u3002", ".")
        return f"its host has letters or dots of another width or form; write `{meant}`"
    labels = plain.rstrip(".").split(".")
    if _NUMBER.match(labels[-1]):
        return "" if _is_dotted(plain) else "its host is written as a number; write its name"
    if not all(labels):
        return "its host has a dot too many; take it out"
    for label in labels:
        reason = _deceit_of_label(label, labels[-1])
        if reason:
            return f"{reason}; write it as {_in_ascii(labels)}"
    if not is_open_to_browsers(labels):
        return (
            "its host has digits, signs or letters of another direction where no browser takes "
            "them; copy it from the browser's address bar"
        )
    return ""


def _is_dotted(host: str) -> bool:
    try:
        return str(ipaddress.IPv4Address(host)) == host
    except ValueError:
        return False


def _is_in_brackets(host: str) -> bool:
    try:
        ipaddress.IPv6Address(host[1:].removesuffix("]"))
    except ValueError:
        return False
    return host.endswith("]") and "%" not in host


def _deceit_of_label(label: str, last: str) -> str:
    if label.isascii():
        has_other = re.search(r"[^a-z0-9_-]", label)
        return f"its host has `{has_other[0]}` in it" if has_other else ""
    if _LIKE_SIGNS.search(label):
        return "its host has a sign in it that looks like a dot, a dash or a slash"
    scripts = set()
    has_digit = False
    for at, character in enumerate(label):
        kind = unicodedata.category(character)
        if kind[0] == "L" or character == "\u3007":
            script = unicodedata.name(character, "").split(" ")[0].split("-")[0]
            script = _ODD_NAMES.get(character, _SAME_SCRIPT.get(script, script))
            if script not in _SCRIPTS or _NO_LETTERS.match(character):
                return "its host has a letter that no host of today is written with"
            scripts.add(script)
        elif kind in {"Mn", "Mc"}:
            # On a letter of ASCII it may be a stroke that nobody sees.
            if at == 0 or label[at - 1].isascii():
                return "its host has an accent on a letter that has none"
        elif kind == "Nd":
            has_digit = has_digit or not character.isascii()
        elif character not in _SIGNS:
            return "its host has a sign in it that is no letter"
    if has_digit and re.search("[a-z0-9]", label):
        return "its host mixes digits and letters of several scripts"
    if len(scripts) > 1 and not any(scripts <= together for together in _TOGETHER):
        return "its host mixes letters of several scripts"
    if last.isascii() and last not in _AT_HOME and _LATIN_LOOK.fullmatch(label):
        return "its host looks like one in Latin letters"
    return ""


def _in_ascii(labels: list[str]) -> str:
    name = ".".join(map(_encoded, labels))
    is_host = re.fullmatch(r"[a-z0-9._-]+", name) and all(map(_is_of_letters, labels))
    return f"`{name}`, if that is the one" if is_host else "the browser's address bar does"


def _is_of_letters(label: str) -> bool:
    return all(unicodedata.category(one)[0] in "LMN" or one in _SIGNS for one in label)


def _encoded(label: str) -> str:
    if label.isascii() or len(label) > _LONGEST_LABEL:
        return label
    try:
        return f"xn--{label.encode('punycode').decode()}"
    except UnicodeError:  # half a character
        return label


@lru_cache(maxsize=4096)
def shown_host(host: str) -> str:
    """The host as readers see it: in the letters of its language where those deceive nobody.

    All others stand as `xn--…`. Of one that is too long the end is shown.
    """
    host = host.lower().rstrip(".").removeprefix("www.")
    if "xn--" in host:
        letters = ".".join(map(_decoded, host.split(".")))
        host = host if deceit_of_host(letters) else letters
    elif not host.isascii() and deceit_of_host(host):
        host = ".".join(map(_encoded, unicodedata.normalize("NFKC", host).split(".")))
    return host if len(host) <= LONGEST_SHOWN else f"…{host[1 - LONGEST_SHOWN :]}"


def _decoded(label: str) -> str:
    if not label.startswith("xn--") or len(label) > _LONGEST_LABEL:
        return label
    try:
        letters = label[4:].encode().decode("punycode")
    except (UnicodeError, OverflowError):
        return label
    # A label that is not what its letters would be written as is none that a browser decodes.
    is_real = not letters.isascii() and _encoded(letters) == label
    mapped = unicodedata.normalize("NFKC", letters).lower()
    return letters if is_real and mapped == letters else label


def letters_of_host(host: str) -> str:
    """The host in its letters, whatever form an address has it in: equal ones are one host."""
    host = host.lower().rstrip(".").removeprefix("www.")
    if "xn--" in host:
        host = ".".join(map(_decoded, host.split(".")))
    return host if host.isascii() else unicodedata.normalize("NFC", host)


def look_of_host(host: str) -> str:
    """What the host looks like at a glance; two hosts of one look may be taken for each other."""
    parts = unicodedata.normalize("NFD", letters_of_host(host).translate(_AT_A_GLANCE))
    bare = unicodedata.normalize("NFC", _ACCENTS.sub("", parts))
    look = look_of(bare).translate(_AT_A_GLANCE)
    for pair, one in (("rn", "m"), ("vv", "w"), ("cl", "d")):
        look = look.replace(pair, one)
    return look


def look_of(text: str) -> str:
    """The text with letters that look like Latin ones as those: its skeleton, as Unicode says."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join([LIKE_LATIN.get(sign, sign) for sign in parts]))
