"""YAML as people type it: every value a text, every value with its place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from glossator.problems import Location, Problem

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML built without libyaml: the same events, more slowly
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

# A note is four levels deep. libyaml crashes on 100,000 nested brackets.
DEEPEST = 20
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_NULL = {"", "~", "null", "Null", "NULL"}
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M)

FieldPath = tuple[str | int, ...]

# What libyaml says, and what a person who does not know YAML needs to hear instead.
_HINTS = [
    (
        "mapping values are not allowed",
        'a colon too many: a text with ": " in it needs quotes (or a block after `|`), '
        "a field may be indented too far, or the line above lacks its colon",
    ),
    ("found character '\\t'", "a tab; indent with spaces"),
    ("found unexpected end of stream", "a quote that is opened here and never closed"),
    ("found a tab character", "a tab; indent with spaces"),
    (
        "that cannot start any token",
        "a text that begins with a character YAML keeps for itself; put the text in quotes",
    ),
    ("could not find expected ':'", "a line without `field: value`; add the colon and a space"),
    ("did not find expected key", "a line that does not fit: see its indentation and its quotes"),
    ("did not find expected '-' indicator", "a line that does not fit the list above it"),
    ("did not find expected ',' or", "a list or mapping in brackets that is never closed"),
    ("did not find expected node content", "a bracket or comma too many"),
    ("did not find expected alphabetic", "a text that begins with & or *; put it in quotes"),
    ("did not find expected whitespace", "a text that begins with !; put it in quotes"),
    ("did not find expected comment or line break", "words after `|` or `>`; begin a new line"),
    ("block sequence entries are not allowed", "a `- ` where no list can begin; begin a new line"),
    ("unknown escape character", r"a \ in double quotes; use single quotes, or write \\"),
    ("did not find expected hexadecimal", r"a \ in double quotes; use single quotes, or write \\"),
    ("did not find expected <document start>", "a line before the first field that is no field"),
    ("found unknown escape", r"a \ in double quotes; use single quotes, or write \\"),
]
_CONTEXT_IS_THE_PLACE = ("found unexpected end of stream", "did not find expected ',' or")


@dataclass
class Parsed:
    """What a YAML text holds.

    Attributes:
        data: Mappings, lists, texts and None; None too when it cannot be read.
        values: Where each value begins, by its path of fields and indices.
        keys: Where each field's name begins.
        problems: What is wrong with the YAML itself.
    """

    data: Any = None  # whatever the file holds; the model says what it may be
    values: dict[FieldPath, Location] = field(default_factory=dict)
    keys: dict[FieldPath, Location] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def place(self, path: Iterable[str | int], *, key: bool = False) -> Location:
        """Where the value (or the name) of the field at `path` begins, or what holds it.

        A single mapping where a list is allowed counts as that list's only item.
        """
        steps = tuple(path)
        for table in (self.keys, self.values) if key else (self.values, self.keys):
            for candidate in (steps, tuple(step for step in steps if step != 0)):
                if candidate in table:
                    return table[candidate]
        return self.place(steps[:-1]) if steps else self.values[()]


def split_front_matter(text: str, path: str) -> tuple[Parsed, str, int]:
    """The front matter of a Markdown file, its body, and the body's first line (from 1)."""
    found = _FRONT_MATTER.match(text)
    if found:
        parsed = parse_yaml("\n" + found["yaml"], path)
        return parsed, text[found.end() :], text.count("\n", 0, found.end()) + 1
    parsed = Parsed(values={(): Location(path)})
    message = (
        "the front matter never ends; add a line `---` below its last field"
        if text.startswith("---")
        else "there is no front matter; begin the file with a line `---`, the fields, and `---`"
    )
    parsed.problems.append(Problem(Location(path), "front-matter", message))
    return parsed, text, 1


def parse_yaml(text: str, path: str) -> Parsed:
    """The data of a YAML text with the place of every value, and all that is wrong with it.

    Plain values mean what was typed: `no`, `2026-11-23`, `12:30:45` and `007` are texts.
    """
    parsed = Parsed(values={(): Location(path)})
    control = _CONTROL.search(text)
    if control:
        at = control.start()
        line = text.count("\n", 0, at) + 1
        location = Location(path, line, at - (text.rfind("\n", 0, at) + 1) + 1)
        message = f"an invisible control character (U+{ord(control[0]):04X}); delete it"
        parsed.problems.append(Problem(location, "yaml-character", message))
        return parsed
    try:
        _Composer(parsed, path, yaml.parse(text, Loader=Loader)).compose()
    except yaml.MarkedYAMLError as error:
        parsed.data = None
        parsed.problems.append(_syntax_problem(error, text, path))
    except _TooDeepError as error:
        parsed.data = None
        message = f"nested more than {DEEPEST} levels deep; close a bracket, or unindent"
        parsed.problems.append(Problem(error.location, "yaml-depth", message))
    return parsed


