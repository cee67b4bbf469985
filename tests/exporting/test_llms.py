"""The site in plain Markdown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from glossator.exporting import llms
from glossator.exporting.llms import Markdown
from glossator.exporting.markdown_of import escaped, markdown_of
from tests.edits import many
from tests.exporting.published import publish_data, write_corpus
from tests.host import write_site

ROOT = "https://notes.example.org/"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("llms")
    return publish_data(write_corpus(folder / "site"), folder / "out", [Markdown()])


def test_the_index_has_the_form_that_is_asked_for(published: Path) -> None:
    """See https://llmstxt.org: a title, a summary, words, and sections of links."""
    text = (published / "llms.txt").read_text("utf-8")
    head, *sections = text.split("\n## ")
    title, summary, *details = head.strip().split("\n\n")
    assert title == "# Example corpus"
    assert summary == "> A corpus of test data"
    assert not any(detail.startswith("#") for detail in details)
    titles = [section.partition("\n")[0] for section in sections]
    assert titles == ["Articles", "Topics", "Optional"]
    for section in sections:
        lines = section.partition("\n")[2].strip().split("\n")
        assert all(re.fullmatch(r"- \[.+\]\(https://\S+\)(: .+)?", line) for line in lines)


def test_the_index_leads_to_files_that_are_there(published: Path) -> None:
    text = (published / "llms.txt").read_text("utf-8")
    links = re.findall(rf"\]\({re.escape(ROOT)}([^)]+)\)", text)
    markdown = [link for link in links if not link.startswith("data/")]
    assert len(markdown) == 5
    assert all((published / link).is_file() for link in markdown)


def test_an_article_says_what_its_notes_say_and_then_what_was_published(published: Path) -> None:
    text = (published / "articles/jisr/index.md").read_text("utf-8")
    assert text.startswith("# =كم كلف الجسر\n")
    notes, article = text.split("## The article as it was published")
    assert "### 1. Correction: “خمسة ملايين”" in notes
    assert "- “خمسة ملايين” should be “خمسون مليونا”" in notes
    assert "It was ten times more." in notes
    assert "[Accounts of the bridge](https://archive.example.org/bridge)" in notes
    assert f"Permalink: <{ROOT}notes/jisr/five/>" in notes
    assert "in 2002" not in text
    assert "> كلف الجسر خمسة ملايين[1]." in article
    assert "closed[2]" in article


def test_every_line_of_an_article_is_set_apart_from_ours(published: Path) -> None:
    text = (published / "articles/jisr/index.md").read_text("utf-8")
    article = text.split("Numbers in brackets are those of the annotations above.\n\n")[1]
    assert all(line.startswith(">") for line in article.strip().split("\n"))


def test_a_topic_has_its_timeline_and_links_that_lead_on(published: Path) -> None:
    text = (published / "topics/crowns/index.md").read_text("utf-8")
    assert "- 1997: The bridge was built." in text
    assert f"[the other topic]({ROOT}topics/testing/#words)" in text


def test_the_newest_articles_stand_in_one_file_that_does_not_grow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(llms, "MOST_BYTES", 2_000)
    out = publish_data(many(tmp_path / "site", 9), tmp_path / "out", [Markdown()])
    text = (out / "llms-full.txt").read_text("utf-8")
    assert "newest 2;" in text
    assert "# Test article 8\n" in text
    assert "# Test article 7\n" in text
    assert "# Test article 6\n" not in text
    assert len(text) < 4_000


def test_all_articles_stand_in_one_file_where_they_fit(published: Path) -> None:
    text = (published / "llms-full.txt").read_text("utf-8")
    assert "newest" not in text
    assert (published / "articles/jisr/index.md").read_text("utf-8") in text
    assert (published / "articles/bridge/index.md").read_text("utf-8") in text


def test_a_site_without_an_address_has_it_too(tmp_path: Path) -> None:
    root = write_corpus(tmp_path / "site", url="")
    text = (publish_data(root, tmp_path / "out", [Markdown()]) / "llms.txt").read_text("utf-8")
    assert "](articles/jisr/index.md)" in text


def test_a_site_without_notes_has_it_too(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site")
    (root / "annotations/bridge/cost.yaml").unlink()
    out = publish_data(root, tmp_path / "out", [Markdown()])
    assert "## Annotations" not in (out / "articles/bridge/index.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>One <em>two</em> <strong>three</strong></p>", "One *two* **three**"),
        ("<p>One</p>\n<p>Two</p>", "One\n\nTwo"),
        (
            '<p><a href="https://a.example.org/(1)" rel="x">a</a></p>',
            "[a](https://a.example.org/%281%29)",
        ),
        ("<ul>\n<li>a</li>\n<li>b</li>\n</ul>", "- a\n\n- b"),
        ("<ol>\n<li>a</li>\n<li>b</li>\n</ol>", "1. a\n\n2. b"),
        ("<p># no heading, 1 &lt; 2 &amp; *</p>", r"\# no heading, 1 < 2 & \*"),
        ("<p>2. no list</p>", r"2\. no list"),
        ("", ""),
    ],
)
def test_clean_html_becomes_markdown(html: str, markdown: str) -> None:
    assert markdown_of(html) == markdown


def test_words_of_others_are_no_markup() -> None:
    assert (
        escaped("# a\n> b\n- c [d](e) `f` <g>") == "\\# a\n\\> b\n\\- c \\[d\\](e) \\`f\\` &lt;g>"
    )
