"""Take the picture of the command line in CONTRIBUTING: `python tools/terminal.py OUT.png`.

A real `glossator new annotation`, asked and answered at a real terminal, in a copy of this
site from which the note that is written was taken out before.
"""

from __future__ import annotations

import fcntl
import html
import os
import pty
import re
import select
import shutil
import struct
import sys
import tempfile
import termios
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from playwright.sync_api import sync_playwright

from browser import find_browser

ROOT = Path(__file__).parent.parent
COLUMNS, ROWS = 96, 200
QUIET = 1.0  # seconds without a word: the command waits for an answer
NOTE = "annotations/alibaba-ai-budget/high-since-october-2021.yaml"
COMMAND = ["glossator", "new", "annotation", "alibaba-ai-budget", "--name", "Your Name"]
# One answer to each question, in the order in which they come.
ANSWERS = [
    *("correction", "December 2021", "October 2021", "October 2021, not December", "date", "high"),
    "The Hong Kong share last had a comparable price in October 2021.",
    "",
    "https://www.chinahospitalitynews.com/cn/2025/09/24/198009/",
    "21st Century Business Herald",
    "",
    "2025-09-24",
]
STYLE = """
body { margin: 0; background: #16181d; }
pre { margin: 0; padding: 20px 24px; width: 88ch; white-space: pre-wrap; color: #e6e6e6;
  font: 14px/1.45 "DejaVu Sans Mono", monospace; }
b { color: #fff; }
.green { color: #86d98b; }
.red { color: #ff9d97; }
"""


def answered(command: list[str], answers: list[str], folder: Path) -> str:
    """All that the command and its user wrote; what is not answered is skipped."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.environ.update(TERM="xterm-256color", COLUMNS=str(COLUMNS))
        os.execvp(command[0], command)  # noqa: S606 - the command of this very project
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    said, left = b"", list(answers)
    while True:
        if not select.select([terminal], [], [], QUIET)[0]:
            os.write(terminal, ((left.pop(0) if left else "") + "\n").encode())
            continue
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # how Linux tells that the command has ended
            break
        if not piece:
            break
        said += piece
    os.waitpid(child, 0)
    return said.decode().replace("\r", "")


def as_html(said: str) -> str:
    """What a terminal shows, with its bold and coloured words."""
    opened = {"1": "<b>", "32": '<b class="green">', "31": '<b class="red">'}
    text = re.sub(
        r"\x1b\[([0-9]*)m",
        lambda found: opened.get(found[1], "</b>" if found[1] in {"", "0"} else ""),
        html.escape(said, quote=False),
    )
    shown = text.strip("\n")
    prompt = " ".join(f'"{word}"' if " " in word else word for word in COMMAND)
    return f"<style>{STYLE}</style><pre>$ {prompt}\n{shown}</pre>"


def main() -> None:
    """Write the picture."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        for name in ("docs", "annotations"):
            shutil.copytree(ROOT / name, site / name)
        shutil.copy2(ROOT / "mkdocs.yml", site)
        (site / NOTE).unlink()
        said = answered(COMMAND, ANSWERS, site)
    print(said)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), chromium_sandbox=False)
        page = browser.new_page(device_scale_factor=1.5)
        page.set_content(as_html(said))
        page.locator("pre").screenshot(path=sys.argv[1])
        browser.close()


if __name__ == "__main__":
    main()
