"""What the hook hands to a theme that prints it as it is."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Link, Navigation, Section

import glossator_mkdocs
from glossator.content.references import unescape
from glossator_mkdocs.heads import edit_address, escaped

TEXTS = st.text(st.sampled_from("ab &;#xl9tg\"'<>") | st.characters(), max_size=30)


@given(TEXTS)
def test_an_escaped_text_shows_what_was_written(text: str) -> None:
    assert html.unescape(escaped(text)) == unescape(text)
    assert not set('<>"') & set(escaped(text))


@pytest.mark.parametrize("is_written", [True, False])
def test_names_in_the_navigation_are_text(is_written: bool) -> None:
    config = MkDocsConfig()
    config.load_dict({"site_name": "Test data", "nav": [{"Any": "a.md"}] if is_written else None})
    link = Link("R&D <b>", "https://example.org/")
    inner = Section("&lt;i&gt; & <i>", [link])
    nav = Navigation([Section("<script>alert(1)</script>", [inner])], [])
    glossator_mkdocs.on_nav(nav, config=config)
    assert nav.items[0].title == "&lt;script&gt;alert(1)&lt;/script&gt;"
    assert link.title == "R&amp;D &lt;b&gt;"
    # In a navigation that somebody wrote it may have been escaped; a folder has its name.
    shown = "<i> & <i>" if is_written else "&lt;i&gt; & <i>"
    assert html.unescape(inner.title) == shown
    assert "<" not in inner.title


@pytest.mark.parametrize(
    ("address", "source", "found"),
    [
        ("https://x.example.org/edit/a.md", "a.md", "https://x.example.org/edit/a.md"),
        (
            'https://x.example.org/edit/é"&%.md',
            'é"&%.md',
            "https://x.example.org/edit/%C3%A9%22%26%25.md",
        ),
        ("https://x.example.org/?p=a&q=%26.md", "&.md", "https://x.example.org/?p=a&amp;q=%26.md"),
        (None, "a.md", None),
    ],
)
def test_where_a_page_is_edited_is_an_address(
    address: str | None, source: str, found: str | None
) -> None:
    assert edit_address(address, source) == found
