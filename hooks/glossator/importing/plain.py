"""Plain text as Markdown: wrapped lines joined, and those that mean something kept apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal
from unicodedata import east_asian_width

from glossator.content.deceptive_text import without_deceptive
from glossator.importing.leaves import CONTROL
from glossator.importing.markdown import escape_text, words_of
from glossator.weaving.markdown import MarkdownError

Kind = Literal["prose", "lines", "table"]

_INDENT = re.compile("[ \u3000\xa0]*")
# `* steel`, `- stone`, `• wood`, `1. open`, `(a) shut`, and `— who speaks here?`
_ITEM = re.compile(r"(?:[*•‣◦▪·–—+-]|\(?(?:\d{1,3}|[A-Za-z]|[ivx]{1,4})[.)])[ \u3000\xa0]+\S")
# `Q: why?`, `A. because`, `The mayor: no`, `记者：为什么？`
_SPEAKER = re.compile(r"(?:[QAFRPV][.:]|[^\W\d_][^\n:：.!?]{0,30}[:：])(?=\s|[^\x00-\x7f])\s*\S?")
_COLUMNS = re.compile(r"(?<=\S)(?: {2,}|\t+)(?=\S)")
# A sentence is over, or a colon leads on to what follows.
_ENDS = re.compile(r"[.!?…:;。！？：；][\"'”’»)\]」』]*$")
# Columns. Nobody wraps prose into narrower ones, nor into wider ones.
_NARROWEST = 40
_WIDEST = 120
# Columns by which people who wrap their lines by hand stay short of the margin.
_RAGGED = 8
# Of the lines of wrapped text: those that end earlier all the same.
_MOST_SHORT = 0.2
# A paragraph's first line is moved in by no more.
_DEEPEST_INDENT = 12
_LONGEST_HEADLINE = 200


@dataclass(frozen=True, slots=True)
class Block:
    """Some lines of a text that stand together.

    Attributes:
        kind: Whether they are one paragraph, lines of their own, or a table.
        lines: The lines, without blanks at their ends; those of prose are wrapped anyhow.
    """

    kind: Kind
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """All of its words."""
        return "\n".join(line.strip() for line in self.lines)


def read_plain(text: str) -> list[Block]:
    """The blocks of a plain text, in order; of a text without words, none."""
    lines = [_clean(line) for line in text.split("\n")]
    groups = [tuple(group) for group in _groups(lines)]
    if len(groups) == 1:
        groups = list(_without_blank_lines(groups[0]))
    return [block for group in groups for block in _blocks(group)]


def headline_of(blocks: Sequence[Block]) -> str:
    """The headline: a first line that stands alone and has more below it; or nothing."""
    first = blocks[0]
    is_alone = len(blocks) > 1 and len(first.lines) == 1 and first.kind == "prose"
    is_alone = is_alone and not _are_all_moved_in(first.lines)
    return first.text if is_alone and len(first.text) <= _LONGEST_HEADLINE else ""


def write_block(block: Block) -> str:
    """The Markdown of a block; as prose, where its words could not be kept otherwise."""
    plain = escape_text(_spaced(block.text))
    if block.kind == "lines":
        written = plain.replace("\n", "<br>\n")
    elif block.kind == "table":
        written = _table(block)
    else:
        return plain
    try:
        is_kept = words_of(written) == block.text.split()
    except MarkdownError:
        is_kept = False
    return written if is_kept else plain


def _clean(line: str) -> str:
    line = without_deceptive(CONTROL.sub("", line.replace("\f", " "))).rstrip(" \t")
    words = line.lstrip(" \t")
    # Tabs between words part columns, however few blanks they come to.
    return f"{line[: len(line) - len(words)].expandtabs(8)}{words}"


def _spaced(text: str) -> str:
    return re.sub(" {2,}|\t+", " ", text)


def _groups(lines: Sequence[str]) -> Iterator[list[str]]:
    group: list[str] = []
    for line in (*lines, ""):
        if line.strip():
            group.append(line)
        elif group:
            yield group
            group = []


def _width(text: str) -> int:
    """Columns: letters of Chinese, Japanese and Korean take two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _indent(line: str) -> int:
    found = _INDENT.match(line)
    return _width(found[0]) if found else 0


