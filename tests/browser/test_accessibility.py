"""axe-core finds nothing on any kind of page, and the keyboard reaches everything."""

from __future__ import annotations

from collections.abc import Collection, Iterator

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
    "topics/",
    "topics/t-head/",
    "topics/ubp/",
    "corrections/",
    "sources/",
    "about/",
    "about/check/",
    "about/performance/",
]
# The same page again, most of which is as it was.
STATES = [f"{ARTICLE}?view=corrected", f"{ARTICLE}?view=published", f"{ARTICLE}#note-naura-name"]
# WCAG 2.2 AA, and what axe calls best practice.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL = {"type": "tag", "values": TAGS}
# In the dark everything but colours is as in the light.
COLOURS = ["color-contrast", "link-in-text-block"]
OF_COLOURS = {"type": "rule", "values": COLOURS}
NONE: dict[str, list[str]] = {"dark": [], "light": []}
AXE = Axe().axe_script


def looks() -> Iterator[tuple[str, int, tuple[str, ...]]]:
    """Each page at each width, its colours in each scheme at one of them; states in pairs."""
    for number, path in enumerate(PAGES + STATES):
        one, other = WIDTHS[:: 1 if number % 2 else -1]
        yield path, one, ("light",)
        yield path, other, ("dark",) if path in STATES else ("dark", "shapes")


def set_up(visit: Visit, width: int) -> None:
    # Tall on wide screens, so that the sticky header covers no half of a control.
    visit.page.set_viewport_size({"width": width, "height": 900 if width < 1000 else 6000})
    visit.page.emulate_media(reduced_motion="reduce")


def violations(
    page: Page, within: str | None = None, *, rules: object = ALL, without: Collection[str] = ()
) -> list[str]:
    """What axe finds on the page, or in the element `within` alone."""
    settled(page)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    # Told of what passes, too, it spends most of its time on the names of these elements.
    left_out = {rule: {"enabled": False} for rule in without}
    options = {"runOnly": rules, "rules": left_out, "resultTypes": ["violations"]}
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


def violations_by_day_and_night(
    page: Page, within: str | None = None, schemes: Collection[str] = ("dark", "light")
) -> dict[str, list[str]]:
    """What axe finds in the light, where the page stays, and in the dark, on the same page.

    With `shapes` it looks in the light at everything but colours.
    """
    found: dict[str, list[str]] = dict(NONE)
    if "dark" in schemes:
        show_in(page, "dark", "slate")
        found["dark"] = violations(page, within, rules=OF_COLOURS)
    show_in(page, "light", "default")
    if {"light", "shapes"} & {*schemes}:
        found["light"] = violations(page, within, without=COLOURS if "shapes" in schemes else ())
    return found


def show_in(page: Page, scheme: str, name: str) -> None:
    # The reader's own switch, as a page that is open does not follow the system's.
    page.locator(f"[name=__palette][data-md-color-scheme={name}]").evaluate("e => e.click()")
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", name)


@pytest.mark.parametrize(("path", "width", "schemes"), [*looks()])
def test_axe_finds_no_violation(
    visit: Visit, path: str, width: int, schemes: tuple[str, ...]
) -> None:
    set_up(visit, width)
    visit.page.emulate_media(color_scheme="dark" if "dark" in schemes else "light")
    visit.go(path)
    assert violations_by_day_and_night(visit.page, schemes=schemes) == NONE


def test_the_keyboard_reaches_every_marker_and_every_note(visit: Visit) -> None:
    set_up(visit, 1440)
    visit.go(ARTICLE)
    page = visit.page
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


def test_axe_finds_no_violation_in_what_unfolds(visit: Visit) -> None:
    set_up(visit, 390)
    visit.go(ARTICLE)
    folds = (".gloss-verdict", ".gloss-copy", ".gloss-kinds")
    for fold in folds:
        visit.page.locator(f"{fold} summary").click()
    assert violations_by_day_and_night(visit.page, ", ".join(folds)) == NONE
