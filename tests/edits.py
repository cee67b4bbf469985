"""What people do to the files of a site, one thing after the other, by chance."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tests.host import ARTICLE, NOTE, TOPIC, write_site


def tree(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def many(site: Path, articles: int = 6) -> Path:
    """The site of test data with more articles, notes and topics."""
    write_site(site)
    (site / "docs/topics/crowns.md").write_text(TOPIC.replace("bridge", "crowns"))
    for number in range(articles):
        slug = f"article-{number}"
        text = ARTICLE.replace("A test article", f"Test article {number}")
        text = text.replace("2026-01-02", f"2026-01-{number % 28 + 1:02}")
        (site / f"docs/articles/{slug}.md").write_text(text)
        (site / f"annotations/{slug}").mkdir(exist_ok=True)
        note = NOTE.replace("Ten times more", f"Ten times more, {number}")
        (site / f"annotations/{slug}/cost.yaml").write_text(note)
    return site


def _edit_note(site: Path, chance: random.Random) -> None:
    file = chance.choice(sorted(site.glob("annotations/*/*.yaml")))
    file.write_text(file.read_text().replace("Ten times", f"{chance.randrange(99)} times"))


def _new_note(site: Path, chance: random.Random) -> None:
    folder = chance.choice(sorted(site.glob("docs/articles/*.md"))).stem
    (site / f"annotations/{folder}").mkdir(exist_ok=True)
    text = NOTE.replace("5 million crowns", "closed in 2001").replace("50 million", "2002")
    (site / f"annotations/{folder}/closed.yaml").write_text(
        text.replace("2026-01-03", "2025-01-03")
    )


def _lose_note(site: Path, chance: random.Random) -> None:
    chance.choice(sorted(site.glob("annotations/*/*.yaml"))).unlink()


def _move_note(site: Path, chance: random.Random) -> None:
    file = chance.choice(sorted(site.glob("annotations/*/*.yaml")))
    name = f"moved-{chance.randrange(999)}"
    old = f"redirect_from: [{file.stem}]\n" if "redirect_from" not in file.read_text() else ""
    file.with_name(f"{name}.yaml").write_text(file.read_text() + old)
    file.unlink()


def _edit_article(site: Path, chance: random.Random) -> None:
    file = chance.choice(sorted(site.glob("docs/articles/*.md")))
    file.write_text(f"{file.read_text()}\nThey counted {chance.randrange(999)} crowns again.\n")


def _date_article(site: Path, chance: random.Random) -> None:
    file = chance.choice(sorted(site.glob("docs/articles/*.md")))
    day = f"2026-02-{chance.randrange(1, 29):02}"
    lines = file.read_text().splitlines(keepends=True)
    lines = [f"  published: {day}\n" if "published:" in line else line for line in lines]
    file.write_text("".join(lines))


def _new_article(site: Path, chance: random.Random) -> None:
    name = f"new-{chance.randrange(999)}"
    (site / f"docs/articles/{name}.md").write_text(ARTICLE.replace("A test", f"A {name}"))


def _lose_article(site: Path, chance: random.Random) -> None:
    file = chance.choice(sorted(site.glob("docs/articles/*.md")))
    file.unlink()
    shutil.rmtree(site / f"annotations/{file.stem}", ignore_errors=True)


def _rename_article(site: Path, chance: random.Random) -> None:
    file = chance.choice(sorted(site.glob("docs/articles/*.md")))
    name = f"named-{chance.randrange(999)}"
    file.rename(file.with_name(f"{name}.md"))
    with suppress(FileNotFoundError):
        (site / f"annotations/{file.stem}").rename(site / f"annotations/{name}")


def _edit_topic(site: Path, chance: random.Random) -> None:
    text = TOPIC.replace("title: Testing", f"title: Testing {chance.randrange(99)}")
    text = text.replace("[bridge]", chance.choice(["[bridge]", "[again]", "[closed, crowns]"]))
    (site / "docs/topics/testing.md").write_text(text)


def _rename_site(site: Path, chance: random.Random) -> None:
    config = (site / "mkdocs.yml").read_text()
    _, rest = config.split("\n", 1)
    (site / "mkdocs.yml").write_text(f"site_name: Corpus {chance.randrange(99)}\n{rest}")


def _withdraw_note(site: Path, chance: random.Random) -> None:
    file = chance.choice(sorted(site.glob("annotations/*/*.yaml")))
    if "status:" not in file.read_text():
        file.write_text(f"{file.read_text()}status: withdrawn\n")


def _correct_note(site: Path, chance: random.Random) -> None:
    file = chance.choice(sorted(site.glob("annotations/*/*.yaml")))
    if "changes:" not in file.read_text():
        day = f"2026-03-{chance.randrange(1, 29):02}"
        told = f"modified: {day}\nchanges:\n  - date: {day}\n    text: It said less.\n"
        file.write_text(file.read_text() + told)


def _edit_source(site: Path, chance: random.Random) -> None:
    file = chance.choice(sorted(site.glob("annotations/*/*.yaml")))
    title = f"Accounts, volume {chance.randrange(99)}"
    file.write_text(re.sub("(?m)^    title: .*$", f"    title: {title}", file.read_text()))


def _other_topic(site: Path, chance: random.Random) -> None:
    file = chance.choice(sorted(site.glob("annotations/*/*.yaml")))
    topics = chance.choice(["crowns", "testing", "testing, crowns", ""])
    file.write_text(re.sub("(?m)^topics: .*$", f"topics: [{topics}]", file.read_text()))


def _name_terms(site: Path, chance: random.Random) -> None:
    config = (site / "mkdocs.yml").read_text().partition("extra:")[0]
    terms = f"https://terms.example.org/{chance.randrange(9)}"
    (site / "mkdocs.yml").write_text(f"{config}extra:\n  glossator:\n    rights: {terms}\n")


EDITS: list[Callable[[Path, random.Random], None]] = [
    *(_edit_note, _edit_note, _new_note, _lose_note, _move_note, _edit_article, _date_article),
    *(_new_article, _lose_article, _rename_article, _edit_topic, _rename_site),
    *(_withdraw_note, _correct_note, _edit_source, _other_topic, _name_terms),
]
