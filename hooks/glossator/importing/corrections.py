"""The publisher's own corrections: the words and names by which a page tells of its mistakes."""

from __future__ import annotations

import re
from functools import lru_cache

from glossator.importing.leaves import HEADINGS, Element, Leaf, is_all_link, letters_of

_LABEL = (
    r"(?:(?:update|note|notice)s? (?:and |of )?|(?:nota|aviso) de |hinweis zur |编辑|編輯|编者"
    r"|編者)?(?:amend(?:ed|ments?)|corrected|corrections?|clarifications?"
    r"|corrections? and clarifications?"
    r"|erratum|errata|corrigend(?:um|a)|retraction|editor(?:['’]?s|s['’])?[ -]note"
    r"|note from the editors?"
    r"|korrektur(?:hinweis)?|richtigstellung|berichtigung|klarstellung"
    r"|(?:anmerkung|hinweis) der redaktion"
    r"|rectificatif|rectification|correctif|précision|mise au point|note de la rédaction"
    r"|corrección|correcciones|rectificación|aclaración|fe de err(?:atas|ores)|nota de la redacción"
    r"|correção|errata corrige|rettifica|correzione|correctie|rectificatie|rettelse|rättelse"
    r"|sprostowanie|поправка|исправление|опровержение"
    r"|更正(?:启事|啟事|声明|聲明|说明|說明)?|勘误|勘誤|订正|訂正|澄清|お詫びと訂正|おわびと訂正|정정(?:보도)?|바로잡습니다)"
)
# `Correction, 7 January 2026:`, `Corrections (May 3):`, `更正：`
_LABELLED = re.compile(
    rf"(?:{_LABEL})(?: appended)?"
    r"(?:\s*\([^)]{1,40}\)|[,|]? [^.:：!?—–]{0,30}\d[^.:：!?—–]{0,20})?\s*[:：—–\])】〕]",
    re.IGNORECASE,
)
_LABEL_SIGN = re.compile(r"[:：—–\-)\]】〕]")
# Characters, more than any label has with all that stands before its sign.
_LONGEST_LABELLED = 200
_ALONE = re.compile(rf"(?:{_LABEL})[.:：]?", re.IGNORECASE)
_APPENDED = re.compile(rf"(?:{_LABEL}) appended[.:]?", re.IGNORECASE)
_PIECE = (
    r"(?:article|story|piece|report|post|page|headline|column|text|interview|review|item|essay"
    r"|dispatch|obituary|graphic|caption|blog(?: post)?|version|copy)"
)
_WRONG = (
    r"(?:said|stated|misstated|misspelled|misidentified|misattributed|misquoted|incorrectly|wrongly"
    r"|gave|named|identified|described|referred|reported|listed|included|contained|attributed"
    r"|quoted)"
)
_SAID = re.compile(
    rf"(?:this|the(?: above| original)?) {_PIECE} (?:was|has been|is being|were) "
    r"(?:subsequently |later |since |also )?(?:amended|corrected|clarified|revised|changed"
    r"|edited(?! by)|updated (?:on .{1,40} )?to (?:correct|clarify|fix|reflect|remove))"
    r"|(?:in )?an? (?:earlier|previous|prior|original|initial) version of "
    rf"(?:this|the|our) {_PIECE}"
    rf"|(?:in )?an? (?:earlier|previous) version {_WRONG}"
    rf"|this {_PIECE} corrects "
    rf"|this {_PIECE} (?:(?:originally|previously|initially) {_WRONG}|incorrectly|wrongly"
    r"|misstated|misspelled|misidentified|misattributed|misquoted)"
    r"|(?:because|due|owing|as a result) (?:of|to) an? (?:editing|production|reporting) error"
    r"|(?:amended|corrected) on \d"
    r"|diese[rs]? (?:artikel|text|beitrag|meldung|bericht|version) wurde "
    r"(?:am .{1,30} |nachträglich |inzwischen )?"
    r"(?:korrigiert|geändert|berichtigt|überarbeitet|ergänzt)"
    r"|(?:in einer|eine) (?:früheren?|ersten?|vorherigen?|älteren?) (?:version|fassung) "
    r"(?:(?:dieses|des|unseres) (?:artikels|textes|beitrags|berichts)|hieß|stand|haben|hatten)"
    r"|cet article a été (?:modifié|corrigé|rectifié|amendé)"
    r"|(?:dans )?une (?:(?:première|précédente) version|version (?:précédente|antérieure|initiale))"
    r" (?:de cet article|de ce texte|de l['’]article)"
    r"|est(?:e|a) (?:artículo|texto|reportaje|noticia) (?:ha sido|fue) "
    r"(?:corregid|modificad|rectificad)[oa]"
    r"|(?:en )?una versión (?:anterior|previa) (?:de est[ea]|del artículo|del texto)"
    r"|(?:n?uma) versão anterior d(?:este|esta|o texto)"
    r"|(?:in )?una versione precedente d(?:i questo|ell['’]articolo)"
    r"|in een eerdere versie van dit|в (?:предыдущей|первоначальной) версии (?:этой|статьи)"
    r"|本文(?:已|曾)?(?:作出|作|做|于.{1,16}|於.{1,16})?(?:更正|修正|订正|訂正|勘误|勘誤)"
    r"|(?:本文)?(?:此前|早前|先前|较早|較早|早先)(?:的)?版本",
    re.IGNORECASE,
)
# One of these is in whatever says so of the page itself: to look for them takes little time.
_HINTS = (
    *("amended", "correct", "clarified", "revised", "changed", "edited", "updated", "originally"),
    *("previously", "initially", "wrongly", "misstated", "misspelled", "misidentified"),
    *("misattributed", "misquoted", "version", "fassung", "korrigiert", "geändert"),
    *("berichtigt", "überarbeitet", "ergänzt", "cet article", "corregid", "modificad"),
    *("rectificad", "versión", "versão", "versie", "версии", "本文", "版本", "error"),
)
# What is surely said of the page itself, wherever it stands in a paragraph.
_OF_THIS = re.compile(r"this|diese|cet|este|本文|.*\bversion of (?:this|our)", re.IGNORECASE)
# Dots, stars, brackets and updates before the words.
_BEFORE = re.compile(r"[\W_]+|(?:update|updated|note)\s*[:—–-]\s*", re.IGNORECASE)
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:corrections?|clarifications?|amend(?:ed|ments?)|editor(?:s|ial)?[-_]?s?[-_]?notes?"
    r"|errat(?:um|a)|corrigend(?:um|a)|retractions?|korrekturen?|rectificatifs?)(?:$|[\s_-])"
)
# Names of what leads to corrections, or asks for them.
_OTHER_NAMES = re.compile(r"policy|report|suggest|submit|request|form|link|button|btn|nav|menu")
# Characters. What is longer is a paragraph of an article that tells of one.
_LONGEST_NOTE = 600
# Characters, more than any of the labels has.
_LONGEST_LABEL = 80
# Characters; what is longer is a page of corrections.
_LONGEST_BOX = 2_000