def _without_blank_lines(lines: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The groups of a text that has no blank line: its headline, and the rest."""
    if len(lines) < 2:
        yield lines
        return
    if max(map(_width, lines)) > _WIDEST:  # each line is a paragraph
        yield from ((line,) for line in lines)
        return
    rest = lines[1:]
    is_open = not _ENDS.search(lines[0])
    is_headline = is_open and not _continues(lines[0], lines[1], _most(rest))
    is_headline = is_headline or (is_open and _is_structured(rest))
    is_first = _indent(lines[1]) > _indent(lines[0])
    is_item = _ITEM.match(lines[0].strip()) or _SPEAKER.match(lines[0].strip())
    is_like_rest = bool(is_item or _COLUMNS.search(lines[0].strip()))
    is_text = _is_wrapped(rest) or len(_paragraphs(rest)) > 1 or _is_structured(rest)
    if not is_like_rest and len(rest) > 1 and (is_headline or is_first) and is_text:
        yield lines[:1]
        yield rest
    elif _is_wrapped(lines) or len(_paragraphs(lines)) > 1 or _is_structured(lines):
        yield lines
    elif max(map(_width, rest)) > _NARROWEST:
        yield from ((line,) for line in lines)
    else:
        yield lines


def _is_structured(lines: Sequence[str]) -> bool:
    stripped = [line.strip() for line in lines]
    return (
        sum(bool(_ITEM.match(line)) for line in stripped) > 1
        or sum(bool(_SPEAKER.match(line)) for line in stripped) > 1
        or _is_table(lines)
    )


def _blocks(lines: tuple[str, ...]) -> Iterator[Block]:
    """The blocks of a group of lines between blank ones."""
    if len(lines) == 1:
        yield Block("prose", lines)
        return
    at, until = _table_in(lines)
    if at < until:
        yield from _blocks(lines[:at]) if at else ()
        yield Block("table", lines[at:until])
        yield from _blocks(lines[until:]) if until < len(lines) else ()
        return
    starts = _starts(lines)
    if starts:
        yield Block("lines", tuple(_joined(lines, starts)))
        return
    paragraphs = _paragraphs(lines)
    if len(paragraphs) > 1:
        yield from (Block("prose", paragraph) for paragraph in paragraphs)
    elif min(map(_width, lines)) > _WIDEST:
        yield from (Block("prose", (line,)) for line in lines)
    elif _is_wrapped(lines):
        yield Block("prose", lines)
    else:
        yield Block("lines", lines)


def _starts(lines: Sequence[str]) -> set[int]:
    """The numbers of the lines that begin an item or what somebody says; none for other texts."""
    stripped = [line.strip() for line in lines]
    for pattern in (_ITEM, _SPEAKER):
        found = {number for number, line in enumerate(stripped) if pattern.match(line)}
        is_all = len(found) > 1 and (0 in found or 1 in found)
        # In wrapped prose a dash or a colon comes to stand at the beginning of a line by chance.
        if is_all and (pattern is _ITEM or not _is_wrapped(lines) or _ends_before(lines, found)):
            return found | {0}
    return set()


def _ends_before(lines: Sequence[str], starts: set[int]) -> bool:
    return all(_ENDS.search(lines[number - 1].strip()) for number in starts if number)


def _joined(lines: Sequence[str], starts: set[int]) -> Iterator[str]:
    """The lines, with those that go on with an item behind it."""
    now = ""
    for number, line in enumerate(lines):
        if number in starts and now:
            yield now
            now = ""
        now = f"{now} {line.strip()}".strip()
    yield now


def _paragraphs(lines: Sequence[str]) -> list[tuple[str, ...]]:
    """The lines divided where one is moved in, if that is how the text parts its paragraphs."""
    if _are_all_moved_in(lines):
        return [(line,) for line in lines]
    base = min(map(_indent, lines))
    firsts = [n for n, line in enumerate(lines) if 0 < _indent(line) - base <= _DEEPEST_INDENT]
    if not firsts or len(firsts) == len(lines):
        return [tuple(lines)]
    parts = [
        tuple(lines[begin:end])
        for begin, end in zip([0, *firsts], [*firsts, len(lines)], strict=True)
        if begin < end
    ]
    most = _most(lines)
    before = [lines[number - 1].strip() for number in firsts if number]
    ended = sum(bool(_ENDS.search(line)) for line in before)
    is_prose = most >= _NARROWEST and all(
        len(part) == 1 or _is_wrapped(part, most) for part in parts
    )
    return parts if is_prose and ended * 2 >= len(before) else [tuple(lines)]


def _are_all_moved_in(lines: Sequence[str]) -> bool:
    """Whether each line is a paragraph of Chinese or Japanese; verse is in short lines."""
    is_each = all(line.startswith("\u3000") and _ENDS.search(line) for line in lines)
    return is_each and _most(lines) >= _NARROWEST


def _most(lines: Sequence[str]) -> int:
    return max(_width(line.rstrip()) for line in lines)


def _continues(line: str, following: str, most: int) -> bool:
    """Whether the line is as full as wrapping makes it: the next word did not fit."""
    word = (following.split() or [""])[0]
    return _width(line) + 1 + _width(word) > most - _RAGGED


def _is_wrapped(lines: Sequence[str], most: int = 0) -> bool:
    """Whether the lines are one paragraph, wrapped at some margin."""
    most = most or _most(lines)
    pairs = list(pairwise(lines))
    if most < _NARROWEST:
        # Of two short lines the first of which is a sentence, nobody can tell.
        ends = (
            len(pairs) == 1 and bool(_ENDS.search(lines[0])) and len(set(map(_indent, lines))) == 1
        )
        return ends or not pairs
    if most > _WIDEST + _RAGGED:
        return False
    short = sum(not _continues(*pair, most) for pair in pairs)
    return short <= _MOST_SHORT * len(pairs)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in _COLUMNS.split(line.strip())]


def _is_table(lines: Sequence[str]) -> bool:
    return len(lines) > 1 and all(len(_cells(line)) > 1 for line in lines)


def _table_in(lines: Sequence[str]) -> tuple[int, int]:
    """From which to which line the group is a table in columns; nothing where it has none."""
    number = 0
    while number < len(lines):
        end = number
        while end < len(lines) and len(_cells(lines[end])) > 1:
            end += 1
        counts = {len(_cells(line)) for line in lines[number:end]}
        # Justified text has wide blanks here and there.
        if end - number > 1 and (len(counts) == 1 or _is_aligned(lines[number:end])):
            return number, end
        number = end + 1
    return 0, 0


def _is_aligned(lines: Sequence[str]) -> bool:
    """Whether columns begin below each other, though some cells are empty."""
    starts = [{found.end() for found in _COLUMNS.finditer(line)} for line in lines]
    return all(len(one & other) > 0 for one, other in pairwise(starts))


def _table(block: Block) -> str:
    rows = [_cells(line) for line in block.lines]
    if len({len(row) for row in rows}) > 1:  # some cells are empty, and nobody can tell which
        return "\n".join(f"    {line.expandtabs(8)}" for line in block.lines)
    written = ["| " + " | ".join(escape_text(_spaced(cell)) for cell in row) + " |" for row in rows]
    written.insert(1, "|" + " --- |" * len(rows[0]))
    return "\n".join(written)
