"""What git knows: who is writing, and how a file was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from glossator.checking.git import GitError, ask_git

# How far back to look for the text that a note was written on.
MOST_VERSIONS = 20
# Seconds; git answers at once, or waits for something that will not come.
_PATIENCE = 20


def user_name(root: Path) -> str:
    """The name that git puts on commits; empty where there is none."""
    return _git(root, "config", "user.name").strip()


def versions(root: Path, path: str) -> Iterator[str]:
    """The texts of the file at `path`, relative to `root`, as committed, newest first.

    Nothing where there is no git, no repository, or no such file in it.
    """
    # Without options of its own, the repository's settings could call other programs.
    log = ["log", "--no-ext-diff", "--no-show-signature", f"--max-count={MOST_VERSIONS}"]
    commits = _git(root, *log, "--format=%H", "--", path)
    for commit in commits.split():
        text = _git(root, "cat-file", "blob", f"{commit}:./{path}")
        if text:
            yield text


def _git(root: Path, *arguments: str) -> str:
    """What git prints; nothing where it fails."""
    try:
        return ask_git(root, *arguments, patience=_PATIENCE).decode(errors="replace")
    except GitError:
        return ""
