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
# What YAML 1.1 refuses, and what it takes for line ends while editors do not.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_NULL = {"", "~", "null", "Null", "NULL"}
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M)

FieldPath = tuple[str | int, ...]

# What libyaml says, and what a person who does not know YAML needs to hear instead.
_HINTS = [
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
    (
        "found invalid Unicode character",
        "an escape of half a character; write the character itself",
    ),
    ("found unknown escape", r"a \ in double quotes; use single quotes, or write \\"),
]
_CONTEXT_IS_THE_PLACE = (
    "found unexpected end of stream",
    "did not find expected ',' or",
    "could not find expected ':'",
    "did not find expected alphabetic",
)
_FIELD_WITHOUT_SPACE = re.compile(r"[ \t]*(?:- +)?[\w-]+(?=:\S)")


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

    def has_field(self, path: Iterable[str | int]) -> bool:
        """Whether the file names the field at `path`, if only to leave it empty."""
        steps = tuple(path)
        return any(candidate in self.keys for candidate in _ways_to(steps))

    def place(self, path: Iterable[str | int], *, key: bool = False) -> Location:
        """Where the value (or the name) of the field at `path` begins, or what holds it.

        A single mapping where a list is allowed counts as that list's only item.
        """
        steps = tuple(path)
        for table in (self.keys, self.values) if key else (self.values, self.keys):
            for candidate in _ways_to(steps):
                if candidate in table:
                    return table[candidate]
        return self.place(steps[:-1]) if steps else self.values[()]


def _ways_to(steps: FieldPath) -> tuple[FieldPath, FieldPath]:
    """The path as it is, and as it is where a single mapping stands in a list's stead."""
    return steps, tuple(step for step in steps if step != 0)


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
    composer = _Composer(parsed, path, events_of(text))
    try:
        composer.compose()
    except yaml.MarkedYAMLError as error:
        parsed.data = None
        problem = _open_quote_problem(error, composer.last_quote, path)
        parsed.problems.append(problem or _syntax_problem(error, text, path))
    except _TooDeepError as error:
        parsed.data = None
        message = f"nested more than {DEEPEST} levels deep; close a bracket, or unindent"
        parsed.problems.append(Problem(error.location, "yaml-depth", message))
    return parsed


def events_of(text: str) -> Iterator[yaml.Event]:
    """The events of a YAML text, in order; raises `yaml.MarkedYAMLError` where it has errors."""
    return yaml.parse(text, Loader=Loader)


def tokens_of(text: str) -> Iterator[yaml.Token]:
    """The tokens of a YAML text, in order; raises as `events_of` does."""
    return yaml.scan(text, Loader=Loader)


def scalar_value(event: yaml.ScalarEvent) -> str | None:
    """What was typed; None where nothing was, or a plain `null`."""
    # A quoted value, even an empty one, is meant as it stands.
    is_plain = event.implicit[0]
    return None if is_plain and event.value in _NULL else str(event.value)


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
        self.last_quote: yaml.ScalarEvent | None = None

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
            self._refuse_control(event)
            self.last_quote = event if event.style in {"'", '"'} else None
            return scalar_value(event)
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
                self._report(
                    event, "yaml-structure", "a field's name is a plain word; write `name: value`"
                )
                self._value(event, (*path, "?"))
                self._value(next(self.events), (*path, "?"))
                continue
            self._refuse_control(event)
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

    def _refuse_control(self, event: yaml.ScalarEvent) -> None:
        """Report a control character that is written as an escape."""
        control = _CONTROL.search(event.value)
        if control:
            message = f"the escape of a control character (U+{ord(control[0]):04X}); delete it"
            self._report(event, "yaml-character", message)

    def _location(self, event: yaml.Event) -> Location:
        mark = event.start_mark
        return Location(self.path, mark.line + 1, mark.column + 1) if mark else Location(self.path)

    def _report(self, event: yaml.Event, code: str, message: str) -> None:
        self.parsed.problems.append(Problem(self._location(event), code, message))


def _open_quote_problem(
    error: yaml.MarkedYAMLError, quote: yaml.ScalarEvent | None, path: str
) -> Problem | None:
    """A quote that ran on to the next quotation mark, lines below, and broke off there."""
    mark = error.problem_mark
    if not (quote and mark and quote.start_mark and quote.end_mark):
        return None
    if not quote.start_mark.line < quote.end_mark.line == mark.line:
        return None
    message = (
        "this cannot be read as YAML: a quote that is opened here and closed only in line "
        f"{mark.line + 1}; close it, or write a long text below `|`"
    )
    place = Location(path, quote.start_mark.line + 1, quote.start_mark.column + 1)
    return Problem(place, "yaml-syntax", message)


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, path: str) -> Problem:
    said = f"{error.context or ''} {error.problem or ''}".strip()
    hint = next((hint for words, hint in _HINTS if words in said), said)
    # For what never ends, its beginning tells more than the end of the file.
    prefers_context = any(words in said for words in _CONTEXT_IS_THE_PLACE)
    mark = (error.context_mark if prefers_context else None) or error.problem_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = [*text.split("\n"), ""]
    before, behind = lines[line][:column], lines[line][column:]
    if "\t" in before + behind[:1] and not before.strip():
        hint, column = "a tab; indent with spaces", lines[line].index("\t")
    elif "mapping values are not allowed" in said:
        hint, line, column = _colon_advice(lines, line, column)
    elif "did not find expected key" in said and before.rstrip().endswith(("'", '"')):
        hint = (
            "words behind a closing quote; put the whole text in quotes of the other kind, "
            "or close the quote above"
        )
    elif not prefers_context and not before.strip():
        # libyaml points before the indentation: point at the first character instead.
        column = len(lines[line]) - len(lines[line].lstrip())
    message = f"this cannot be read as YAML: {hint}"
    return Problem(Location(path, line + 1, column + 1), "yaml-syntax", message)


def _colon_advice(lines: list[str], line: int, column: int) -> tuple[str, int, int]:
    """What is wrong where a colon cannot stand, with the line and the column (from 0)."""
    if ": " in lines[line][:column]:
        return 'a ": " inside a text; put the text in quotes', line, column
    above = next((n for n in range(line - 1, -1, -1) if lines[n].strip()), line)
    found = _FIELD_WITHOUT_SPACE.match(lines[above])
    if found:
        return "a colon without a space behind it; add the space", above, found.end()
    here, there = (len(lines[n]) - len(lines[n].lstrip()) for n in (line, above))
    if here > there:
        hint = (
            "a field that is indented further than the one above it; align the two, "
            "or, if this goes on with a text, put that text in quotes"
        )
        return hint, line, here
    return "a line without `field: value`; add the colon and a space", above, there
