"""YAML as people type it: every value a text, every value with its place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from glossator.content.conflicts import conflict_problems
from glossator.content.odd_signs import odd_block
from glossator.content.parsed import FieldPath, Parsed
from glossator.content.plain_yaml import NULLS, read_plainly
from glossator.content.yaml_comments import explains, following_lines, lost_texts, position
from glossator.content.yaml_errors import syntax_problem
from glossator.problems import Location, Problem

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML built without libyaml: the same events, more slowly
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

# A note is four levels deep. libyaml crashes on 100,000 nested brackets.
DEEPEST = 20
# What an event says of a value without a tag, or with one that makes it the text that it is.
_TEXT = frozenset((None, "tag:yaml.org,2002:str"))
# What YAML 1.1 refuses, and what it takes for line ends while editors do not.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def parse_yaml(text: str, path: str) -> Parsed:
    """The data of a YAML text with the place of every value, and all that is wrong with it.

    Plain values mean what was typed: `no`, `2026-11-23`, `12:30:45` and `007` are texts.
    """
    # What can be seen is no control character, which is known sooner.
    is_clean = text.replace("\n", "").isprintable() or not _CONTROL.search(text)
    data = read_plainly(text) if is_clean else None
    return read_with_places(text, path) if data is None else PlacedWhenAsked(data, text, path)


class PlacedWhenAsked(Parsed):
    """The data of a YAML text with which all is well; its places are read when they are asked for.

    Places are for messages, and of most notes there is nothing to say.
    """

    def __init__(self, data: Any, text: str, path: str) -> None:
        self.data = data
        self.problems = []
        self._text = text
        self._path = path

    def __getattr__(self, name: str) -> Any:  # called for what is not there yet
        if name not in {"values", "keys"}:
            raise AttributeError(name)
        read = read_with_places(self._text, self._path)
        self.values, self.keys = read.values, read.keys
        self._text = ""
        return getattr(self, name)


def read_with_places(text: str, path: str) -> Parsed:
    """As `parse_yaml`, by the events of a YAML reader."""
    parsed = Parsed(values={(): Location(path)})
    control = _CONTROL.search(text)
    if control:
        at = control.start()
        line = text.count("\n", 0, at) + 1
        location = Location(path, line, at - (text.rfind("\n", 0, at) + 1) + 1)
        message = f"an invisible control character (U+{ord(control[0]):04X}); delete it"
        parsed.problems.append(Problem(location, "yaml-character", message))
        return parsed
    parsed.problems += conflict_problems(text, path, is_yaml=True)
    if parsed.problems:
        return parsed
    composer = _Composer(parsed, path, events_of(text))
    try:
        composer.compose()
        parsed.problems += lost_texts(text, path, composer.scalars)
    except yaml.MarkedYAMLError as error:
        parsed.data = None
        problem = syntax_problem(error, text, path, last_quote=composer.last_quote)
        lost = lost_texts(text, path, composer.scalars, position(error.problem_mark))
        following = following_lines(text.split("\n")) if lost else []
        if not any(explains(one, problem, following) for one in lost):
            parsed.problems.append(problem)
        parsed.problems += lost
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
    return None if is_plain and event.value in NULLS else str(event.value)


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
        self.scalars: list[yaml.ScalarEvent] = []  # names and values, as they stand

    def compose(self) -> None:
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents == 2:
                    message = "a second document begins; keep one note per file, without `---`"
                    self._report(event, "yaml-structure", message)
            elif isinstance(event, yaml.NodeEvent):
                if documents == 1:
                    self.parsed.values[()] = self._location(event)
                value = self._value(event, ())
                if documents == 1:
                    self.parsed.data = value

    def _value(self, event: yaml.Event, path: FieldPath) -> Any:
        location = self._location(event)
        self.parsed.values.setdefault(path, location)
        if isinstance(event, yaml.AliasEvent):
            message = f"`*{event.anchor}` is a YAML alias; write the value out, or put it in quotes"
            self._report(event, "yaml-alias", message)
            return None
        anchor = getattr(event, "anchor", None)
        if anchor:
            message = f"`&{anchor}` is a YAML anchor; take it out, or put the text in quotes"
            self._report(event, "yaml-alias", message)
        tag = getattr(event, "tag", None)
        if tag not in _TEXT:
            shown = str(tag).replace("tag:yaml.org,2002:", "!!")
            self._report(event, "yaml-tag", f"`{shown}` is a YAML tag; put the text in quotes")
        if isinstance(event, yaml.ScalarEvent):
            self._take(event)
            self._refuse_odd_block(event)
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
            self._take(event)
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

    def _take(self, event: yaml.ScalarEvent) -> None:
        """Keep the name or value, and report a control character that is written as an escape."""
        self.scalars.append(event)
        control = _CONTROL.search(event.value)
        if control:
            message = f"the escape of a control character (U+{ord(control[0]):04X}); delete it"
            self._report(event, "yaml-character", message)

    def _refuse_odd_block(self, event: yaml.ScalarEvent) -> None:
        """Report a text of several lines that begins with a sign which only looks like `|`."""
        begin, end = event.start_mark, event.end_mark
        is_long = begin is not None and end is not None and begin.line < end.line
        message = odd_block(event.value) if is_long and not event.style else None
        if message:
            self._report(event, "yaml-syntax", message)

    def _location(self, event: yaml.Event) -> Location:
        mark = event.start_mark
        return Location(self.path, mark.line + 1, mark.column + 1) if mark else Location(self.path)

    def _report(self, event: yaml.Event, code: str, message: str) -> None:
        self.parsed.problems.append(Problem(self._location(event), code, message))
