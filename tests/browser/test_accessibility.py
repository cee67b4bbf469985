"""axe-core finds nothing on any kind of page, and the keyboard reaches everything."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import ARTICLE, Visit
from tests.browser.settled import settled

pytestmark = pytest.mark.browser

WIDTHS = [390, 1440]
PAGES = [
    "",
    "articles/",
    "annotations/",
    "charts/",
    "annotated/",
    ARTICLE,
    f"{ARTICLE}?view=corrected",
    f"{ARTICLE}?view=published",
    f"{ARTICLE}#note-naura-name",
    "topics/",
    "topics/t-head/",
    "topics/ubp/",
    "corrections/",
    "sources/",
    "about/",
    "about/check/",
    "about/performance/",
]
# WCAG 2.2 AA, and what axe calls best practice.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL = {"type": "tag", "values": TAGS}
# In the dark everything but colours is as in the light.
OF_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
NONE: dict[str, list[str]] = {"dark": [], "light": []}
AXE = Axe().axe_script


@pytest.fixture(params=WIDTHS)
def reader(visit: Visit, request: pytest.FixtureRequest) -> Visit:
    # Tall on wide screens, so that the sticky header covers no half of a control.
    height = 900 if request.param < 1000 else 6000
    visit.page.set_viewport_size({"width": request.param, "height": height})
    visit.page.emulate_media(reduced_motion="reduce")
    return visit


def violations(page: Page, within: str | None = None, *, rules: object = ALL) -> list[str]:
    """What axe finds on the page, or in the element `within` alone."""
    settled(page)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    # Told of what passes, too, it spends most of its time on the names of these elements.
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    found = page.evaluate(
        """async ([within, options]) =>
          (await axe.run(within ?? document, options)).violations""",
        [within, options],
    )
    return [
        f"{rule['id']} ({rule['impact']}): {node['html'][:160]} | {node['failureSummary'][:300]}"
        for rule in found
        for node in rule["nodes"]
    ]


def violations_by_day_and_night(page: Page, within: str | None = None) -> dict[str, list[str]]:
    """What axe finds in the light, where the page stays, and in the dark, on the same page."""
    found = {}
    for scheme, name, rules in (("dark", "slate", OF_COLOURS), ("light", "default", ALL)):
        # The reader's own switch, as a page that is open does not follow the system's.
        page.locator(f"[name=__palette][data-md-color-scheme={name}]").evaluate("e => e.click()")
        page.emulate_media(color_scheme=scheme)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", name)
        found[scheme] = violations(page, within, rules=rules)
    return found


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_no_violation(reader: Visit, path: str) -> None:
    reader.page.emulate_media(color_scheme="dark")  # so that pages are loaded in it, too
    reader.go(path)
    assert violations_by_day_and_night(reader.page) == NONE


@pytest.mark.parametrize("reader", [1440], indirect=True)
def test_the_keyboard_reaches_every_marker_and_every_note(reader: Visit) -> None:
    reader.go(ARTICLE)
    page = reader.page
    wanted = set(
        page.locator("a.gloss-ref, .gloss-note__toggle, .gloss-tools :is(input, button)")
        .evaluate_all(
            "all => all.map((e, i) => (e.dataset.n = i, e.checkVisibility() ? String(i) : ''))"
        )
    ) - {""}  # fmt: skip
    reached: set[str] = set()
    lost = 0
    for _ in range(400):
        page.keyboard.press("Tab")
        at = page.evaluate(
            """() => { const e = document.activeElement;
              return [e.dataset.n ?? '', e === document.body, e.name === 'gloss-view']; }"""
        )
        reached.add(at[0])
        lost += at[1]
        if at[2]:  # arrow keys move within a group of radio buttons
            reached |= set(
                page.locator("[name=gloss-view]").evaluate_all("all => all.map(e => e.dataset.n)")
            )
        if wanted <= reached:
            break
    assert wanted <= reached
    assert lost <= 1


@pytest.mark.parametrize("reader", [390], indirect=True)
def test_axe_finds_no_violation_in_what_unfolds(reader: Visit) -> None:
    reader.go(ARTICLE)
    for fold in (".gloss-verdict", ".gloss-copy", ".gloss-kinds"):
        reader.page.locator(f"{fold} summary").click()
    assert violations_by_day_and_night(reader.page) == NONE
