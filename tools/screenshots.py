"""Take pictures of the built site: `python tools/screenshots.py OUT [PAGE...]`.

The pictures in README and CONTRIBUTING are made with
`GLOSSATOR_REPO_URL=https://github.com/example/corpus make site` and
`python tools/screenshots.py docs/assets --readme`.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import sys
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from playwright.sync_api import Browser, sync_playwright

from browser import find_browser

ROOT = Path(__file__).parent.parent
ARTICLE = "articles/alibaba-ai-budget/"
PAGES = ["", ARTICLE, "annotations/", "topics/t-head/", "topics/", "corrections/", "sources/"]
PAGES += ["charts/", "annotated/", "about/"]
# Name, page, width and height in px, and what is brought to the top of the picture.
README = [
    ("article-wide", f"{ARTICLE}#note-high-since-october-2021", 1440, 900, ""),
    ("article-narrow", f"{ARTICLE}#note-high-since-october-2021", 390, 844, ""),
    ("article-corrected", f"{ARTICLE}?view=corrected", 1440, 900, ".gloss-article"),
    ("topic-timeline", "topics/t-head/", 1440, 900, "#timeline"),
]
# The note that is written in the pictures of the form.
WORDS = "Union Bancaire Privee"
NOTE = {
    "Explanation": "A private bank in Geneva, founded in 1969.",
    "Address": "http://corporatetrivia.com/current/2002/switzerland/ubp.html",
    "Publisher": "corporatetrivia.com",
    "Title of the page": "Union Bancaire Privee",
    "Published on": "2002",
    "Your name": "Your Name",
}
SELECT = """(words) => {
  const walker = document.createTreeWalker(
    document.querySelector(".gloss-article"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    const top = node.parentElement.getBoundingClientRect().top;
    scrollTo({ top: scrollY + top - 330, behavior: "instant" });
    getSelection().setBaseAndExtent(node, at, node, at + words.length);
    return;
  }
  throw new Error(`${words} do not stand in one piece in the article`);
}"""
WIDTHS = (390, 768, 1440)
SCHEMES = ("light", "dark")
FLAGS = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_args: object) -> None:
        pass


def main() -> None:
    """Serve `site/`, visit each page at each width, light and dark, and write PNG files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="folder for the pictures")
    parser.add_argument("pages", nargs="*", default=PAGES)
    parser.add_argument("--readme", action="store_true", help="the pictures of the README")
    parser.add_argument("--full", action="store_true", help="the whole page, not one screen")
    parser.add_argument("--site", type=Path, default=ROOT / "site")
    parser.add_argument("--widths", type=int, nargs="*", default=WIDTHS)
    parser.add_argument("--schemes", nargs="*", default=SCHEMES)
    parser.add_argument("--height", type=int, default=1000)
    options = parser.parse_intermixed_args()
    options.out.mkdir(parents=True, exist_ok=True)
    handler = functools.partial(_Quiet, directory=str(options.site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_address[1]}/"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=FLAGS, chromium_sandbox=False
        )
        for name, path, width, height, top in README if options.readme else ():
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(base + path)
            page.wait_for_load_state("networkidle")
            if top:
                page.locator(top).evaluate("e => scrollTo(0, e.getBoundingClientRect().top - 105)")
            page.wait_for_timeout(500)  # the notes come to rest
            page.screenshot(path=options.out / f"{name}.png")
            print(options.out / f"{name}.png")
            page.close()
        if options.readme:
            take_form(browser, base, options.out)
        for scheme in () if options.readme else options.schemes:
            for width in options.widths:
                page = browser.new_page(
                    viewport={"width": width, "height": options.height}, color_scheme=scheme
                )
                for path in options.pages:
                    page.goto(base + path)
                    name = path.split("#")[0].strip("/").replace("/", "-") or "home"
                    file = options.out / f"{name}-{width}-{scheme}.png"
                    page.screenshot(path=file, full_page=options.full)
                    print(file)
                page.close()
        browser.close()
    server.shutdown()


def take_form(browser: Browser, base: str, out: Path) -> None:
    """The pictures of CONTRIBUTING: words selected in an article, and the form filled in."""
    page = browser.new_page(viewport={"width": 1280, "height": 620})
    page.goto(base + ARTICLE)
    page.wait_for_load_state("networkidle")
    page.evaluate(SELECT, WORDS)
    offer = page.locator(".gloss-offer")
    offer.wait_for()
    page.wait_for_timeout(500)
    page.screenshot(path=out / "contribute-select.png")
    print(out / "contribute-select.png")
    page.set_viewport_size({"width": 1280, "height": 980})
    offer.click()
    form = page.get_by_role("dialog", name="Add a note")
    form.get_by_role("radio", name="Context").check()
    for field, text in NOTE.items():
        form.get_by_role("textbox", name=field).first.fill(text)
    page.evaluate("document.activeElement.blur()")
    preview = form.get_by_text("As readers will see it")
    preview.evaluate("e => e.scrollIntoView({ block: 'center' })")
    page.wait_for_timeout(500)
    page.screenshot(path=out / "contribute-form.png")
    print(out / "contribute-form.png")
    page.close()


if __name__ == "__main__":
    main()
