"""A made-up article with its notes, as the files of either site."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from glossator.content.corpus import body_digest
from made_articles import MadeArticle
from made_notes import PUBLISHER, MadeNote
from made_words import TOPICS, upper


def write_article(root: Path, article: MadeArticle, notes: list[MadeNote]) -> None:
    """Write them as a site of Glossator's has them."""
    body = "\n" + article.body()
    head = {
        "title": article.title,
        "source": {
            "url": article.url,
            "publisher": PUBLISHER,
            "published": article.published,
            "language": "en",
        },
        "retrieved": "2026-06-01",
        "rights": "Test data; nobody's.",
        "topics": article.topics,
        "sha256": body_digest(body),
    }
    path = root / "docs/articles" / f"{article.slug}.md"
    write(path, f"---\n{''.join(yaml_of(head))}---\n{body}")
    for note in notes:
        fields = note.fields | {"status": "published", "creator": {"name": "Test author"}}
        path = root / "annotations" / article.slug / f"{note.id}.yaml"
        write(path, "".join(yaml_of(fields)))


def write_peer_article(root: Path, article: MadeArticle, notes: list[MadeNote]) -> None:
    """Write them as plain MkDocs has them: each note is a footnote."""
    head = f"---\ntitle: {json.dumps(article.title)}\nhide: [navigation]\n---\n\n"
    title, rest = article.body(with_footnotes=True).split("\n\n", 1)
    byline = f"{PUBLISHER}, {article.published}. [Original]({article.url})"
    footnotes = "\n".join(_footnote(note) for note in notes)
    path = root / "docs/articles" / f"{article.slug}.md"
    write(path, f"{head}{title}\n\n{byline}\n\n{rest}\n{footnotes}")


def _footnote(note: MadeNote) -> str:
    """The note as an author of plain Markdown would write it: the same words and links."""
    fields = note.fields
    lines = [f"[^{note.id}]:", f"    **{upper(fields['kind'])}: {fields['title']}**", ""]
    if "replacement" in fields:
        lines += [f"    - {t['exact']} → {fields['replacement']}" for t in fields["target"]]
    else:
        lines += [f"    - “{target['exact']}”" for target in fields["target"]]
    lines += ["", *(f"    {line}" for line in fields["body"]), ""]
    for source in fields["sources"]:
        lines.append(
            f"    - [{source['title']}]({source['url']}), {source['publisher']}, "
            f"{source['published']}. {source['supports']} Read on {source['accessed']}."
        )
    lines += [""] if fields["sources"] else []
    links = [f"[{TOPICS[slug]}](../topics/{slug}.md)" for slug in fields["topics"]]
    facts = [*links, f"Confidence: {fields['confidence']}", f"Test author, {fields['created']}"]
    if "reason" in fields:
        facts.insert(len(links), f"Reason: {fields['reason']}")
    return "\n".join([*lines, f"    {' · '.join(facts)}", ""])


def yaml_of(fields: dict[str, Any], indent: str = "") -> Iterator[str]:
    """Fields as a contributor would write them: texts in quotes, a body in lines."""
    for key, value in fields.items():
        if key == "body":
            yield f"{indent}body: |\n"
            yield from (f"{indent}  {line}\n" for line in value)
        elif isinstance(value, dict):
            yield f"{indent}{key}:\n"
            yield from yaml_of(value, indent + "  ")
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            yield f"{indent}{key}:\n"
            for item in value:
                first, *rest = yaml_of(item, indent + "    ")
                yield f"{indent}  - {first.lstrip()}"
                yield from rest
        elif isinstance(value, list):
            yield f"{indent}{key}: [{', '.join(_scalar(item) for item in value)}]\n"
        else:
            yield f"{indent}{key}: {_scalar(value)}\n"


def _scalar(text: str) -> str:
    is_plain = re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9 -]*[A-Za-z0-9])?|https://[\w./-]+", text)
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def write(path: Path, text: str) -> None:
    """Write the text, and make the folders that it is in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
