"""What a branch changed, asked of git; nothing is written and nothing is fetched."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from glossator.disk.places import resolved
from glossator.spelling import nearest

# Of `git diff --raw`: a file as opposed to a link, a submodule or nothing.
_FILE_MODES = frozenset({b"100644", b"100755"})

# A name that `git fetch` may be told of, as opposed to `HEAD~3` or `main@{yesterday}`.
_BRANCH = re.compile(r"\w[\w./-]*")


class GitError(Exception):
    """Git cannot tell what changed; the message says what to do."""


@dataclass(frozen=True)
class Changes:
    """The files that differ from those of an earlier commit.

    All paths are POSIX paths relative to the site's root.

    Attributes:
        base: The commit compared with, in short.
        changed: Files that are new, or other ones than then.
        removed: Files that are there no more, those with a new name included.
        before: What a changed file held then, under the name that it has now.
        renamed: The name that a file had then, by the one that it has now.
    """

    base: str
    changed: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()
    before: dict[str, bytes] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)

    def text_before(self, path: str) -> str | None:
        """What the file that is now at `path` held, as it would be read; None for a new one."""
        raw = self.before.get(path)
        if raw is None:
            return None
        text = raw.decode("utf-8-sig", "replace")
        return text.replace("\r\n", "\n").replace("\r", "\n")


def changes_since(revision: str, root: Path, paths: Sequence[str]) -> Changes:
    """What differs between the site in `root` and the commit where it left `revision`.

    That commit is the merge base of `revision` and HEAD. What is not committed yet counts,
    new files too unless git ignores them. Only files at or below `paths`, relative to
    `root`, are told.

    Raises:
        GitError: there is no git, no repository, no such revision, or nothing in common.
    """
    root = resolved(root)
    top = Path(os.fsdecode(_top(root)))
    base = _merge_base(revision, root)
    inside = [root / path for path in paths if (root / path).is_relative_to(top)]
    pathspecs = [os.fsencode(path.relative_to(top)) for path in inside]
    if not pathspecs:
        return Changes(base[:7])

    def from_root(path: bytes) -> str:
        return Path(os.path.relpath(top / os.fsdecode(path), root)).as_posix()

    # Without options of its own, the repository's settings could call other programs.
    diff = ["diff", "--raw", "-z", "--no-abbrev", "--find-renames", "--no-ext-diff"]
    diff += ["--no-textconv", "--no-relative", "--ignore-submodules=none"]
    raw = ask_git(top, *diff, base, "--", *pathspecs)
    untracked = ask_git(
        top, "ls-files", "-z", "--others", "--exclude-standard", "--full-name", "--", *pathspecs
    )
    changed = {from_root(path) for path in untracked.split(b"\0") if path}
    removed, objects, renamed = set(), {}, {}
    for change in _parse_raw(raw):
        old, new = from_root(change.old_path), from_root(change.new_path)
        if old != new:
            renamed[new] = old
        if old != new or change.status == b"D":
            removed.add(old)
        if change.status != b"D":
            changed.add(new)
        if change.old_mode in _FILE_MODES:
            objects[new] = change.old_object
    contents = _contents(top, list(objects.values()))
    before = dict(zip(objects, contents, strict=True))
    return Changes(base[:7], frozenset(changed), frozenset(removed - changed), before, renamed)


@dataclass(frozen=True, slots=True)
class _RawChange:
    status: bytes
    old_mode: bytes
    old_object: bytes
    old_path: bytes
    new_path: bytes


def _parse_raw(raw: bytes) -> Iterator[_RawChange]:
    """The entries of `git diff --raw -z`: modes, objects and status, then one path or two."""
    fields = iter(raw.split(b"\0"))
    for head in fields:
        if not head:
            continue
        old_mode, _, old_object, _, status = head.removeprefix(b":").split(b" ")
        path = next(fields)
        new_path = next(fields) if status[:1] in {b"R", b"C"} else path
        old_path = new_path if status[:1] == b"C" else path
        yield _RawChange(status[:1], old_mode, old_object, old_path, new_path)


def _contents(top: Path, objects: Sequence[bytes]) -> list[bytes]:
    """What each object of the repository holds."""
    if not objects:
        return []
    output = ask_git(top, "cat-file", "--batch", given=b"\n".join(objects) + b"\n")
    contents, at = [], 0
    for _ in objects:
        end = output.index(b"\n", at)
        name, kind, *length = output[at:end].split(b" ")
        if not length:
            raise GitError(f"git has no object {name.decode()} ({kind.decode()}); run `git fetch`")
        size = int(length[0])
        contents.append(output[end + 1 : end + 1 + size])
        at = end + size + 2
    return contents


def _top(root: Path) -> bytes:
    """The folder that holds the whole repository."""
    try:
        return ask_git(root, "rev-parse", "--show-toplevel").removesuffix(b"\n")
    except _CallError as error:
        if "dubious ownership" in error.said:
            message = (
                f"git does not trust {root}, which belongs to somebody else; "
                f"run `git config --global --add safe.directory {root}`"
            )
            raise GitError(message) from None
        message = f"{root} is in no git repository; leave `--base` out, or make a clone with git"
        raise GitError(message) from None


def _merge_base(revision: str, root: Path) -> str:
    commit = _commit(revision, root)
    head = _commit("HEAD", root)
    try:
        return ask_git(root, "merge-base", commit, head).decode().split("\n")[0]
    except _CallError:
        pass
    if _is_shallow(root):
        message = (
            f"this clone is too shallow to tell where it left `{revision}`; run "
            "`git fetch --unshallow`, or, in a workflow, give actions/checkout `fetch-depth: 0`"
        )
    else:
        message = (
            f"`{revision}` and this branch have no commit in common; "
            "name the branch that this one began from"
        )
    raise GitError(message)


def _commit(revision: str, root: Path) -> str:
    """The full name of the commit that `revision` names."""
    try:
        if not revision.strip() or "\0" in revision:
            raise GitError("the name of the revision is empty; name a branch, as in `origin/main`")
        # What looks like an option is none behind --end-of-options.
        wanted = f"{revision}^{{commit}}"
        found = ask_git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted)
        return found.decode().strip()
    except _CallError:
        pass
    if revision == "HEAD":
        raise GitError("this repository has no commit yet; make one, or leave `--base` out")
    advice = _advice(revision, root)
    raise GitError(f"there is no revision `{revision}` in this repository{advice}")


def _advice(revision: str, root: Path) -> str:
    if not _BRANCH.fullmatch(revision):
        return "; name a branch, a tag or a commit, as in `origin/main`"
    remote, _, branch = revision.partition("/") if "/" in revision else ("origin", "", revision)
    fetch = f"; fetch it with `git fetch {remote} {branch or 'main'}`"
    if _is_shallow(root):
        return f"{fetch}, or, in a workflow, give actions/checkout `fetch-depth: 0`"
    # A branch is often called by the name that it has on the server alone.
    names = {name.partition("/")[2] or name: name for name in _names(root)}
    names |= {name: name for name in names.values()}
    guess = nearest(revision, names)
    return f"; did you mean `{names[guess]}`?" if guess else fetch


def _names(root: Path) -> list[str]:
    """All branches and tags."""
    try:
        found = ask_git(root, "for-each-ref", "--format=%(refname:short)")
    except _CallError:
        return []
    return found.decode("utf-8", "replace").split()


def _is_shallow(root: Path) -> bool:
    return ask_git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"


class _CallError(GitError):
    def __init__(self, arguments: Sequence[str | bytes], said: str) -> None:
        command = " ".join(map(os.fsdecode, arguments))
        super().__init__(f"`git {command}` failed: {said.strip() or 'it did not say why'}")
        self.said = said


def ask_git(
    folder: Path, *arguments: str | bytes, given: bytes = b"", patience: float | None = None
) -> bytes:
    """What git prints; it asks nobody, takes no locks, and reads no patterns from paths.

    Args:
        folder: Where it is called.
        arguments: The command and its options.
        given: What it reads.
        patience: Seconds to wait for it; without it, as long as it takes.

    Raises:
        GitError: there is no git, it fails, or it takes longer.
    """
    environment = {
        **os.environ,
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }
    try:
        done = subprocess.run(  # noqa: S603 - a list of arguments, without a shell
            ["git", "-C", os.fspath(folder), "-c", "core.fsmonitor=false", *arguments],  # noqa: S607
            input=given,
            capture_output=True,
            env=environment,
            timeout=patience,
            check=False,
        )
    except FileNotFoundError:
        raise GitError(
            "git is not installed, and `--base` asks it what changed; install it, "
            "or leave `--base` out"
        ) from None
    except OSError as error:
        raise _CallError(arguments, error.strerror or "") from None
    except subprocess.TimeoutExpired:
        raise _CallError(arguments, "it did not answer") from None
    if done.returncode:
        raise _CallError(arguments, done.stderr.decode("utf-8", "replace"))
    return done.stdout
