"""What stands on the pages around the articles."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from glossator.content.model import Source
from glossator.site.article import render_article
from glossator.site.citations import group_citations, unique_anchors
from glossator.site.pages import GENERATED, LISTS, render_page
from glossator.site.publish import Settings, publish
from glossator.weaving.languages import language_runs
from tests.host import ARTICLE, NOTE, TOPIC, run, write_site

TIMELINE = """\
timeline:
  - {date: 1997, text: The bridge is built.}
  - date: 1998-02
    text: The accounts are published.
    sources:
      - {url: "https://archive.example.org/bridge", publisher: Example Archive (test data)}
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = write_site(tmp_path)
    topic = TOPIC.replace("aliases: [bridge]\n", f"aliases: [bridge, 橋梁, 桥梁]\n{TIMELINE}")
    (root / "docs/topics/testing.md").write_text(topic, encoding="utf-8")
    return root


def page(root: Path, source: str, written: str = "") -> str:
    html = render_page(publish(Settings(root)).site, source, written)
    assert html is not None
    return html


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize("source", [*GENERATED, "index.md", "topics/testing.md"])
def test_pages_carry_no_scripts_and_no_styles(site: Path, source: str) -> None:
    html = page(site, source)
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=", html)


@pytest.mark.parametrize("source", [*GENERATED, "topics/testing.md"])
def test_headings_go_down_one_level_at_a_time(site: Path, source: str) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])", page(site, source))]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("source", [*GENERATED, "index.md"])
def test_pages_of_an_empty_site_say_so(tmp_path: Path, source: str) -> None:
    (tmp_path / "docs").mkdir()
    html = page(tmp_path, source)
    assert "<form" not in html
    assert text_of(html)


@pytest.mark.parametrize("source", [*GENERATED, "topics/testing.md"])
def test_ids_stand_once(site: Path, source: str) -> None:
    ids = re.findall(r'\sid="([^"]*)"', page(site, source))
    assert len(ids) == len(set(ids))


def test_home_shows_the_gravest_correction_in_its_sentence(site: Path) -> None:
    html = page(site, "index.md", "<h1>Test</h1><p>What it is.</p><h2>Add</h2><p>How.</p>")
    shown = re.search(r"<blockquote.*?</blockquote>", html, re.DOTALL)
    assert shown
    assert re.sub(r"<[^>]+>", "", shown[0]).strip() == (
        "The bridge cost 5 million crowns 50 million crowns in 1997."
    )
    assert html.index("What it is.") < html.index("<blockquote") < html.index("<h2>Add")
    assert 'href="articles/bridge/#note-cost"' in html


def test_home_takes_its_example_from_the_newest_article_that_has_one(site: Path) -> None:
    newer = ARTICLE.replace("2026-01-02", "2026-02-02")
    (site / "docs/articles/ferry.md").write_text(newer.replace("bridge", "ferry"))
    (site / "docs/articles/tunnel.md").write_text(newer.replace("01-02", "03-03"))
    (site / "annotations/ferry").mkdir()
    for name, reason in (("a", "wording"), ("b", "figure")):
        old, new = ("closed", "shut") if name == "a" else ("5 million crowns", "6 million crowns")
        note = NOTE.replace("reason: figure", f"reason: {reason}").replace("50 million crowns", new)
        note = note.replace("5 million crowns", old, 1).replace("Ten times", f"Note {name}")
        (site / f"annotations/ferry/{name}.yaml").write_text(note)
    html = page(site, "index.md", "<h1>Test</h1>")
    assert "Note b more" in html[html.index("<figure") : html.index("</figure")]


def test_articles_say_how_much_of_them_is_covered(site: Path) -> None:
    said = "1 of 2 checkable sentences carries a note"
    for source in ("index.md", "articles/index.md", "topics/testing.md"):
        assert said in page(site, source)


def test_all_annotations_lists_every_note_whatever_its_status(site: Path) -> None:
    for status in ("resolved", "withdrawn"):
        note = NOTE.replace("5 million crowns", "2001", 1).replace("50 million crowns", status)
        (site / f"annotations/bridge/{status}.yaml").write_text(note + f"status: {status}\n")
    html = page(site, "annotations.md")
    items = re.findall(r'<li class="[^"]*gloss-item"[^>]*>', html)
    assert [re.findall(r'data-status="(\w+)"', item) for item in items] == [
        ["published"],
        ["resolved"],
        ["withdrawn"],
    ]
    assert 'data-publisher="example-archive-test-data "' in items[0]
    assert 'data-topic="testing"' in items[0]
    assert "3 annotations" in html
    assert 'href="../articles/bridge/#note-cost"' in html


