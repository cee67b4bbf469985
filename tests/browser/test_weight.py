"""What a reader has to load, and what comes out of the printer."""

from __future__ import annotations

import gzip
import io
import re
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser
from pypdf import PdfReader

from tests.browser.conftest import ARTICLE, Visit, open_visit
from tests.browser.settled import settled
from tests.host import ROOT, run

pytestmark = pytest.mark.browser

MOST_SCRIPT = 15_000
MOST_STYLE = 12_000
# What is loaded when somebody writes a note, and only then. Each of its modules is compressed
# by itself, which takes a sixth more than one file would. 6,500 are for the rules of addresses,
# links, names and signs that deceive, which are the check's.
MOST_FORM_SCRIPT = 46_000
MOST_FORM_STYLE = 4_000
# Of these 750 are what machines read in the head: Open Graph, feeds, JSON-LD and what libraries
# take; 200 are the addresses of the notes' own pages; 400 are the hosts beside their sources.
MOST_HTML = 26_400
NOTES = 35


LINKED = """\
kind: source
target:
  exact: 5 million crowns
body: |
  The [yearly report](https://eastby.example.org/report-2023) has the sum.
sources:
  - url: https://eastby.example.org/sum
    title: The sum
    publisher: Port of Eastby
    archive: https://web.archive.org/web/2024/https://eastby.example.org/sum
"""


def zipped(data: bytes) -> int:
    return len(gzip.compress(data, 9, mtime=0))


def test_scripts_and_styles_are_small(fresh_visit: Visit, built_site: tuple[Path, str]) -> None:
    visit = fresh_visit
    assets = f"{visit.base}assets/glossator/"

    def loaded(ending: str) -> list[str]:
        paths = [url.removeprefix(assets) for url in visit.requests if url.startswith(assets)]
        return sorted({path for path in paths if path.endswith(ending)})

    def weight(paths: list[str]) -> int:
        return sum(
            zipped((built_site[0] / "assets/glossator" / path).read_bytes()) for path in paths
        )

    visit.go(ARTICLE)
    visit.wait_for_answers()
    scripts, styles = loaded(".js"), loaded(".css")
    assert scripts == ["glossator.js"]
    assert styles == ["glossator.css"]
    assert weight(scripts) <= MOST_SCRIPT
    assert weight(styles) <= MOST_STYLE

    visit.page.locator(".gloss-add button").first.click()
    visit.page.locator(".gloss-write").wait_for()
    of_the_form = [path for path in loaded(".js") if path not in scripts]
    assert all(path.startswith("contribute/") for path in of_the_form)
    assert loaded(".css") == ["contribute/contribute.css", *styles]
    assert weight(of_the_form) <= MOST_FORM_SCRIPT
    assert weight(["contribute/contribute.css"]) <= MOST_FORM_STYLE


@pytest.mark.parametrize("repository", ["", "https://github.com/example/corpus"])
def test_an_article_with_35_notes_is_small(tmp_path: Path, repository: str) -> None:
    for name in ("docs", "annotations", "overrides"):
        shutil.copytree(ROOT / name, tmp_path / name)
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    config = config.replace("[hooks/publish.py]", f"[{(ROOT / 'hooks/publish.py').as_posix()}]")
    config = config.replace("[annotations, hooks]", "[annotations]")
    (tmp_path / "mkdocs.yml").write_text(config, "utf-8")
    notes = sorted((tmp_path / "annotations/alibaba-ai-budget").glob("*.yaml"))
    for file in notes[NOTES:]:
        file.unlink()
    done = run("mkdocs", "build", cwd=tmp_path, GLOSSATOR_REPO_URL=repository)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "site" / ARTICLE / "index.html").read_bytes()
    assert page.count(b'role="note"') == NOTES
    assert zipped(page) < MOST_HTML


def printed_text(browser: Browser, base: str, path: str, *without: str) -> str:
    """What stands on paper when a page is printed, the kinds of notes `without` switched off."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    visit = open_visit(context, base)
    visit.go(path)
    for kind in without:
        visit.page.locator(f"#gloss-kind-{kind}").uncheck()
    settled(visit.page)  # the notes are in the margin now
    pdf = visit.page.pdf(format="A4")
    context.close()
    pages = PdfReader(io.BytesIO(pdf)).pages
    assert len(pages) < 40
    text = " ".join(page.extract_text() for page in pages)
    return " ".join(unicodedata.normalize("NFKC", text).split())  # printers join f and i


@pytest.fixture(scope="module")
def printed(browser: Browser, built_site: tuple[Path, str]) -> str:
    return printed_text(browser, built_site[1], ARTICLE)


def test_print_has_article_notes_and_the_addresses_of_sources(printed: str) -> None:
    text = printed.replace(" ", "")
    assert "AlibababoostsAIbudget" in text
    assert text.index("AlibababoostsAIbudget") < text.index("Tentimestoosmall,andnotanincrease")
    for file in (ROOT / "annotations/alibaba-ai-budget").glob("*.yaml"):
        title = next(
            line for line in file.read_text("utf-8").splitlines() if line.startswith("title:")
        )
        words = title.partition(":")[2].strip().strip("\"'").replace('\\"', '"').replace(" ", "")
        assert words.split('"')[0] in text, file.name
    assert "https://www.scmp.com/business/markets/article/3158578" in text
    # Numbers stand behind the words that they belong to.
    assert "December20218" in text


def test_print_has_no_furniture(printed: str) -> None:
    for furniture in ("Table of contents", "As published", "Next note", "Permalink", "↑"):
        assert furniture not in printed
    assert "More " + "Less" not in printed


def test_print_says_every_address_and_what_is_shown(
    printed: str, built_site: tuple[Path, str]
) -> None:
    text = printed.replace(" ", "")
    article = (ROOT / "docs" / f"{ARTICLE[:-1]}.md").read_text("utf-8")
    assert yaml.load(article.split("---")[1], yaml.BaseLoader)["source"]["url"] in text
    assert text.count(built_site[1]) == text.count(built_site[1] + ARTICLE) == 1  # its own
    assert "View Annotated" in printed
    assert re.search(r"Notes \d+ corrections \d+ sources \d+ context", printed)
    assert "Corrected" not in printed


@pytest.fixture(scope="module")
def linked_site(small_site: Callable[..., str]) -> str:
    """The address of the small site, with a note that has links of every sort."""
    return small_site(files={"annotations/bridge/report.yaml": LINKED})


def test_addresses_behind_words_are_printed(browser: Browser, linked_site: str) -> None:
    text = printed_text(browser, linked_site, "articles/bridge/").replace(" ", "")
    addresses = re.findall(r"https://[^)\s]+", LINKED)
    assert len(addresses) == 3
    assert all(f"<{address}>" in text for address in addresses)


def test_print_follows_the_view(browser: Browser, linked_site: str) -> None:
    article = "articles/bridge/"
    corrected = printed_text(browser, linked_site, f"{article}?view=corrected", "correction")
    assert "View Corrected" in corrected
    assert "Notes 1 source" in corrected
    assert "1 correction " not in corrected
    published = printed_text(browser, linked_site, f"{article}?view=published")
    assert "View As published" in published
    assert "Annotations" not in published
