"""Names of folders and ids of headings that a theme's scripts and templates stumble over."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.host import ARTICLE, CONFIG, TOPIC

pytestmark = [pytest.mark.browser, pytest.mark.trust]

FOLDERS = ["&lt;img src=x onerror=alert(1)&gt;", "it's a & b", "100%", "a' onclick='alert(1)"]
HEADINGS = """
## Double {#a"b}

Words.

## Single {#c'd"]}

Words.

## Per cent {#50%}

Words.

## 平头哥

Words.

## Backslash {#e\\\\f}

Words.
"""
RAW = """
<h2 id='x"]y'>Raw</h2>

<h2 id="%">Only a sign</h2>

<h2 id="हिन्दी">Indian</h2>
"""


@pytest.fixture(scope="module")
def base(small_site: Callable[..., str]) -> str:
    begin, end = CONFIG.index("nav:"), CONFIG.index("theme:")
    config = CONFIG[:begin] + CONFIG[end:]
    extra = "markdown_extensions: [attr_list]\nrepo_url: https://forge.example.org/a/b\n"
    extra += "edit_uri: edit/main/docs/\n"
    config = config.replace("  font: false\n", "  font: false\n  features: [content.action.edit]\n")
    files = {f"docs/{folder}/page.md": "# A page\n\nWords.\n" for folder in FOLDERS}
    files |= {
        "mkdocs.yml": config,
        "docs/articles/bridge.md": ARTICLE + RAW,
        "docs/topics/testing.md": TOPIC + HEADINGS + RAW,
    }
    return small_site(extra, files)


@pytest.mark.parametrize("path", ["articles/bridge/", "topics/testing/"])
def test_the_theme_finds_every_heading(opened: Callable[..., Visit], base: str, path: str) -> None:
    page = opened(path, base=base).page
    links = page.locator(".md-sidebar--secondary .md-nav__link[href^='#']")
    expect(page.locator("h2[id='x-y']")).to_have_count(1)
    for link in links.all():
        target = link.evaluate("link => decodeURIComponent(link.hash.slice(1))")
        expect(page.locator(f"[id='{target}']")).to_have_count(1)
    names = [name.strip() for name in links.all_text_contents()]
    assert {"Raw", "Only a sign", "Indian"} <= set(names)
    odd = "all => all.map(one => one.id).filter(id => !/^[\\p{L}\\p{M}\\p{N}_-]+$/u.test(id))"
    assert page.locator("main [id]").evaluate_all(odd) == []
    links.get_by_text("Indian").first.click()
    page.wait_for_function("decodeURIComponent(location.hash) === '#हिन्दी'")


def test_names_of_folders_are_text_in_the_navigation(
    opened: Callable[..., Visit], base: str
) -> None:
    page = opened(base=base, path="articles/bridge/").page
    tabs = [
        name.strip() for name in page.locator(".md-nav--primary .md-ellipsis").all_text_contents()
    ]
    for folder in FOLDERS:
        assert folder.lower() in [tab.lower() for tab in tabs]
    assert page.locator("[onclick], [onerror], nav img[src='x']").count() == 0


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_page_in_an_odd_folder_is_edited_where_it_is(
    opened: Callable[..., Visit], base: str, folder: str
) -> None:
    page = opened(base=base, path=f"{quote(folder)}/page/").page
    address = page.locator("a[rel=edit]").evaluate("link => link.href")
    assert unquote(address) == f"https://forge.example.org/a/b/edit/main/docs/{folder}/page.md"