def test_filters_are_hidden_until_the_script_runs_and_have_names(site: Path) -> None:
    form = re.search(r"<form.*?</form>", page(site, "annotations.md"), re.DOTALL)
    assert form
    assert re.search(r"<form[^>]*\shidden>", form[0])
    fields = re.findall(r'<(?:select|input)[^>]*name="(\w+)"', form[0])
    assert fields == ["kind", "topic", "publisher", "article", "status", "text"]
    assert form[0].count("<label") == len(fields)


def test_corrections_stand_by_day_latest_first_and_lead_to_the_words(site: Path) -> None:
    later = NOTE.replace("5 million crowns", "closed", 1).replace("50 million crowns", "shut")
    (site / "annotations/bridge/later.yaml").write_text(later.replace("01-03", "02-03"))
    undated = NOTE.replace("5 million crowns", "2001", 1).replace("50 million crowns", "2002")
    (site / "annotations/bridge/undated.yaml").write_text(
        undated.replace("created: 2026-01-03\n", "").replace("Ten", "Two")
    )
    html = page(site, "corrections.md")
    assert re.findall(r'<h2 id="([^"]*)"', html) == ["day-2026-02-03", "day-2026-01-03", "undated"]
    assert 'href="../articles/bridge/#ref-cost--1"' in html
    assert "3 corrections" in html


CHANGED = """\
modified: 2026-03-05
changes:
  - {date: 2026-03-05, text: The note named <b>1998</b>.}
  - {date: 2026-02-01, text: הגשר}
"""


def test_what_was_put_right_in_notes_is_logged_latest_first(site: Path) -> None:
    assert "ourselves" not in page(site, "corrections.md")
    (site / "annotations/bridge/cost.yaml").write_text(NOTE + CHANGED, encoding="utf-8")
    gone = NOTE.replace("5 million crowns", "2001", 1).replace("Ten", "Two")
    changes = "modified: 2026-02-20\nchanges: [{date: 2026-02-20, text: It was right.}]\n"
    (site / "annotations/bridge/gone.yaml").write_text(gone + changes + "status: withdrawn\n")
    html = page(site, "corrections.md")
    assert '<a href="#ourselves">We corrected ourselves</a> 3 times.' in html
    _, _, log = html.partition('<h2 id="ourselves">')
    assert re.findall(r'datetime="([^"]*)"', log) == ["2026-03-05", "2026-02-20", "2026-02-01"]
    assert re.findall(r'href="([^"]*)"', log) == [
        "../articles/bridge/#note-cost",
        "../articles/bridge/#note-gone",
        "../articles/bridge/#note-cost",
    ]
    assert "The note named &lt;b&gt;1998&lt;/b&gt;." in log
    assert "<bdi>הגשר</bdi>" in log


def test_a_note_says_at_its_foot_what_was_put_right_in_it(site: Path) -> None:
    (site / "annotations/bridge/cost.yaml").write_text(NOTE + CHANGED, encoding="utf-8")
    html = render_article(publish(Settings(site)).site, "bridge")
    said = re.search(r'<ul class="gloss-changes".*?</ul>', html, re.DOTALL)
    assert said
    lines = [text_of(line) for line in said[0].splitlines() if "<li>" in line]
    assert lines == [
        "5 March 2026 : The note named &lt;b&gt;1998&lt;/b&gt;.",
        "1 February 2026 : הגשר",
    ]
    assert "<bdi>הגשר</bdi>" in said[0]


def test_sources_are_counted_with_those_who_cite_them(site: Path) -> None:
    html = page(site, "sources.md")
    said = text_of(html)
    assert "1 source of 1 publisher, cited 2 times" in said
    assert "Cited 2 times, in Ten times more ; Testing ." in said
    assert 'id="publisher-example-archive-test-data"' in html


