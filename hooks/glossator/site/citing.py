"""How to cite what stands on a page: in words, and in the forms of programs for references.

What is not known is left out, and nothing is made up: a name stands whole, as nobody can tell
from it which part is the family's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from json.encoder import encode_basestring as _text

from glossator.site.dates import show_date

# What the notes on an article say alike, and a few titles: the newest of them are kept.
_NAMES = 64
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
# What means something to TeX outside of an address.
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # braces are counted, escaped ones too
    "}": r"\textbraceright{}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}
_TEX_SIGN = re.compile("|".join(map(re.escape, _TEX)))
# Within braces, an address may hold anything but these.
_ODD_IN_ADDRESS = {"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"}
_find_odd = re.compile(r"[{}\\ ]").search
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Work:
    """What is cited.

    Attributes:
        id: A name for it among others, of letters that no form minds.
        title: Its title.
        container: What it stands in: the site.
        url: Its address, complete; empty where the site has none yet.
        about: What it is and on what, as in `Correction of “…” (…)`.
        author: Who made it; empty where nobody is named.
        issued: When it was published, as precisely as known: `2026-11-24`, `2026`; may be empty.
        language: Its language, as a BCP 47 tag.
    """

    id: str
    title: str
    container: str
    url: str
    about: str = ""
    author: str = ""
    issued: str = ""
    language: str = "en"


def in_words(work: Work) -> str:
    """The work in a sentence, as in a list of references."""
    title = work.title if work.title.startswith("“") else f"“{work.title}”"
    day = show_date(work.issued) if work.issued else ""
    said = (work.author, title, work.about, work.container, day, work.url)
    return f"{', '.join(filter(None, said))}."


def in_bibtex(work: Work) -> str:
    """The work as an entry of BibTeX; biblatex reads it, too."""
    year, month, day = _parts(work.issued)
    fields = (
        ("author", f"{{{_tex(work.author)}}}" if work.author else ""),
        ("title", f"{{{_tex(work.title)}}}"),
        ("howpublished", _tex(work.container)),
        ("year", year),
        ("month", _MONTHS[int(month) - 1] if month else ""),
        ("day", day.lstrip("0")),
        ("url", _braced(work.url)),
        ("note", _tex(work.about)),
        ("language", work.language),
    )
    lines = [
        f",\n  {name} = {value if name == 'month' else f'{{{value}}}'}"
        for name, value in fields
        if value
    ]
    return f"@misc{{{work.id}{''.join(lines)}\n}}"


def in_ris(work: Work) -> str:
    """The work as a record of RIS."""
    year, month, day = _parts(work.issued)
    fields = (
        ("TY", "ELEC"),
        ("AU", work.author),
        ("TI", work.title),
        ("T2", work.container),
        ("PY", year),
        ("DA", day and f"{year}/{month}/{day}"),
        ("LA", work.language),
        ("N1", work.about),
        ("UR", work.url),
    )
    lines = [f"{tag}  - {_one_line(value)}\n" for tag, value in fields if value]
    return f"{''.join(lines)}ER  - "


def in_csl(work: Work) -> str:
    """The work as an item of CSL-JSON, in a list of one."""
    author = f',"author":[{{"literal":{_text(work.author)}}}]' if work.author else ""
    issued = ""
    if work.issued:
        parts = ",".join([str(int(part)) for part in work.issued.split("-")])
        issued = f',"issued":{{"date-parts":[[{parts}]]}}'
    url = f',"URL":{_text(work.url)}' if work.url else ""
    language = f',"language":{_text(work.language)}' if work.language else ""
    about = f',"note":{_text(work.about)}' if work.about else ""
    # By hand: an encoder would be made for each of ten thousand notes.
    return (
        f'[{{"id":{_text(work.id)},"type":"webpage","title":{_text(work.title)},'
        f'"container-title":{_text(work.container)}{author}{issued}{url}{language}{about}}}]'
    )


def _parts(date: str) -> tuple[str, str, str]:
    year, month, day, *_ = (*date.split("-"), "", "", "")
    return year, month, day


@lru_cache(maxsize=_NAMES)
def _tex(text: str) -> str:
    return _TEX_SIGN.sub(lambda found: _TEX[found[0]], _one_line(text))


def _braced(url: str) -> str:
    if _find_odd(url):
        for sign, escape in _ODD_IN_ADDRESS.items():
            url = url.replace(sign, escape)
    return url


def _one_line(text: str) -> str:
    return text if text.isprintable() else _CONTROL.sub(" ", text)
