"""What MkDocs cannot read of a page is told by the check, at its place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from glossator.content.corpus import Note
from glossator.problems import Location
from glossator.site import entry
from glossator.site.config import read_settings
from glossator.site.host import Extensions
from glossator.site.page_markdown import read_page
from glossator.site.publish import Publication, publish
from glossator.weaving.annotate import AnnotatedText
from glossator.weaving.faults import MarkdownError
from glossator.weaving.markup import HtmlText
from tests.host import ARTICLE, CONFIG, NOTE, TOPIC, write_site

EXTENSIONS = Extensions(("toc", "tables", "fenced_code", "attr_list", "md_in_html"))
# MkDocs looks for the address of each picture, and this one has none.
STOPS = "![a](b.png){: src= }"
WITH_STOPS = "markdown_extensions: [attr_list]\n"
# What begins, or may begin, something that HTML knows.
PIECES = st.sampled_from(
    [
        *("<![", "<!", "<", "</", "<?", "<!--", "<![CDATA[", "<![if ", "<!DOCTYPE ", "<![endif"),
        *("x", "y z", "[", "]", "]]>", ">", "-->", "%", ";", '"', "'", "=", "/", " ", "\n", "\n\n"),
        *("`", "```\n", "&#", "&", "a href", "<a>", "<img ", "markdown=1", "{: #", "}", STOPS),
    ]
)


@cache
def host() -> MkDocsConfig:
    config = MkDocsConfig()
    config.load_dict({"site_name": "Test data", "markdown_extensions": list(EXTENSIONS.names)})
    config.validate()
    return config


def host_reads(text: str) -> bool:
    """Whether MkDocs gets through a page."""
    config = host()
    file = File("page.md", "docs", "site", use_directory_urls=True)
    page = Page(None, file, config)
    page.markdown = text
    try:
        page.render(config, Files([file]))
    except Exception:
        return False
    return True


@given(st.lists(PIECES, max_size=12).map("".join))
def test_a_page_is_refused_if_and_only_if_mkdocs_stops_at_it(text: str) -> None:
    try:
        read_page(text, EXTENSIONS)
    except MarkdownError:
        assert not host_reads(text)
    else:
        assert host_reads(text)


@pytest.mark.parametrize(
    "code",
    [
        *("<![x y", "<![CDATA[ a <b> ]]>", "<![CDATA[ never closed", "<![if !IE]>a<![endif]>"),
        *("<![ %name; [", "a <![x\ny", "<![", "<![<![CDATA[<![x"),
    ],
)
@pytest.mark.parametrize("frame", ["A `{}` b", "A ``{} ` `` b", "    {}\n", "```xml\n{}\n```\n"])
def test_sections_of_xml_stand_in_code_as_they_are_written(code: str, frame: str) -> None:
    text = frame.replace("{}", code.replace("\n", "\n    ") if "    " in frame else code)
    assert host_reads(text)
    assert escape(code, quote=False) in read_page(text, EXTENSIONS).html


def published(root: Path) -> Publication:
    return publish(read_settings(root))


@pytest.mark.parametrize("name", ["docs/topics/testing.md", "docs/index.md", "docs/more/page.md"])
def test_what_stops_mkdocs_is_told_at_its_place_and_kept_from_it(tmp_path: Path, name: str) -> None:
    root = write_site(tmp_path)
    (root / name).parent.mkdir(exist_ok=True)
    (root / "mkdocs.yml").write_text(f"{CONFIG}{WITH_STOPS}", encoding="utf-8")
    text = f"{TOPIC if 'topics' in name else '# A page'}\n\nTwo\nlines, é {STOPS}\n\n- more\n"
    (root / name).write_text(text, encoding="utf-8")
    publication = published(root)
    [problem] = publication.problems
    line = text[: text.index(STOPS)].count("\n") + 1
    assert problem.location == Location(name, line, 10)
    assert problem.code == "markdown-failed"
    assert publication.written(name.removeprefix("docs/"))[1] == ""


def test_an_article_and_a_note_may_have_what_stops_mkdocs(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    (root / "docs/articles/bridge.md").write_text(f"{ARTICLE}\n<![x y\n", encoding="utf-8")
    note = NOTE.replace("body: ", "body: <![x y ")
    (root / "annotations/bridge/cost.yaml").write_text(note, encoding="utf-8")
    assert published(root).problems == []


def test_a_note_that_stops_the_program_is_named_and_other_articles_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_site(tmp_path)
    (root / "docs/articles/other.md").write_text(ARTICLE, encoding="utf-8")
    second = NOTE.replace("Ten times more", "Told badly").replace("5 million crowns", "in 2001")
    (root / "annotations/bridge/second.yaml").write_text(second, encoding="utf-8")
    annotate = entry.annotate

    def annotate_or_fail(article: HtmlText, notes: Sequence[Note]) -> AnnotatedText:
        if any(note.id == "second" for note in notes):
            raise IndexError("list index out of range")
        return annotate(article, notes)

    monkeypatch.setattr(entry, "annotate", annotate_or_fail)
    publication = published(root)
    [problem] = publication.problems
    assert problem.location.path == "annotations/bridge/second.yaml"
    assert problem.code == "unforeseen"
    assert "IndexError: list index out of range" in problem.message
    assert set(publication.site.articles) == {"other"}
