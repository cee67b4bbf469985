"""What is kept of a record says what the model says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import BaseModel

from glossator.content.model import Annotation
from glossator.content.page_model import ArticleMeta, PageMeta, TopicMeta
from glossator.site.stored_records import (
    StoredRecord,
    stored_annotation,
    stored_meta,
    stored_page_meta,
    stored_topic_meta,
)

SOURCE = {"url": "https://archive.example.org/a", "publisher": "Example Archive"}
FULL_SOURCE = SOURCE | {
    "title": "A title",
    "via": "Example Portal",
    "published": "2025-09",
    "accessed": "2026-11-23",
    "archive": "https://archive.example.org/b",
    "supports": "It says so.",
}
NOTE: dict[str, Any] = {
    "kind": "correction",
    "title": "Ten times too small",
    "target": [
        {"exact": "a tenth", "prefix": "by ", "suffix": " of"},
        {"exact": "5", "replacement": "6"},
    ],
    "replacement": "a half",
    "reason": "figure",
    "confidence": "high",
    "sources": [SOURCE, FULL_SOURCE],
    "topics": ["export-controls"],
    "status": "resolved",
    "creator": {"name": "Example Person", "github": "example-person"},
    "created": "2026-11-23",
    "modified": "2026-11-24",
    "changes": [{"date": "2026-11-24", "text": "The year was wrong."}],
    "redirect_from": ["bridge-cost", "old-article/bridge"],
}
META = {
    "title": "A bridge",
    "source": {
        "url": "https://news.example.org/bridge",
        "archive": "https://archive.example.org/bridge",
        "publisher": "Example Daily",
        "via": "Example Portal",
        "author": "Example Person",
        "published": "2025-09-24",
        "language": "zh-TW",
        "translated": "machine",
    },
    "retrieved": "2026-11-23",
    "rights": "Test data.",
    "topics": ["export-controls"],
    "sha256": "0" * 64,
    "redirect_from": ["old"],
}
TOPIC = {
    "title": "Bridges",
    "aliases": ["bridge", "puente"],
    "summary": "Two sentences.",
    "timeline": [{"date": "2025", "text": "It was built.", "sources": [SOURCE]}],
    "sources": [FULL_SOURCE],
    "redirect_from": ["topics/old"],
}
PAGE = {
    "title": "About",
    "description": "What it is.",
    "hide": ["toc"],
    "search": {"exclude": "true", "boost": "2"},
    "redirect_from": ["old"],
}
KINDS: list[tuple[type[BaseModel], Callable[[dict[str, Any]], object], dict[str, Any]]] = [
    (Annotation, stored_annotation, NOTE),
    (Annotation, stored_annotation, {"kind": "context"}),
    (ArticleMeta, stored_meta, META),
    (ArticleMeta, stored_meta, {"title": "A", "source": SOURCE}),
    (TopicMeta, stored_topic_meta, TOPIC),
    (TopicMeta, stored_topic_meta, {"title": "A", "summary": "B"}),
    (PageMeta, stored_page_meta, PAGE),
    (PageMeta, stored_page_meta, {}),
]


def kept(record: BaseModel) -> dict[str, Any]:
    return record.model_dump(mode="json", exclude_defaults=True, exclude={"body"})


@pytest.mark.parametrize(("model", "stored", "fields"), KINDS)
def test_a_stored_record_has_all_fields_of_the_model_but_a_body(
    model: type[BaseModel], stored: Callable[[dict[str, Any]], object], fields: dict[str, Any]
) -> None:
    record = model.model_validate(fields)
    found = stored(kept(record))
    assert isinstance(found, StoredRecord)
    assert found.model_dump() == record.model_dump(exclude={"body"})


@pytest.mark.parametrize(("model", "stored", "fields"), KINDS)
def test_equal_records_are_equal_and_others_are_not(
    model: type[BaseModel], stored: Callable[[dict[str, Any]], object], fields: dict[str, Any]
) -> None:
    one, other = (stored(kept(model.model_validate(fields))) for _ in "ab")
    assert one == other
    assert hash(one) == hash(other)
    assert repr(one) == repr(other)
    different = stored({**kept(model.model_validate(fields)), "title": "Another"})
    assert one != different


def test_a_stored_note_has_the_replacements_of_the_model() -> None:
    note = Annotation.model_validate(NOTE)
    stored = stored_annotation(kept(note))
    assert [stored.replacement_at(0), stored.replacement_at(1)] == ["a half", "6"]
    assert [note.replacement_at(0), note.replacement_at(1)] == ["a half", "6"]


def test_every_field_of_the_models_is_tried_here() -> None:
    for model, _, fields in KINDS[::2]:
        assert {*fields} | {"body"} == {*model.model_fields} | {"body"}
    assert {*FULL_SOURCE} == {*stored_annotation(NOTE).sources[1].model_dump()}
