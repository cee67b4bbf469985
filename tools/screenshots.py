"""Take pictures of the built site: `python tools/screenshots.py OUT [PAGE...]`.

The picture in the README is made after `make site` with
`python tools/screenshots.py docs/assets articles/alibaba-ai-budget/ --widths 1280 \
--schemes light --height 860`.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import sys
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from playwright.sync_api import sync_playwright

from browser import find_browser

ROOT = Path(__file__).parent.parent
PAGES = ["", "articles/alibaba-ai-budget/", "topics/t-head/", "topics/", "corrections/", "sources/"]
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
        for scheme in options.schemes:
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


if __name__ == "__main__":
    main()
