"""Buttons, labels and choices: those that are words of a sentence, and those that are controls."""

from __future__ import annotations

import re
from dataclasses import dataclass

from glossator.importing.furniture import FURNITURE_TEXT, furniture
from glossator.importing.leaves import HEADINGS, Element, Leaf, LeftOut, Run, letters_of
from glossator.importing.page_text import MACHINERY, PICTURES, replace_element, text_of
from glossator.importing.prose import is_prose
from glossator.weaving.markup import BLOCKS

CONTROLS = frozenset(
    ("button", "input", "select", "textarea", "datalist", "optgroup", "option", "label")
)
REASON = "form or button"
# Characters. Some pages are one form, or one label.
LONGEST_CONTROL = 200
# Blocks whose only words a control may be: they name what follows, or are one of several.
_NAMING = HEADINGS | {"dt", "li", "th", "legend", "summary", "caption", "figcaption"}
# What is read nowhere but on controls.
_WORDS = re.compile(
    r"(?:share|tweet|e-?mail|print|copy(?: link)?|save|bookmark|listen|play|pause|mute|follow"
    r"|subscribe|sign (?:up|in)|log ?in|register|donate|(?:read|show|see|view|load|learn) "
    r"(?:more|less|all)|more|less|menu|search|close|open|expand(?: all)?|collapse(?: all)?|zoom"
    r"|enlarge|edit|reply|like|comments?|report|next|previous|back|ok|okay|accept(?: all)?"
    r"|cancel|submit|send|download|hide|toggle|teilen|drucken|speichern|merken|abonnieren"
    r"|mehr(?: lesen| anzeigen)?|weiterlesen|schließen|bearbeiten|partager|imprimer|s['’]abonner"
    r"|lire la suite|fermer|modifier|compartir|imprimir|suscribirse|leer más|cerrar|editar"
    r"|分享|打印|列印|收藏|订阅|訂閱|关注|關注|阅读全文|閱讀全文|展开|展開|编辑|編輯)"
    r"(?: this(?: \w+)?)?[\s.:…>»→+]*",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?:…。！？：]['\"”’»)\]]*\s*\Z")
# What goes on with the sentence before it.
_GOES_ON = re.compile(r"\s*(?:[,.;:!?)\]…、，。；：！？’”»]|[^\W\d_A-Z])")
# The number or sign of a footnote.
_FOOTNOTE = re.compile(r"[\[(]?(?:\d{1,3}|[a-z*†‡§¶])[\])]?")
_FOOTNOTE_NAME = re.compile(r"foot|note|ref|cit", re.IGNORECASE)
_PUSHED = frozenset({"button", "submit", "reset"})
# Words. Less is a byline or a label, not a sentence that lost a word.
_SENTENCE = 5


@dataclass(frozen=True, slots=True)
class Lost:
    """Words that were taken from among others.

    Attributes:
        words: They themselves.
        block: The element that holds the others.
    """

    words: str
    block: Element


def is_control(element: Element) -> bool:
    """Whether it is a button or a field by its tag or its role."""
    return element.tag in CONTROLS or (element.get("role") or "").strip().lower() == "button"


def settle_controls(tree: Element) -> tuple[list[LeftOut], list[Lost]]:
    """Make plain elements of the controls in `tree` that are words of its text.

    Returned is what is left out of those, such as what was not selected, and what stays a
    control beside words of a sentence.
    """
    settler = _Settler()
    settler.read(tree)
    return settler.left_out, settler.lost


class _Settler:
    """Goes through the lines of a page, of which each has words and controls."""

    def __init__(self) -> None:
        self.left_out: list[LeftOut] = []
        self.lost: list[Lost] = []
        self.line: list[str | Element] = []
        self.lines: list[tuple[Element, list[str | Element]]] = []

    def read(self, tree: Element) -> None:
        from lxml import etree  # type: ignore[import-untyped] # it comes with the extra `import`

        self.ids = {one.get("id"): one for one in tree.iter() if one.get("id")}
        walk = etree.iterwalk(tree, events=("start", "end"))
        skipped = None
        for event, element in walk:
            if not isinstance(element.tag, str):
                continue
            if event == "end":
                if element.tag in BLOCKS and element is not skipped:
                    self._end_line(element)
                skipped = None if element is skipped else skipped
                if element is not tree:
                    self.line.append(element.tail or "")
                continue
            if element.tag in MACHINERY or element.tag in PICTURES:
                walk.skip_subtree()
                skipped = element
                continue
            if element.tag in BLOCKS:
                self._end_line(element.getparent())
            if is_control(element) and self._is_short(element):
                self.line.append(element)
                walk.skip_subtree()
                skipped = element
                if element.tag in BLOCKS:
                    self._end_line(element)
                continue
            self.line.append(element.text or "")
        self._end_line(tree)
        # Only now, as the walk needs the tree as it was.
        for block, line in self.lines:
            self._settle(block, line)

    def _end_line(self, block: Element) -> None:
        if any(not isinstance(part, str) for part in self.line):
            self.lines.append((block, self.line))
        self.line = []

    def _is_short(self, element: Element) -> bool:
        if len(text_of(element)) <= LONGEST_CONTROL:
            return True
        element.attrib.pop("role", None)  # what holds most of a page is no button
        return False

    def _settle(self, block: Element, line: list[str | Element]) -> None:
        plain = "".join(part for part in line if isinstance(part, str))
        controls = [_words(part) for part in line if not isinstance(part, str)]
        is_row = _is_row(plain, controls)
        for number, part in enumerate(line):
            if isinstance(part, str) or not _words(part):
                continue
            before = "".join(_shown(one) for one in line[:number])
            behind = "".join(one for one in line[number + 1 :] if isinstance(one, str))
            if not letters_of(plain):
                is_text = self._is_all(part, block, line)
            else:
                is_text = not is_row and self._is_in_sentence(part, before, behind)
            if is_text:
                line[number] = text_of(self._make_text(part))
            elif self._is_missed(part, block, before, behind):
                self.lost.append(Lost(_words(part), block))

    def _is_in_sentence(self, control: Element, before: str, behind: str) -> bool:
        """Whether a control that has words beside it is one of them."""
        if control.tag in {"textarea", "datalist"} or _is_filled_in(control):
            return False
        is_after_end = not letters_of(before) or bool(_SENTENCE_END.search(before))
        goes_on = bool(_GOES_ON.match(behind))
        if goes_on or (not is_after_end and letters_of(behind)):
            return not (_has_field(control) and is_after_end)
        if _is_known(control):
            return False
        if _is_footnote(control):
            return True
        # What touches the words before it is set apart by styles, and so no word among them.
        is_apart = not before or not before[-1].isalnum()
        is_sentence = bool(_SENTENCE_END.search(_words(control)))
        return is_apart and (bool(letters_of(behind)) or not is_after_end or is_sentence)

    def _is_all(self, control: Element, block: Element, line: list[str | Element]) -> bool:
        """Whether a control is text that has no words beside it."""
        if any(not isinstance(one, str) and _has_field(one) for one in line):
            return False
        if control.tag in {"input", "select", "textarea", "datalist", "option", "optgroup"}:
            return False
        if _is_known(control):
            return False
        if block.tag in _NAMING or next(control.iter(*HEADINGS, "dt"), None) is not None:
            return True
        text = text_of(control)
        is_question = text.endswith(("?", "？")) and control.get("aria-expanded") is not None
        opens = self.ids.get(control.get("aria-controls") or "")
        opens_text = opens is not None and _is_sentence(text_of(opens))
        return is_question or opens_text or _is_sentence(text)

    def _is_missed(self, control: Element, block: Element, before: str, behind: str) -> bool:
        """Whether a sentence lacks something without the control."""
        if block.tag in HEADINGS or len(f"{before} {behind}".split()) < _SENTENCE:
            return False
        is_after_end = not letters_of(before) or bool(_SENTENCE_END.search(before))
        return not is_after_end or bool(_GOES_ON.match(behind)) or not _is_known(control)

    def _make_text(self, control: Element) -> Element:
        if control.tag == "select":
            return self._selected(control)
        if control.tag == "input":
            return _put_words(control, _words(control))
        control.attrib.pop("role", None)
        if control.tag in CONTROLS:
            has_blocks = any(one.tag in BLOCKS for one in control.iterdescendants())
            control.tag = "div" if has_blocks else "span"
        return control

    def _selected(self, select: Element) -> Element:
        """A `span` with the option that a reader sees, in the place of all of them."""
        options = list(select.iter("option"))
        seen = next((one for one in options if one.get("selected") is not None), options[0])
        for option in options:
            if option is not seen and text_of(option):
                self.left_out.append(LeftOut(REASON, text_of(option)))
        return _put_words(select, text_of(seen))


def _put_words(control: Element, words: str) -> Element:
    span = control.makeelement("span")
    span.text = words
    replace_element(control, span)
    return span


def _words(control: Element) -> str:
    """The words that a reader sees on it."""
    if control.tag != "input":
        return text_of(control)
    kind = (control.get("type") or "text").lower()
    is_seen = kind in _PUSHED or kind in {"text", "number"}
    return " ".join((control.get("value") or "").split()) if is_seen else ""


def _is_filled_in(control: Element) -> bool:
    return control.tag == "input" and (control.get("type") or "").lower() not in _PUSHED


def _is_row(plain: str, controls: list[str]) -> bool:
    """Whether the words are but a label before a row of buttons."""
    if _WORDS.fullmatch(plain.strip()) or FURNITURE_TEXT.fullmatch(plain.strip()):
        return True
    letters = len(letters_of("".join(controls)))
    is_sentence = re.search(r"[.!?。！？]", plain) is not None
    return len(controls) > 1 and not is_sentence and len(letters_of(plain)) < letters


def _is_footnote(control: Element) -> bool:
    """Whether it leads to a footnote by its number."""
    names = f"{control.get('class') or ''} {control.get('id') or ''} {control.get('aria-label')}"
    is_named = control.getparent().tag == "sup" or _FOOTNOTE_NAME.search(names)
    return bool(is_named) and _FOOTNOTE.fullmatch(text_of(control)) is not None


def _shown(part: str | Element) -> str:
    return part if isinstance(part, str) else ""


def _has_field(control: Element) -> bool:
    """Whether it is a field to fill in or to tick, or holds one."""
    fields = control.iter("input", "textarea", "select")
    return any(field.get("type") not in {"hidden", "button", "submit"} for field in fields)


def _is_known(control: Element) -> bool:
    """Whether its words or names are those of controls."""
    text = text_of(control)
    if _WORDS.fullmatch(text) or FURNITURE_TEXT.fullmatch(text) or _has_field(control):
        return True
    probe = control.makeelement("div", {n: control.get(n) or "" for n in ("class", "id")})
    found = furniture(probe)
    return found is not None and found.reason not in {REASON, "tags", "byline", "pop-up"}


def _is_sentence(text: str) -> bool:
    return is_prose(Leaf("p", (Run(text),)))


def told(lost: list[Lost], leaves: list[Leaf]) -> list[str]:
    """What to say of the words that sentences of the article lost."""
    remarks = []
    for one in lost:
        block = one.block
        while block.tag not in BLOCKS and block.getparent() is not None:
            block = block.getparent()
        table = next(block.iterancestors("table"), None)
        leaf = next(
            (
                leaf
                for leaf in leaves
                if leaf.element is block or (leaf.kind == "table" and leaf.element is table)
            ),
            None,
        )
        if leaf is not None:
            start = " ".join(leaf.text.split()[:8])
            remarks.append(
                f"“{one.words}” was taken for a button and left out of the paragraph "
                f"“{start} …”; see whether the sentence needs it"
            )
    return remarks


__all__ = ["CONTROLS", "LONGEST_CONTROL", "REASON", "Lost", "is_control", "settle_controls", "told"]
