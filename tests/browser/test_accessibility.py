"""axe-core finds nothing on any kind of page, and the keyboard reaches everything."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import ARTICLE, Visit
from tests.browser.settled import settled

pytestmark = pytest.mark.browser

WIDTHS = [390, 1440]
SCHEMES = ["light", "dark"]
PAGES = [
    "",
    "articles/",
    "annotations/",
    "charts/",
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
]
# WCAG 2.2 AA, and what axe calls best practice.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL = {"type": "tag", "values": TAGS}
# In the dark everything but colours is as in the light.
OF_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}


@pytest.fixture
def reader(visit: Visit, request: pytest.FixtureRequest) -> Visit:
    width, scheme = request.param
    # Tall on wide screens, so that the sticky header covers no half of a control.
    height = 900 if width < 1000 else 6000
    visit.page.set_viewport_size({"width": width, "height": height})
    visit.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    return visit


def violations(page: Page, within: str | None = None, *, rules: object = ALL) -> list[str]:
    """What axe finds on the page, or in the element `within` alone."""
    settled(page)
    # Told of what passes, too, it spends most of its time on the names of these elements.
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    found = Axe().run(page, context=within, options=options)
    return [
        f"{rule['id']} ({rule['impact']}): {node['html'][:160]} | {node['failureSummary'][:300]}"
        for rule in found.response["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize(
    "reader",
    [(w, s) for w in WIDTHS for s in SCHEMES],
    indirect=True,
    ids=lambda p: f"{p[0]}-{p[1]}",
)
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_no_violation(reader: Visit, path: str) -> None:
    reader.go(path)
    is_dark = reader.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert violations(reader.page, rules=OF_COLOURS if is_dark else ALL) == []


@pytest.mark.parametrize("reader", [(1440, "light")], indirect=True, ids=["wide"])
def test_the_keyboard_reaches_every_marker_and_every_note(reader: Visit) -> None:
    reader.go(ARTICLE)
    page = reader.page
    wanted = set(
        page.locator("a.gloss-ref, .gloss-note__toggle, .gloss-tools :is(input, button)")
        .evaluate_all("all => all.map((e, i) => (e.dataset.n = i, String(i)))")
    )  # fmt: skip
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
