"""What is made of hostile Markdown and HTML, as a real browser reads it, writes it and reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from playwright.sync_api import Browser, Page

from glossator.weaving.markdown import MarkdownError, render_article_body, render_note_body
from glossator.weaving.sanitize import sanitize_article, sanitize_note, sanitize_page
from tests.fuzz import markdown
from tests.fuzz.feeding import ROOT, Fed
from tests.fuzz.mutating import inputs
from tests.fuzz.reading_html import ACTIVE, ADDRESSES

pytestmark = [pytest.mark.trust, pytest.mark.long, pytest.mark.browser]
INPUTS = 4_000
# Fragments that are given to the page at once.
BATCH = 500
# Where `make fuzz` keeps what reached something new.
REACHED = ROOT / ".cache/fuzz/inputs/markdown"

READ = """
([batch, active, addresses]) => {
  const found = [];
  const tell = (html, what) => found.length < 20 && found.push([html, what]);
  const look = (root, html) => {
    for (const one of root.querySelectorAll("*")) {
      if (active.includes(one.localName)) tell(html, `<${one.localName}>`);
      if (one.namespaceURI !== "http://www.w3.org/1999/xhtml") tell(html, one.namespaceURI);
      for (const { name, value } of one.attributes) {
        if (/^on|^style$|^srcdoc$|^target$/.test(name)) tell(html, name);
        if (/^(id|name)$/.test(name) && value.startsWith("__")) tell(html, `${name}=${value}`);
        if (!addresses.includes(name)) continue;
        let scheme = "";
        try { scheme = new URL(value, "https://site.example.org/a/").protocol; } catch { continue; }
        if (!["http:", "https:", "mailto:"].includes(scheme)) tell(html, `${name}=${value}`);
      }
    }
  };
  window.ran = 0;
  for (const name of ["alert", "x", "confirm", "prompt"]) window[name] = () => { window.ran += 1; };
  const host = document.querySelector("main");
  for (const html of batch) {
    let text = html;
    for (let round = 0; round < 3; round += 1) {
      const page = `<!doctype html><body><article>${text}</article>`;
      const { body } = new DOMParser().parseFromString(page, "text/html");
      look(body, html);
      const [article, ...others] = body.childNodes;
      if (others.length || article.localName !== "article") tell(html, "stands outside");
      text = article.innerHTML;
    }
    host.innerHTML = html;
    host.innerHTML = host.innerHTML;
    look(host, html);
    if (document.body.children.length !== 1) tell(html, "changes the page");
  }
  host.innerHTML = "";
  if (window.ran) tell("", `${window.ran} scripts ran`);
  return found;
}
"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page, without any policy."""
    context = browser.new_context()
    context.route("**/*", lambda route: route.abort())
    page = context.new_page()
    page.set_content("<!doctype html><title>t</title><body><main></main></body>")
    yield page
    context.close()


def made_of(data: bytes) -> Iterator[str]:
    """All the HTML that comes of an input: of articles, notes and pages."""
    fed = Fed(data)
    text, title = fed.text(), fed.text()
    for clean in (sanitize_article, sanitize_note, sanitize_page):
        yield clean(text)
    try:
        yield render_article_body(text, title, markdown.BASE).html
        yield str(render_note_body(text))
    except MarkdownError:
        return


def test_a_browser_finds_nothing_that_acts_in_what_was_sanitised(
    page: Page, tried: Callable[[str, int], None]
) -> None:
    given_in = {file.read_bytes() for file in sorted(REACHED.glob("*"))}

    @settings(max_examples=INPUTS)
    @given(inputs(markdown))
    def make(data: bytes) -> None:
        given_in.add(data)

    make()
    fragments = sorted({html for data in given_in for html in made_of(data)})
    for first in range(0, len(fragments), BATCH):
        argument = [fragments[first : first + BATCH], sorted(ACTIVE), sorted(ADDRESSES)]
        assert page.evaluate(READ, argument) == []
    tried("fragments of HTML read, written and read again by Chromium", len(fragments))


@pytest.mark.parametrize(
    "html",
    [
        "<img src=x onerror=alert(1)>",
        "<svg><p>x</p></svg>",
        "<a href='java\tscript:x'>x</a>",
        "<h2 id=__search>x</h2>",
        "</article><p>x</p>",
        "<q cite=data:x>x</q>",
    ],
)
def test_the_look_of_a_browser_finds_what_acts(page: Page, html: str) -> None:
    assert page.evaluate(READ, [[html], sorted(ACTIVE), sorted(ADDRESSES)])
