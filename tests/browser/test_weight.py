"""What a reader has to load, and what comes out of the printer."""

from __future__ import annotations

import gzip
import io
import shutil
import unicodedata
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from tests.browser.conftest import ARTICLE, Visit, open_visit
from tests.browser.settled import settled
from tests.host import ROOT, run

pytestmark = pytest.mark.browser

MOST_SCRIPT = 15_000
MOST_STYLE = 12_000
# What is loaded when somebody writes a note, and only then. Each of its modules is compressed
# by itself, which takes a sixth more than one file would.
MOST_FORM_SCRIPT = 38_000
MOST_FORM_STYLE = 4_000
MOST_HTML = 25_000
NOTES = 35


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
    visit.page.wait_for_load_state("networkidle")
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


@pytest.fixture(scope="module")
def printed(browser: Browser, built_site: tuple[Path, str]) -> str:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    visit = open_visit(context, built_site[1])
    visit.go(ARTICLE)
    settled(visit.page)  # the notes are in the margin now
    pdf = visit.page.pdf(format="A4")
    context.close()
    pages = PdfReader(io.BytesIO(pdf)).pages
    assert 5 < len(pages) < 40
    text = " ".join(page.extract_text() for page in pages)
    return " ".join(unicodedata.normalize("NFKC", text).split())  # printers join f and i


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
