"""Articles, quotes and notes that are written from right to left, among English words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visit, open_visit
from tests.browser.form import dialog_of, select
from tests.browser.settled import settled
from tests.browser.test_accessibility import violations

pytestmark = pytest.mark.browser

# Language, headline, publisher, body, quoted words, what they should be, the note's title.
TEXTS = {
    "gesher": (
        *("he", "עלות הגשר עלתה, אמר המשרד", "עיתון לדוגמה"),
        "משרד התחבורה הודיע כי העלות עלתה פי שלושה ממה שפורסם, לפי חברת Nordbridge השוודית.",
        *("פי שלושה", "פי שניים", "Twice, not three times"),
    ),
    "jisr": (
        *("ar", "كلفة الجسر تتضاعف", "صحيفة المثال"),
        "قالت وزارة النقل إن شركة Nordbridge السويدية رفعت الكلفة ثلاث مرات عما نُشر.",
        *("ثلاث مرات", "مرتين", "مرتان لا ثلاث"),
    ),
    "qiao": (
        *("zh", "大桥造价增加两倍", "示例日报"),
        "交通部表示，造价增加了两倍。",
        *("增加了两倍", "增加了一倍", "Doubled, not tripled"),
    ),
}
BODY = "كانت الكلفة 45 مليوناً بحسب Nordbridge."
LEFT = "element => element.getBoundingClientRect().left"
DIRECTION = "element => getComputedStyle(element).direction"


def article(slug: str) -> dict[str, str]:
    language, title, publisher, body, exact, replacement, headline = TEXTS[slug]
    source = f"url: https://news.example.org/{slug}\n  publisher: {publisher}"
    meta = f"title: {title}\nsource:\n  {source}\n  published: 2026-02-10\n  language: {language}"
    note = f"kind: correction\ntitle: {headline}\ntarget:\n  exact: {exact}\n"
    note += f"replacement: {replacement}\nbody: {BODY}\nsources:\n"
    note += f"  - url: https://example.org/a\n    publisher: {publisher}\n    title: {title}\n"
    return {
        f"docs/articles/{slug}.md": f"---\n{meta}\n---\n\n{body}\n",
        f"annotations/{slug}/cost.yaml": note,
    }


@pytest.fixture(scope="module")
def many_ways(small_site: Callable[..., str]) -> str:
    """The address of a site with an article in each of these languages."""
    return small_site(files={path: text for slug in TEXTS for path, text in article(slug).items()})


@pytest.fixture(scope="module", params=[390, 1440])
def there(
    browser: Browser, many_ways: str, request: pytest.FixtureRequest
) -> Callable[[str], Visit]:
    context = browser.new_context(viewport={"width": request.param, "height": 900})
    visit = open_visit(context, many_ways)
    request.addfinalizer(context.close)

    def go(path: str) -> Visit:
        visit.go(path)
        settled(visit.page)
        return visit

    return go


def assert_old_before_new(page: Page, slug: str) -> None:
    language, _, _, _, exact, replacement, _ = TEXTS[slug]
    place = page.locator(".gloss-place", has_text=exact).first
    old, new = place.locator("del"), place.locator("ins bdi, ins").last
    expect(old).to_have_attribute("lang", language)
    expect(new).to_have_attribute("lang", language)
    expect(new).to_have_text(replacement)
    assert old.evaluate(LEFT) < place.locator("ins").evaluate(LEFT) < new.evaluate(LEFT)


@pytest.mark.parametrize("slug", TEXTS)
def test_a_correction_reads_from_old_to_new(there: Callable[[str], Visit], slug: str) -> None:
    page = there(f"articles/{slug}/").page
    assert_old_before_new(page, slug)
    assert_old_before_new(there("corrections/").page, slug)


@pytest.mark.parametrize("slug", TEXTS)
def test_the_text_runs_as_its_language_does(there: Callable[[str], Visit], slug: str) -> None:
    page = there(f"articles/{slug}/").page
    language, _, publisher, *_ = TEXTS[slug]
    wanted = "ltr" if language == "zh" else "rtl"
    for part in (".gloss-article", ".gloss-head", ".gloss-article p"):
        assert page.locator(part).first.evaluate(DIRECTION) == wanted
    # The note's own text is Arabic, whatever the article is.
    assert page.locator(".gloss-note__body p").first.evaluate(DIRECTION) == "rtl"
    # Our own sentences are English, and the date stands behind the publisher in one piece.
    byline = page.locator(".gloss-byline__from")
    assert byline.evaluate(DIRECTION) == "ltr"
    name, day = byline.locator("strong"), byline.locator("time")
    if name.bounding_box()["y"] == day.bounding_box()["y"]:  # type: ignore[index]
        assert name.evaluate(LEFT) < day.evaluate(LEFT)
    said = " ".join(byline.inner_text().split())
    assert said.startswith(f"{publisher} · 10 February 2026")


def test_pages_of_both_directions_have_no_violation(there: Callable[[str], Visit]) -> None:
    for path in ("", "articles/gesher/", "corrections/", "annotations/", "sources/"):
        visit = there(path)
        assert violations(visit.page, ".md-content") == []
        assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert visit.complaints == []


def test_the_form_and_its_preview_keep_the_direction(there: Callable[[str], Visit]) -> None:
    page = there("articles/gesher/").page
    select(page, "משרד התחבורה")
    page.locator(".gloss-offer").click()
    form = dialog_of(page)
    form.get_by_role("radio", name="Correction").check()
    form.get_by_label("It should say").fill("משרד האוצר")
    form.get_by_label("Explanation").fill(BODY)
    settled(page)
    assert form.get_by_label("Explanation").evaluate(DIRECTION) == "rtl"
    preview = form.get_by_role("note")
    old, new = preview.locator("del"), preview.locator("ins bdi")
    assert (old.evaluate(DIRECTION), new.evaluate(DIRECTION)) == ("rtl", "rtl")
    assert old.evaluate(LEFT) < new.evaluate(LEFT)
    page.evaluate("localStorage.clear(); sessionStorage.clear()")
