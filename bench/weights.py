"""What pages weigh, and what a reader's browser loads at a first visit."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hosting import packed, served

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tools"))

from browser import find_browser  # noqa: E402 - it is no package

KINDS = {
    "home": "home",
    "article": "an article",
    "articles": "list of articles",
    "annotations": "list of annotations",
    "topics": "topics",
    "corrections": "corrections",
    "sources": "sources",
    "charts": "in numbers",
    "other": "other pages",
}


def heaviest_pages(built: Path) -> dict[str, dict[str, Any]]:
    """Of each kind of page: how many there are, and the bytes of the largest, gzipped and not."""
    found: dict[str, dict[str, Any]] = {}
    for page in sorted(built.rglob("*.html"), key=lambda page: (-page.stat().st_size, page)):
        kind = kind_of(page.relative_to(built))
        one = found.setdefault(kind, {"pages": 0, "gzip": 0, "bytes": 0, "path": ""})
        one["pages"] += 1
        # The largest come first: what is smaller than one is gzipped is no candidate.
        if page.stat().st_size <= one["gzip"]:
            continue
        content = page.read_bytes()
        size = len(packed(content))
        if size > one["gzip"]:
            path = page.relative_to(built).as_posix()
            one |= {"gzip": size, "bytes": len(content), "path": path}
    return {kind: found[kind] for kind in KINDS if kind in found}


def kind_of(path: Path) -> str:
    """The kind of a page, by its path in the site."""
    first, *others = path.parts
    if not others:
        return "home" if first == "index.html" else "other"
    if first == "articles" and len(others) == 2:
        # Parts of the list stand there as well, under names that no generated article has.
        return "article" if others[0].startswith("test-article-") else "articles"
    return first if first in KINDS else "other"


def first_visits(built: Path) -> dict[str, dict[str, Any]]:
    """Requests and gzipped bytes of a browser that was never here, by page; empty without one."""
    if not find_spec("playwright") or not find_browser():
        return {}
    from playwright.sync_api import sync_playwright

    article = min(path.name for path in (built / "articles").glob("test-article-*"))
    pages = {"home": "", "article": f"articles/{article}/", "annotations": "annotations/"}
    visits = {}
    with served(built) as (address, sent), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser())
        for name, path in pages.items():
            sent.clear()
            page = browser.new_page(viewport={"width": 390, "height": 844})
            page.goto(f"{address}/{path}", wait_until="networkidle")
            page.close()
            visits[name] = {"requests": len(sent), "gzip": sum(size for _, size in sent)}
        browser.close()
    return visits