class _TooDeepError(Exception):
    def __init__(self, location: Location) -> None:
        super().__init__(str(location))
        self.location = location


class _Composer:
    """Data from YAML events, without PyYAML's readings of plain values."""

    def __init__(self, parsed: Parsed, path: str, events: Iterator[yaml.Event]) -> None:
        self.parsed = parsed
        self.path = path
        self.events = events
        self.depth = 0

    def compose(self) -> None:
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents == 2:
                    message = "a second document begins; keep one note per file, without `---`"
                    self._report(event, "yaml-structure", message)
            elif isinstance(event, yaml.NodeEvent):
                value = self._value(event, ())
                if documents == 1:
                    self.parsed.data = value

    def _value(self, event: yaml.Event, path: FieldPath) -> Any:
        location = self._location(event)
        self.parsed.values.setdefault(path, location)
        if path == ():
            self.parsed.values[path] = location
        if isinstance(event, yaml.AliasEvent):
            message = f"`*{event.anchor}` is a YAML alias; write the value out, or put it in quotes"
            self._report(event, "yaml-alias", message)
            return None
        anchor = getattr(event, "anchor", None)
        if anchor:
            message = f"`&{anchor}` is a YAML anchor; take it out, or put the text in quotes"
            self._report(event, "yaml-alias", message)
        tag = getattr(event, "tag", None)
        if tag not in {None, "!"} and not str(tag).startswith("tag:yaml.org,2002:str"):
            shown = str(tag).replace("tag:yaml.org,2002:", "!!")
            self._report(event, "yaml-tag", f"`{shown}` is a YAML tag; put the text in quotes")
        if isinstance(event, yaml.ScalarEvent):
            # A quoted value, even an empty one, is meant as it stands.
            is_plain = event.implicit[0]
            return None if is_plain and event.value in _NULL else event.value
        self.depth += 1
        if self.depth > DEEPEST:
            raise _TooDeepError(location)
        value = (
            self._mapping(path)
            if isinstance(event, yaml.MappingStartEvent)
            else self._sequence(path)
        )
        self.depth -= 1
        return value

    def _sequence(self, path: FieldPath) -> list[Any]:
        items: list[Any] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._value(event, (*path, len(items))))
        return items

    def _mapping(self, path: FieldPath) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent):
                self._report(event, "yaml-structure", "a field's name must be a plain word")
                self._value(event, (*path, "?"))
                self._value(next(self.events), (*path, "?"))
                continue
            name = event.value
            place = (*path, name)
            if name in fields:
                first = self.parsed.keys[place]
                message = (
                    f"`{name}` stands here and in line {first.line}; "
                    "keep one of them (a list holds several values)"
                )
                self._report(event, "yaml-duplicate-key", message)
                self._value(next(self.events), (*place, "again"))
                continue
            self.parsed.keys[place] = self._location(event)
            fields[name] = self._value(next(self.events), place)
        return fields

    def _location(self, event: yaml.Event) -> Location:
        mark = event.start_mark
        return Location(self.path, mark.line + 1, mark.column + 1) if mark else Location(self.path)

    def _report(self, event: yaml.Event, code: str, message: str) -> None:
        self.parsed.problems.append(Problem(self._location(event), code, message))


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, path: str) -> Problem:
    said = f"{error.context or ''} {error.problem or ''}".strip()
    hint = next((hint for words, hint in _HINTS if words in said), "")
    at = error.problem_mark
    if (
        at
        and text.split("\n")[at.line : at.line + 1]
        and "\t" in (text.split("\n")[at.line][at.column : at.column + 1])
    ):
        hint = "a tab; indent with spaces"
    # For what never ends, its beginning tells more than the end of the file.
    prefers_context = any(words in said for words in _CONTEXT_IS_THE_PLACE)
    mark = (error.context_mark if prefers_context else None) or error.problem_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.split("\n")
    if not prefers_context and line < len(lines) and lines[line][:column].strip("\t ") == "":
        # libyaml points before the indentation: point at the first character instead.
        column = len(lines[line]) - len(lines[line].lstrip())
    message = f"this cannot be read as YAML: {hint or said}"
    return Problem(Location(path, line + 1, column + 1), "yaml-syntax", message)