class Corrections:
    """The leaves of a page that are its publisher's own correction."""

    def __init__(self, leaves: list[Leaf]) -> None:
        self._found: set[int] = set()
        for number, leaf in enumerate(leaves):
            if leaf.kind == "hr" or is_all_link(leaf) or not letters_of(leaf.text):
                continue
            if _is_told(leaf) or _is_in_box(leaf):
                self._found.add(id(leaf))
            elif _is_label(leaf) and number + 1 < len(leaves):
                self._add_below(leaf, leaves[number + 1])

    def __contains__(self, leaf: object) -> bool:
        return id(leaf) in self._found

    def _add_below(self, label: Leaf, leaf: Leaf) -> None:
        """A label and what it stands above, where that is beside it and no list of links."""
        is_near = leaf.element is not None and any(
            around is label.element.getparent() for around in leaf.element.iterancestors()
        )
        if is_near and leaf.kind == "p" and not is_all_link(leaf):
            self._found |= {id(label), id(leaf)}


def tell_corrections(leaves: list[Leaf], found: Corrections) -> list[str]:
    """What to say of the corrections among the leaves of an article."""
    remarks = []
    for number, leaf in enumerate(leaves):
        below = leaves[number + 1] if number + 1 < len(leaves) else None
        if leaf in found and not (_is_label(leaf) and below is not None and below in found):
            words = " ".join(leaf.text.split())
            words = words if len(words) <= _LONGEST_TOLD else f"{words[:_LONGEST_TOLD].rstrip()} …"
            remarks.append(f"the page has a correction or note of its own publisher: “{words}”")
    return remarks


# Characters.
_LONGEST_TOLD = 120


def _is_told(leaf: Leaf) -> bool:
    if leaf.kind in HEADINGS or leaf.kind == "table":
        return False
    text = " ".join(leaf.text.split())
    first = leaf.runs[0] if len(leaf.runs) > 1 else None
    if first and first.styles & {"strong", "em"} and _ALONE.fullmatch(first.text.strip()):
        return True  # `**Correction** The bridge …`
    small = text.casefold()
    may_tell = any(map(small.__contains__, _HINTS))
    if may_tell and any(_OF_THIS.match(found[0]) for found in _SAID.finditer(text)):
        return len(text) <= _LONGEST_NOTE
    for _ in range(3):
        if "appended" in small and _APPENDED.fullmatch(text):
            return True
        is_labelled = _LABEL_SIGN.search(text, 0, _LONGEST_LABELLED) and _LABELLED.match(text)
        if is_labelled or (may_tell and _SAID.match(text)):
            return not _is_label(leaf)
        before = _BEFORE.match(text)
        if not before:
            return False
        text = text[before.end() :]
    return False


def _is_label(leaf: Leaf) -> bool:
    """Whether it is a label above a correction."""
    if len(leaf.text) > _LONGEST_NOTE:
        return False
    text = " ".join(leaf.text.split()).strip("•*—–-[]() ")
    return len(text) <= _LONGEST_LABEL and bool(_ALONE.fullmatch(text))


def _is_in_box(leaf: Leaf) -> bool:
    for element in leaf.around():
        if element.tag in {"body", "main", "article", "html"}:
            return False
        if (element.get("class") or element.get("id")) and _is_named(element):
            return len("".join(element.itertext())) <= _LONGEST_BOX
    return False


def _is_named(element: Element) -> bool:
    return _are_names(f"{element.get('class') or ''} {element.get('id') or ''}")


# Of the boxes around one paragraph, most are around the next one too.
@lru_cache(maxsize=1024)
def _are_names(names: str) -> bool:
    """Whether the class and the id of an element are those of a box of corrections."""
    names = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", names).lower()
    return bool(_NAMES.search(names)) and not _OTHER_NAMES.search(names)
