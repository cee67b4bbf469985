"""Buttons, labels and choices: those that are words of a sentence, and those that are controls."""

from __future__ import annotations

import re
from dataclasses import dataclass

from glossator.importing.control_kinds import (
    CONTROLS,
    REASON,
    has_field,
    is_control,
    is_filled_in,
    is_footnote,
    is_known,
    is_row,
    words_of_control,
)
from glossator.importing.leaves import HEADINGS, Element, Leaf, LeftOut, Run, letters_of
from glossator.importing.page_text import (
    MACHINERY,
    PICTURES,
    joined,
    remove_element,
    replace_element,
    text_of,
)
from glossator.importing.prose import is_prose
from glossator.weaving.markup import BLOCKS

# Characters. Some pages are one form, or one label.
LONGEST_CONTROL = 200
# Blocks whose only words a control may be: they name what follows, or are one of several.
_NAMING = HEADINGS | {"dt", "li", "th", "legend", "summary", "caption", "figcaption"}
_SENTENCE_END = re.compile(r"[.!?:…。！？：]['\"”’»)\]]*\s*\Z")
# What goes on with the sentence before it.
_GOES_ON = re.compile(r"\s*(?:[,.;:!?)\]…、，。；：！？’”»]|[^\W\d_A-Z])")
# Characters on each side that tell whether a control stands in a sentence.
_NEAR = 200
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

        self.ids: dict[str, Element] = {}
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
        if self.lines:
            self.ids = {one.get("id"): one for one in tree.iter() if one.get("id")}
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
        strings = [part if isinstance(part, str) else "" for part in line]
        plain = "".join(strings)
        is_alone = not letters_of(plain)
        controls = [words_of_control(part) for part in line if not isinstance(part, str)]
        in_row = is_row(plain, controls)
        # Once, as there can be thousands of controls in a line.
        has_fields = is_alone and any(has_field(one) for one in line if not isinstance(one, str))
        before, behinds = "", [""]
        for string in reversed(strings[1:]):
            behinds.append(f"{string}{behinds[-1]}"[:_NEAR])
        for number, (part, behind) in enumerate(zip(line, reversed(behinds), strict=True)):
            if isinstance(part, str) or not words_of_control(part):
                before = f"{before}{strings[number]}"[-_NEAR:]
                continue
            if is_alone:
                is_text = not has_fields and self._is_all(part, block)
            else:
                is_text = not in_row and self._is_in_sentence(part, before, behind)
            if is_text:
                before = f"{before}{text_of(self._make_text(part))}"[-_NEAR:]
            elif self._is_missed(part, block, before, behind):
                self.lost.append(Lost(words_of_control(part), block))

    def _is_in_sentence(self, control: Element, before: str, behind: str) -> bool:
        """Whether a control that has words beside it is one of them."""
        if control.tag in {"textarea", "datalist"} or is_filled_in(control):
            return False
        is_after_end = not letters_of(before) or bool(_SENTENCE_END.search(before))
        goes_on = bool(_GOES_ON.match(behind))
        if goes_on or (not is_after_end and letters_of(behind)):
            return not (has_field(control) and is_after_end)
        if is_known(control):
            return False
        if is_footnote(control):
            return True
        # What touches the words before it is set apart by styles, and so no word among them.
        is_apart = not before or not before[-1].isalnum()
        is_sentence = bool(_SENTENCE_END.search(words_of_control(control)))
        return is_apart and (bool(letters_of(behind)) or not is_after_end or is_sentence)

    def _is_all(self, control: Element, block: Element) -> bool:
        """Whether a control is text that has no words and no field beside it."""
        if control.tag in {"input", "select", "textarea", "datalist", "option", "optgroup"}:
            return False
        if is_known(control):
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
        return not is_after_end or bool(_GOES_ON.match(behind)) or not is_known(control)

    def _make_text(self, control: Element) -> Element:
        if control.tag == "select":
            return self._selected(control)
        if control.tag == "input":
            return _put_words(control, words_of_control(control))
        control.attrib.pop("role", None)
        control.attrib.pop("class", None)  # it says that it is a button
        if control.tag in CONTROLS:
            has_blocks = any(one.tag in BLOCKS for one in control.iterdescendants())
            control.tag = "div" if has_blocks else "span"
        return control

    def _selected(self, select: Element) -> Element:
        """The choice as plain elements, with the option that a reader sees."""
        options = list(select.iter("option"))
        chosen = (one for one in options if one.get("selected") is not None)
        seen = next(chosen, next(iter(options), None))
        for option in options:
            if option is not seen:
                if text_of(option):
                    self.left_out.append(LeftOut(REASON, text_of(option)))
                remove_element(option)
        for part in (select, *select.iter("option", "optgroup")):
            part.tag = "span"
        return select


def _put_words(control: Element, words: str) -> Element:
    span = control.makeelement("span")
    span.text = joined(words, "")
    replace_element(control, span)
    return span


def _is_sentence(text: str) -> bool:
    return is_prose(Leaf("p", (Run(text),)))


def told(lost: list[Lost], leaves: list[Leaf]) -> list[str]:
    """What to say of the words that sentences of the article lost."""
    remarks = []
    by_element = {leaf.element: leaf for leaf in reversed(leaves)}
    for one in lost:
        block = one.block
        while block.tag not in BLOCKS and block.getparent() is not None:
            block = block.getparent()
        table = next(block.iterancestors("table"), None)
        leaf = by_element.get(block) or by_element.get(table)
        if leaf is not None:
            start = " ".join(leaf.text.split()[:8])
            remarks.append(
                f"“{one.words}” was taken for a button and left out of the paragraph "
                f"“{start} …”; see whether the sentence needs it"
            )
    return remarks
