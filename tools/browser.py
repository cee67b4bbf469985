"""Find a Chromium for tests and screenshots, and install one where that is possible."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

# Debian's build without windows comes first: it is the same engine, and pages open in half the
# time, as no window, toolbar or new tab is made for each.
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find_browser() -> str | None:
    """The path of a Chromium, or None.

    The variable GLOSSATOR_BROWSER comes first, then what is installed, then Playwright's own.
    """
    named = os.environ.get("GLOSSATOR_BROWSER")
    if named:
        return named if Path(named).is_file() else None
    installed = next((path for name in NAMES if (path := shutil.which(name))), None)
    return installed or _playwright_browser()


def _playwright_browser() -> str | None:
    try:
        from playwright.sync_api import sync_playwright
    except ModuleNotFoundError:
        return None
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def install_browser() -> None:
    """Install a Chromium: Debian's where this user may, else the one that Playwright brings."""
    attempts: list[list[list[str]]] = []
    if shutil.which("apt-get"):
        sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
        if not sudo or shutil.which("sudo"):
            install = [*sudo, "apt-get", "install", "-y", "-qq", "--no-install-recommends"]
            update = [*sudo, "apt-get", "update", "-qq"]
            attempts += [[update, [*install, SHELL]], [[*install, "chromium"]]]
    attempts.append([[sys.executable, "-m", "playwright", "install", "chromium"]])
    for commands in attempts:
        try:
            for command in commands:
                print("installing a browser:", " ".join(command), file=sys.stderr)
                subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=sys.stderr)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"that did not work: {error}", file=sys.stderr)
        if find_browser():
            return


def main() -> int:
    """Print the browser's path; with --install, get one first where there is none."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--install", action="store_true")
    options = parser.parse_args()
    if options.install and not find_browser():
        install_browser()
    path = find_browser()
    if path:
        print(path)
        return 0
    print(
        "there is no Chromium here; install one, or name it in GLOSSATOR_BROWSER",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