def test_citations_of_the_same_page_are_one_source() -> None:
    one = Source(url="https://a.example/1", publisher="B")
    other = Source(url="https://a.example/1", publisher="B", title="Later")
    third = Source(url="https://a.example/2", publisher="a")
    found = group_citations(
        [(one, "x", "/x"), (other, "y", "/y"), (one, "x", "/x"), (third, "x", "/")]
    )
    assert [(publisher.name, publisher.times) for publisher in found] == [("a", 1), ("B", 2)]
    assert found[1].citations[0].source is one


def test_publishers_whose_names_look_alike_have_different_ids() -> None:
    anchors = unique_anchors(["A b", "a-b", "A.B", "经济", "!"], prefix="p-")
    assert list(anchors.values()) == ["p-a-b", "p-a-b-2", "p-a-b-3", "p-经济", "p-x"]


def test_a_timeline_is_drawn_and_listed_with_the_same_numbers(site: Path) -> None:
    html = page(site, "topics/testing.md")
    drawing = html[html.index("<svg") : html.index("</svg>")]
    assert 'role="img"' in drawing
    assert re.findall(r">(\d)</text>", drawing) == ["1", "2"]
    assert re.findall(r'class="gloss-event__number">(\d)<', html) == ["1", "2"]
    assert drawing.count("gloss-dot--about") == 2
    assert "data-list" not in html  # one article: nothing to filter


def test_events_can_be_filtered_where_several_articles_touch_a_topic(site: Path) -> None:
    (site / "docs/articles/ferry.md").write_text(ARTICLE.replace("bridge", "ferry"))
    html = page(site, "topics/testing.md")
    options = re.findall(r'<option value="([^"]*)"', html)
    assert options == ["", "bridge"]  # no note on the other cites a source of an event
    assert re.findall(r'<li class="gloss-event gloss-item" data-article="([^"]*)"', html) == [
        "",
        "bridge",
    ]


def test_charts_have_a_table_each(site: Path) -> None:
    html = page(site, "charts.md")
    assert html.count('role="img"') == html.count("<table") == html.count("<caption") == 3
    assert html.count('<th scope="row">') == 3


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("T-Head", [("T-Head", None)]),
        ("平头哥", [("平头哥", "zh-Hans")]),
        ("平頭哥", [("平頭哥", "zh-Hant")]),
        ("中文", [("中文", "zh")]),
        ("Anue 鉅亨網", [("Anue ", None), ("鉅亨網", "zh-Hant")]),
        ("called 頭 or 头 there", [("called ", None), ("頭", "zh-Hant"), (" or ", None),
                                   ("头", "zh-Hans"), (" there", None)]),
        ("平头哥首款SSD主控芯片", [("平头哥首款SSD主控芯片", "zh-Hans")]),
        ("日本の新聞", [("日本の新聞", "ja")]),
        ("한겨레", [("한겨레", "ko")]),
        ("Café", [("Café", None)]),
        ("", [("", None)]),
    ],
)  # fmt: skip
def test_words_of_other_scripts_carry_their_language(
    text: str, runs: list[tuple[str, str | None]]
) -> None:
    assert language_runs(text) == runs
    assert "".join(words for words, _ in runs) == text


def test_aliases_carry_their_language(site: Path) -> None:
    html = page(site, "topics/testing.md")
    assert '<span lang="zh-Hant">橋梁</span>' in html
    assert '<span lang="zh-Hans">桥梁</span>' in html


def test_lists_are_not_searched() -> None:
    assert {"annotations.md", "charts.md", "corrections.md"} <= LISTS
    assert "sources.md" not in LISTS


@pytest.mark.build
@pytest.mark.parametrize("use_directory_urls", [True, False])
def test_a_build_makes_every_page_and_links_them(site: Path, use_directory_urls: bool) -> None:
    config = site / "mkdocs.yml"
    setting = f"use_directory_urls: {str(use_directory_urls).lower()}\n"
    config.write_text(config.read_text() + setting)
    done = run("mkdocs", "build", "--strict", cwd=site)
    assert done.returncode == 0, done.stderr
    for file in (site / "site").rglob("*.html"):
        if file.name == "404.html":
            continue
        for address in re.findall(r'<a [^>]*href="([^"]*)"', file.read_text("utf-8")):
            if re.match("https?:", address):
                continue
            path, _, fragment = address.partition("#")
            target = (file.parent / path).resolve() if path else file
            target = target / "index.html" if target.is_dir() else target
            assert target.is_file(), (file, address)
            assert not fragment or f'id="{fragment}"' in target.read_text("utf-8"), (file, address)
