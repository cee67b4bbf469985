"""The canonical text of an annotation's file: the same from the browser, the editor and here."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any

from glossator.content.files import SCHEMA_FILE
from glossator.content.model import Annotation, Change, Creator, Source, Target
from glossator.content.validate import validate_record
from glossator.content.yaml_source import parse_yaml
from glossator.content.yaml_style import is_plain, write_value
from glossator.editing.yaml_tree import Collection, Document, Entry, Scalar, parse_tree, tree_of
from glossator.problems import Problem

_MODELINE = re.compile(r"#\s*yaml-language-server:\s*\$schema=")
# Short lists of short words, which read best on one line.
_ON_ONE_LINE = {"topics", "creator", "redirect_from"}
_INDENT = 2
_FIELDS = {
    "": tuple(Annotation.model_fields),
    "target": tuple(Target.model_fields),
    "sources": tuple(Source.model_fields),
    "creator": tuple(Creator.model_fields),
    "changes": tuple(Change.model_fields),
}


def modeline(path: str, *, docs: str = "docs") -> str:
    """The first line of the note at `path`, by which editors find the schema.

    Relative, so that it holds offline and in every copy of the repository.
    """
    schema = posixpath.relpath(posixpath.join(docs, SCHEMA_FILE), posixpath.dirname(path))
    return f"# yaml-language-server: $schema={schema}"


def note_text(data: Mapping[str, Any], path: str, *, docs: str = "docs") -> str:
    """The file of a new note with the fields `data`, which is to stand at `path`.

    Fields without value are left out. Paths are POSIX paths relative to the site's root.
    """
    held = _with_value(dict(data))
    targets = held.get("target")
    if isinstance(targets, list) and len(targets) == 1:
        held["target"] = targets[0]
    root = tree_of(held)
    if not isinstance(root, Collection):
        raise TypeError("a note is a mapping of fields")
    return write_document(Document(root), path, docs=docs)


def tidy_note(text: str, path: str, *, docs: str = "docs") -> tuple[str | None, list[Problem]]:
    """The text in canonical form, with all its comments; or None, and why not.

    The values stay as they are: a text that cannot be read, or that would not mean the same
    afterwards, is not touched.
    """
    parsed = parse_yaml(text, path)
    if parsed.problems or not isinstance(parsed.data, dict):
        return None, validate_record(parsed, Annotation)[1]
    tidy = write_document(parse_tree(text), path, docs=docs)
    again = parse_yaml(tidy, path)
    if again.problems or again.data != parsed.data:
        place = parsed.place(())
        message = "this cannot be put in order without changing what it says; simplify its YAML"
        return None, [Problem(place, "yaml-structure", message)]
    return tidy, []


def write_document(document: Document, path: str, *, docs: str = "docs") -> str:
    """The canonical text of a tree; the fields of its mappings are put in order."""
    header = _without_modeline(document.header)
    _arrange(document.root, "")
    lines = [modeline(path, docs=docs), *header, *([""] if header else [])]
    lines += _collection(document.root, 0) if document.root.entries else ["{}"]
    return "\n".join(lines) + "\n"


def _with_value(data: Any) -> Any:
    """The data without fields and items that are empty, at every depth."""
    empty: tuple[object, ...] = (None, "", [], {})
    if isinstance(data, dict):
        held = {key: _with_value(value) for key, value in data.items()}
        return {key: value for key, value in held.items() if value not in empty}
    if isinstance(data, list | tuple):
        return [value for value in map(_with_value, data) if value not in empty]
    return data


def _without_modeline(comments: list[str]) -> list[str]:
    return [line for line in comments if not _MODELINE.match(line)]


def _arrange(collection: Collection, holder: str) -> None:
    """Put the fields in the model's order; unknown ones follow in their own."""
    order = {name: number for number, name in enumerate(_FIELDS.get(holder, ()))}
    if collection.is_mapping:
        collection.entries.sort(key=lambda entry: order.get(entry.key or "", len(order)))
    collection.tail = _without_modeline(collection.tail)
    for entry in collection.entries:
        entry.above = _without_modeline(entry.above)
        if isinstance(entry.value, Collection):
            # An item is in the order of its list; below unknown fields nothing is known.
            inner = holder if entry.key is None else entry.key if holder == "" else "?"
            _arrange(entry.value, inner)


def _collection(collection: Collection, indent: int) -> list[str]:
    pad = " " * indent
    lines: list[str] = []
    for entry in collection.entries:
        lines += [pad + comment for comment in entry.above]
        lines += _entry(entry, indent)
    return lines + [pad + comment for comment in collection.tail]


def _entry(entry: Entry, indent: int) -> list[str]:
    pad = " " * indent
    head = pad + ("-" if entry.key is None else f"{_name(entry.key)}:")
    behind = f"  {entry.behind}" if entry.behind else ""
    value = entry.value
    if isinstance(value, Scalar):
        if value.value is None:
            return [head + behind]
        written = write_value(value.value, field=entry.key or "", indent=indent + _INDENT)
        first, *rest = written.split("\n")
        return [f"{head} {first}{behind}", *rest]
    if not value.entries:
        comments = "".join(f"  {line}" for line in [entry.behind, *value.tail] if line)
        return [f"{head} {'{}' if value.is_mapping else '[]'}{comments}"]
    if indent == 0 and entry.key in _ON_ONE_LINE and _fits_on_one_line(value):
        return [f"{head} {_flow(value)}{behind}"]
    below = _collection(value, indent + _INDENT)
    if entry.key is not None:
        return [head + behind, *below]
    # The first line of an item stands behind its hyphen.
    above = [pad + entry.behind] if entry.behind else []
    return [*above, f"{head} {below[0][indent + _INDENT :]}", *below[1:]]


def _fits_on_one_line(value: Collection) -> bool:
    return not value.tail and all(
        isinstance(entry.value, Scalar)
        and entry.value.value is not None
        and not entry.above
        and not entry.behind
        for entry in value.entries
    )


def _flow(value: Collection) -> str:
    words = ", ".join(_flow_items(value))
    return f"{{{words}}}" if value.is_mapping else f"[{words}]"


def _flow_items(value: Collection) -> Iterator[str]:
    for entry in value.entries:
        name = "" if entry.key is None else f"{_name(entry.key)}: "
        if isinstance(entry.value, Scalar):
            text = write_value(entry.value.value or "", field=entry.key or "", in_flow=True)
            yield name + text


def _name(key: str) -> str:
    return key if is_plain(key, in_flow=True) else write_value(key, field="prefix")
