"""Builds a site again and again in one process and one folder, as `mkdocs serve` does.

Takes the folder; builds, says so in a line, and goes on at each line that it reads.
"""

from __future__ import annotations

import sys

from mkdocs.commands.build import build
from mkdocs.config import load_config


def main(folder: str) -> None:
    """Build, until nobody asks for it any more."""
    is_begun = False
    while True:
        config = load_config("mkdocs.yml", site_dir=folder)
        if not is_begun:
            config.plugins.on_startup(command="serve", dirty=False)
        is_begun = True
        build(config, serve_url=config.site_url)
        print("built", flush=True)
        if not sys.stdin.readline():
            return


if __name__ == "__main__":
    main(sys.argv[1])
