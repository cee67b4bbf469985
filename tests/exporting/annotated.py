"""Sites of test data whose notes say all that notes can say, and their annotations."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from glossator.caching.cache import Cache
from glossator.exporting.jsonld import AnnotationsJsonld
from glossator.exporting.writing import Exports
from glossator.site.config import read_settings
from glossator.site.publish import publish
from glossator.site.site import Site
from tests.fences import read_fences

CONFIG = """\
site_name: Example corpus
site_url: https://notes.example.org/
extra:
  glossator:
    rights: https://licences.example.org/by/
"""
CASES = sorted((Path(__file__).parent / "annotations").glob("*.md"))


def write_case(file: Path, root: Path) -> Path:
    """The small site in `root` with the files of a case; it knows its address."""
    (root / "mkdocs.yml").write_text(CONFIG)
    for fence in read_fences(file):
        if fence.name:
            (root / fence.name).parent.mkdir(parents=True, exist_ok=True)
            (root / fence.name).write_bytes(fence.content)
    return root


def site_in(root: Path) -> Site:
    publication = publish(read_settings(root))
    assert publication.problems == []
    return publication.site


def exported(site: Site, folder: Path, **options: Any) -> dict[str, Any]:
    """The files of the form `jsonld`, read, by their paths."""
    form = AnnotationsJsonld(**options)
    Exports(site, [form], Cache(folder / "cache")).write(folder / "out")
    return {
        file.relative_to(folder / "out").as_posix(): json.loads(file.read_text(encoding="utf-8"))
        for file in sorted((folder / "out").rglob("*.jsonld"))
    }


def annotations_in(files: dict[str, Any]) -> list[dict[str, Any]]:
    """The annotations on all pages of the collection of all."""
    whole = files["data/annotations.jsonld"]
    pages = [whole["first"]] if "first" in whole else []
    while pages and "next" in pages[-1]:
        pages.append(files[pages[-1]["next"].removeprefix("https://notes.example.org/")])
    return [one for page in pages for one in page["items"]]
