"""Made-up corpora for benchmarks: a Glossator site, and plain MkDocs with the same notes.

Everything in them is test data: no place, office or event exists, addresses are below
example.org. The same arguments always give the same files, and article number 7 is the
same one in a corpus of ten and in one of a thousand.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from random import Random
from typing import Any

import yaml
from mkdocs.utils.yaml import yaml_load

from made_articles import DISCLAIMER, MadeArticle, made_article, paragraph
from made_files import write, write_article, write_peer_article, yaml_of
from made_notes import MOST_NOTES, made_notes
from made_words import TOPICS, fill, some_day

REPOSITORY = Path(__file__).resolve().parent.parent
GLOSSATOR, PEER = "glossator", "peer"
MANIFEST = "manifest.json"


def generate(root: Path, *, articles: int, notes: int, seed: int) -> None:
    """Write two sites with the same `articles` and `notes` per article below `root`.

    `root/glossator` is built with this repository's hook. `root/peer` is plain MkDocs with
    Material, each note a footnote. `root/manifest.json` names the notes of each article.

    Raises:
        ValueError: there would be no article, or more notes than fit.
    """
    if articles < 1:
        raise ValueError(f"a corpus needs at least one article, not {articles}")
    if not 0 <= notes <= MOST_NOTES:
        raise ValueError(f"an article takes 0 to {MOST_NOTES} notes, not {notes}")
    manifest: dict[str, list[str]] = {}
    made: list[MadeArticle] = []
    for number in range(1, articles + 1):
        rng = Random(f"{seed}/{number}")  # of a text, so by SHA-512 and alike everywhere
        article = made_article(rng, number)
        written = made_notes(rng, article, notes)
        write_article(root / GLOSSATOR, article, written)
        write_peer_article(root / PEER, article, written)
        manifest[article.slug] = [note.id for note in written]
        made.append(article)
    _write_shared_pages(root, made)
    _write_settings(root)
    write(root / MANIFEST, json.dumps(manifest, indent=1) + "\n")


def _write_shared_pages(root: Path, articles: list[MadeArticle]) -> None:
    for site in (GLOSSATOR, PEER):
        home = f"---\ntitle: Test site\n---\n\n# Test site\n\n{DISCLAIMER}\n"
        write(root / site / "docs/index.md", home)
    for slug, title in TOPICS.items():
        rng = Random(f"topic/{slug}")
        summary = " ".join(fill(rng, "{sentence}") for _ in range(2))
        body = "\n\n".join(paragraph(rng).plain for _ in range(2))
        events = [{"date": some_day(rng), "text": fill(rng, "{sentence}")} for _ in range(5)]
        head = {"title": title, "aliases": [title], "summary": summary, "timeline": events}
        path = f"docs/topics/{slug}.md"
        write(root / GLOSSATOR / path, f"---\n{''.join(yaml_of(head))}---\n\n{body}\n")
        listed = "\n".join(f"- {event['date']}: {event['text']}" for event in events)
        write(root / PEER / path, f"# {title}\n\n{summary}\n\n{listed}\n\n{body}\n")
    # Glossator makes these two itself; in plain MkDocs somebody keeps them by hand.
    links = "\n".join(f"- [{article.title}]({article.slug}.md)" for article in articles)
    write(root / PEER / "docs/articles/index.md", f"# Articles\n\n{links}\n")
    links = "\n".join(f"- [{title}]({slug}.md)" for slug, title in TOPICS.items())
    write(root / PEER / "docs/topics/index.md", f"# Topics\n\n{links}\n")


def _write_settings(root: Path) -> None:
    """This repository's settings for both, less what only its own pages need."""
    with (REPOSITORY / "mkdocs.yml").open("rb") as file:
        settings: dict[str, Any] = yaml_load(file)
    # What this site draws of itself; it stands beside the settings, which these do not.
    settings["theme"].pop("custom_dir", None)
    settings |= {"site_name": "Test site", "site_url": "https://example.org/", "watch": []}
    nav = [{"Home": "index.md"}, {"Articles": "articles/index.md"}, {"Topics": "topics/index.md"}]
    made = [{"Corrections": "corrections.md"}, {"Sources": "sources.md"}]
    hooks = [(REPOSITORY / hook).as_posix() for hook in settings["hooks"]]
    extensions = [*settings["markdown_extensions"], "footnotes"]
    per_site = {
        GLOSSATOR: {"nav": nav + made, "hooks": hooks},
        PEER: {"nav": nav, "hooks": [], "markdown_extensions": extensions},
    }
    plain = {"hooks": [(REPOSITORY / "bench/plain_hook.py").as_posix()]}
    files = {
        f"{GLOSSATOR}/mkdocs.yml": per_site[GLOSSATOR],
        f"{GLOSSATOR}/mkdocs-plain.yml": per_site[GLOSSATOR] | plain,
        f"{PEER}/mkdocs.yml": per_site[PEER],
    }
    for path, own in files.items():
        text = yaml.dump(settings | own, sort_keys=False, allow_unicode=True)
        write(root / path, text)


def main() -> None:
    """Write a corpus into the folder given."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("root", type=Path, help="an empty folder, or one that is not there yet")
    parser.add_argument("--articles", type=int, default=500, help="default: %(default)s")
    parser.add_argument("--notes", type=int, default=10, help="per article; default: %(default)s")
    parser.add_argument("--seed", type=int, default=1, help="default: %(default)s")
    given = parser.parse_args()
    if given.root.exists() and (not given.root.is_dir() or any(given.root.iterdir())):
        parser.error(f"{given.root} is not an empty folder")
    try:
        generate(given.root, articles=given.articles, notes=given.notes, seed=given.seed)
    except ValueError as error:
        parser.error(str(error))


if __name__ == "__main__":
    main()
