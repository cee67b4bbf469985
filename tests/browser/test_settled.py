"""A page is at rest when all that it put off has happened, by whatever means it was put off."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Visit
from tests.browser.settled import settled

pytestmark = pytest.mark.browser

# Each has `act` called, once or again and again.
MEANS = {
    "a timer": "setTimeout(act, 400)",
    "a timer that repeats": "setInterval(act, 400)",
    "a frame": "requestAnimationFrame(() => requestAnimationFrame(act))",
}


@pytest.mark.parametrize("means", MEANS.values(), ids=MEANS)
def test_what_a_page_put_off_has_happened(fresh_visit: Visit, means: str) -> None:
    page = fresh_visit.page
    fresh_visit.go("assets/glossator/favicon.svg")
    page.evaluate(f"() => {{ window.times = 0; const act = () => {{ times += 1; }}; {means}; }}")
    settled(page)
    assert page.evaluate("times") >= 1
