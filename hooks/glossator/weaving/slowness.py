"""How long a Markdown text keeps its parser busy: told beforehand, from the signs in it.

Python-Markdown takes time that grows with the square of the length for most of its signs. The
same text always gives the same answer here, which a clock would not. All figures are
nanoseconds, set to what texts of each construct took on two shared cores that had other work
(links and items of lists at one length); `tests/weaving/test_pumped.py` holds them against what
texts of every construct really take.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from glossator.content.piled_marks import piled_marks
from glossator.weaving.faults import TooSlowError

# For each bracket that is not closed, Python-Markdown reads on to the end of the paragraph,
# or of the text where it may be a tag. A novel leaves a few open; a hundred take a second,
# and ten thousand would take hours. Pages that once were tables may have hundreds of `<`.
MOST_OPEN = {"[": 100, "](": 100, "<": 1000}
# Characters read again for them all: some seconds.
MOST_REREAD = 50_000_000
# What a text may take beyond what its length alone asks for.
MOST_NANOSECONDS = 3_000_000_000
# What its length alone asks for: forty thousand paragraphs, or a table of a thousand rows of forty
# cells. What more take would not stay below 500 MB.
MOST_LINEAR = 2_500_000_000

# The parser copies all of a text for each emphasis, link and escape in it, and puts so many
# characters in its place, which are copied for the next one.
COPIED_FOR_SIGN = 0.35
PUT_FOR_SIGN = 17
# It copies the rest of a block for each heading, rule and the like in it, and reads its lines.
COPIED_FOR_HEADING = 1.0
READ_FOR_HEADING = 60
# For each blank it tries whether a list of attributes begins behind it.
READ_FOR_BRACE = 4.0
# Of a long run of blanks it tries each as the first.
READ_FOR_BLANKS = 1.0
# For each mark of a table of contents it writes all headings there, and looks through them.
WRITTEN_FOR_CONTENTS = 40_000.0
# The rest of the whole text is copied where a block of HTML ends.
COPIED_FOR_TAG = 0.1
# What each takes by itself, with what is done afterwards: links are made safe and looked at.
CHARACTER, SIGN, BLOCK, LINE, ITEM, LINK = 400, 14_000, 55_000, 30_000, 35_000, 40_000
# Characters of a text that takes longer to be estimated than is worth it; what one of a longer
# text takes that is refused.
SHORT, REFUSED = 1_500, 300

_BLANK_LINES = re.compile(r"\n[ \t>]*\n")
# What is escaped opens nothing.
_BRACKET = re.compile(r"\\.|\]\(|[\[\])>]|<(?=[a-zA-Z/!?])|\n[ \t]*\n")
_CLOSES = {"]": "[", "](": "[", ")": "](", ">": "<"}
_SIGNS = r"\`*_[<&"
_SIGN = re.compile(f"[{re.escape(_SIGNS)}]")
_HEADING = re.compile(r"^[ >]*(?:#|=+ *$|(?:[-*_] *)+$|!!!|:[ ]|\[[^\[\]\n]*\]:)", re.MULTILINE)
# Items and rows of tables are texts of their own.
_ITEM = re.compile(r"^ {0,3}(?:[-+*]|\d+\.) ", re.MULTILINE)
_TABLE = re.compile(r"[^\n|]*\|[^\n]*\n[ |:-]+(?:\n|$)")
_MANY_BLANKS = re.compile(r"[ \t]{100,}")
_CELL = re.compile(r"[\n|]")
# Tables, code, runs of blanks and tables of contents have costs of their own, as lists do.
_FOR_A_CLOSER_LOOK = ("|", "\n    ", "\t", " " * 50, "[TOC]")


# Who renders a text asks once more what it took.
@lru_cache(maxsize=2)
def cost_of(text: str) -> float:
    """Nanoseconds that the parser is busy with a text.

    Raises:
        TooSlowError: it grows with the square of the length, and is too much.
    """
    _refuse_piled_marks(text)
    return _cost_at_a_glance(text) or _cost_in_full(text)


def _refuse_piled_marks(text: str) -> None:
    # Whoever makes an id of a heading sorts them.
    if pile := piled_marks(text):
        raise TooSlowError(
            f"{pile.size:,} marks, such as accents, on one letter; take out those that do not "
            "belong to it",
            pile.start,
        )


def _cost_in_full(text: str) -> float:
    _refuse_open_brackets(text)
    return _cost_of_contents(text) + _cost_of_blocks(text)


def _cost_at_a_glance(text: str) -> float:
    """The cost of a text as most are, at most a fifth too high; 0 where that cannot be told.

    Most have few signs for their length: whatever their paragraphs are, the square is small.
    """
    if any(one in text for one in _FOR_A_CLOSER_LOOK) or text.startswith("    "):
        return 0.0
    if text.count("[") > MOST_OPEN["["] or text.count("](") > MOST_OPEN["]("]:
        return 0.0
    if text.count("<") > _most_open_tags(text) or _ITEM.search(text):
        return 0.0
    length, ends = len(text), len(_BLANK_LINES.findall(text))
    signs, lines = sum(map(text.count, _SIGNS)), text.count("\n")
    headings = len(_HEADING.findall(text))
    linear = (
        (CHARACTER + COPIED_FOR_TAG * text.count("</")) * length
        + BLOCK * (ends + 1)
        + LINE * (lines - 2 * ends + headings)
        + SIGN * signs
        + LINK * text.count("](")
    )
    beyond = (
        COPIED_FOR_SIGN * signs * (length + PUT_FOR_SIGN * signs)
        + headings * (COPIED_FOR_HEADING * length + READ_FOR_HEADING * (lines + 1))
        + READ_FOR_BRACE * text.count("{") * length
    )
    return linear + beyond if beyond < linear / 5 and linear < MOST_NANOSECONDS else 0.0


def cost_at_most(text: str) -> float:
    """As `cost_of`, at a glance where the text is short, and what it takes to refuse one."""
    if len(text) > SHORT:
        try:
            return cost_of(text)
        except TooSlowError:
            return REFUSED * len(text)
    signs = sum(map(text.count, _SIGNS))
    return CHARACTER * len(text) + SIGN * signs + BLOCK + LINE * text.count("\n")


def _cost_of_blocks(text: str) -> float:
    linear = CHARACTER * len(text) + COPIED_FOR_TAG * text.count("</") * len(text)
    beyond = 0.0
    has_blanks = _MANY_BLANKS.search(text) is not None
    is_in_list = False
    begin = 0
    for end, after in [*(found.span() for found in _BLANK_LINES.finditer(text)), (len(text), 0)]:
        block, offset, begin = text[begin:end], begin, after
        is_in_list = bool(_ITEM.match(block)) or (is_in_list and block.startswith("    "))
        lines = block.count("\n") + 1
        linear += BLOCK + LINE * (lines - 1) + ITEM * is_in_list
        is_code = not is_in_list and block.lstrip("\n").startswith("    ")
        if is_code and all(line.startswith("    ") for line in block.strip("\n").split("\n")):
            continue  # it has no signs
        texts = [block]
        if is_in_list:
            texts = _ITEM.split(block)
        elif _TABLE.match(block):
            texts = _CELL.split(block)
            linear += BLOCK * len(texts)
        headings = len(_HEADING.findall(block))
        signs = len(_SIGN.findall(block))
        linear += SIGN * signs + LINE * headings + LINK * block.count("](")
        for_headings = headings * (COPIED_FOR_HEADING * len(block) + READ_FOR_HEADING * lines)
        for_signs = sum(map(_copied, texts)) if signs else 0.0
        for_braces = READ_FOR_BRACE * sum(
            line.count("{") * len(line)
            for line in (block.split("\n") if "{" in block else ())
            if "{" in line
        )
        for_blanks = READ_FOR_BLANKS * sum(
            (found.end() - found.start() + 3 * found[0].count("\t")) ** 2
            for found in (_MANY_BLANKS.finditer(block) if has_blanks else ())
        )
        beyond += for_signs + for_headings + for_braces + for_blanks
        if beyond > MOST_NANOSECONDS:
            size = f"in {lines:,} lines ({len(block):,} characters) without a blank line"
            what = f"{signs:,} signs such as `*`, `[` and `<` {size}"
            if for_headings > for_signs:
                what = f"{headings:,} headings and rules {size}"
            if for_blanks > max(for_signs, for_headings, for_braces):
                raise TooSlowError(f"blanks without end {size}; take them out", offset)
            if for_braces > max(for_signs, for_headings):
                raise TooSlowError(
                    f"{block.count('{'):,} braces `{{` {size}; take them out", offset
                )
            raise TooSlowError(f"{what}; put blank lines between them", offset)
        if linear > MOST_LINEAR:
            raise TooSlowError(
                "too many paragraphs, lines and signs for one text; split it in two here", offset
            )
    return linear + beyond


def _cost_of_contents(text: str) -> float:
    contents = text.count("[TOC]")
    if not contents:
        return 0.0
    headings = len(_HEADING.findall(text))
    cost = WRITTEN_FOR_CONTENTS * contents * headings
    if cost > MOST_NANOSECONDS and contents > 1:
        raise TooSlowError(
            f"{contents:,} times `[TOC]` in a text of {headings:,} headings; keep one of them",
            text.index("[TOC]", text.index("[TOC]") + 1),
        )
    return cost


def _copied(text: str) -> float:
    signs = len(_SIGN.findall(text))
    return COPIED_FOR_SIGN * signs * (len(text) + PUT_FOR_SIGN * signs)


def _most_open_tags(text: str) -> int:
    return min(MOST_OPEN["<"], MOST_REREAD // (len(text) + 1))


def _refuse_open_brackets(text: str) -> None:
    most_open = MOST_OPEN | {"<": _most_open_tags(text)}
    if all(text.count(bracket) <= most for bracket, most in most_open.items()):
        return  # as in nearly every text
    open_now: Counter[str] = Counter()
    lost: Counter[str] = Counter()  # those that were open at the end of their paragraph
    for found in _BRACKET.finditer(text):
        bracket = found[0]
        if bracket in _CLOSES:
            open_now[_CLOSES[bracket]] = max(0, open_now[_CLOSES[bracket]] - 1)
        if bracket in MOST_OPEN:
            open_now[bracket] += 1
            if open_now[bracket] + lost[bracket] > most_open[bracket]:
                raise TooSlowError(
                    f"more than {most_open[bracket]:,} times `{bracket}` is opened and not closed; "
                    "close the brackets, or take them out",
                    found.start(),
                )
        if bracket.isspace():  # a link ends with its paragraph, a tag does not
            for kind in ("[", "]("):
                lost[kind] += open_now.pop(kind, 0)
