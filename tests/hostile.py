"""Sites made to keep a check busy: many files of one kind, each just below what is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from glossator.content.files import LONGEST_PAGE, LONGEST_RECORD
from glossator.weaving.faults import MarkdownError
from glossator.weaving.slowness import cost_of

HEAD = "---\ntitle: A\nsource: {url: 'https://example.org/a', publisher: A}\n---\n"
TOPIC = "---\ntitle: A\nsummary: A.\n"
NOTE = "kind: context\nbody: b\n"
_ROOM = 200  # for what stands around

File = tuple[str, str]


@cache
def longest(piece: str, limit: int = LONGEST_PAGE - _ROOM) -> str:
    """The piece as often as the text is not refused for, to the nearest two hundredth."""
    low, high = 1, limit // len(piece.encode())
    while high - low > max(1, high // 200):
        middle = (low + high) // 2
        try:
            cost_of(piece * middle)
            low = middle
        except MarkdownError:
            high = middle
    return piece * low


def _articles(piece: str) -> Callable[[int], Iterator[File]]:
    def files(count: int) -> Iterator[File]:
        body = longest(piece)
        for number in range(count):
            yield f"docs/articles/a{number}.md", f"{HEAD}{number}\n\n{body}"

    return files


def _heads(fill: str, begin: str = "") -> Callable[[int], Iterator[File]]:
    def files(count: int) -> Iterator[File]:
        times = (LONGEST_RECORD - _ROOM) // (len(fill) + 5)
        fields = begin + "".join(fill.replace("@", str(one)) for one in range(times))
        for number in range(count):
            yield f"docs/articles/a{number}.md", f"{HEAD[:-4]}{fields}---\n\nword\n"

    return files


def _too_large(count: int) -> Iterator[File]:
    for number in range(count):
        yield f"docs/articles/a{number}.md", HEAD + "word " * 300_000


def _topics(piece: str, aliases: int = 0) -> Callable[[int], Iterator[File]]:
    def files(count: int) -> Iterator[File]:
        for number in range(count):
            names = "".join(f"- name {number}-{one}\n" for one in range(aliases))
            head = TOPIC + (f"aliases:\n{names}" if names else "") + "---\n"
            body = longest(piece, LONGEST_RECORD - 1000 * (len(head) // 1000 + 1))
            yield f"docs/topics/t{number}.md", f"{head}{number}\n\n{body}"

    return files


def _pages(piece: str) -> Callable[[int], Iterator[File]]:
    def files(count: int) -> Iterator[File]:
        body = longest(piece)
        for number in range(count):
            yield f"docs/p{number}.md", f"# A {number}\n\n{body}"

    return files


def _notes(
    fill: str, article: str = "word " * 2000, head: str = NOTE
) -> Callable[[int], Iterator[File]]:
    def files(count: int) -> Iterator[File]:
        yield "docs/articles/a.md", HEAD + article
        times = (LONGEST_RECORD - len(head) - _ROOM) // (len(fill.encode()) + 5)
        text = head + "".join(fill.replace("@", str(one)) for one in range(times))
        for number in range(count):
            yield f"annotations/a/n{number}.yaml", text

    return files


def _many_notes(count: int) -> Iterator[File]:
    words = [f"w{number}" for number in range(140_000)]
    yield (
        "docs/articles/a.md",
        HEAD + "\n\n".join(" ".join(words[at : at + 50]) for at in range(0, len(words), 50)),
    )
    for number in range(10 * count):
        yield (
            f"annotations/a/n{number}.yaml",
            f"{NOTE}target: {{exact: w{number * 10} w{number * 10 + 1}}}\n",
        )


def _nested_notes(count: int) -> Iterator[File]:
    words = [f"w{number}" for number in range(20_000)]
    yield "docs/articles/a.md", HEAD + " ".join(words)
    for number in range(count):
        quote = " ".join(words[5000 - number : 5001 + number])
        yield f"annotations/a/n{number}.yaml", f"{NOTE}target:\n  exact: {quote}\n"


def _orphans_of_articles(count: int) -> Iterator[File]:
    for number in range(count):
        yield f"annotations/gone{number}/n.yaml", NOTE
        yield f"docs/articles/a{number}.md", HEAD + "word\n"


def _small_notes(count: int) -> Iterator[File]:
    """Twenty thousand, where there are three thousand large files of other kinds."""
    for number in range(7 * count):
        if number % 20 == 0:
            yield f"docs/articles/a{number // 20}.md", HEAD + "[a](b) *a* word word <q>a</q>\n" * 3
        yield (
            f"annotations/a{number // 20}/n{number}.yaml",
            f"{NOTE}target:\n  exact: nowhere\n",
        )


def _mixture(count: int) -> Iterator[File]:
    kinds = [files for name, files in KINDS.items() if not name.startswith("a mixture")]
    for files in kinds:
        kept: dict[str, str] = dict(files(max(1, count // len(kinds))))
        yield from kept.items()


KINDS: dict[str, Callable[[int], Iterator[File]]] = {
    "articles of one word": _articles("word "),
    "articles of short paragraphs": _articles("a\n\n"),
    "articles of emphasis": _articles("*a* "),
    "articles of tags": _articles("<q>a</q>"),
    "articles of escapes": _articles("\\("),
    "articles of headings": _articles("# a\n"),
    "articles of headings and blank lines": _articles("# a\n\n"),
    "articles of rows": _articles("| a | b |\n| - | - |\n"),
    "articles of lists": _articles("- a\n\n"),
    "articles of quotations": _articles("> a\n\n"),
    "articles of tables of contents": _articles("[TOC]\n\n# a\n\n"),
    "articles of quotation marks": _articles("\"'a "),
    "articles of Chinese": _articles("一"),
    "articles of lines": _articles("a\n"),
    "articles of code": _articles("    a\n"),
    "articles of HTML": _articles("<div>\na\n</div>\n\n"),
    "articles of links": _articles("[a](https://example.org/@) a\n\n"),
    "articles of signs": _articles("\x01"),
    "articles of fields": _heads("k@: v\n"),
    "articles of lists in fields": _heads("- a\n", "topics:\n"),
    "articles that are too large": _too_large,
    "articles of no language": _articles("\u0300"),
    "articles of open brackets": _articles("[a](\n\n"),
    "topics of headings": _topics("[TOC]\n\n# a\n\n"),
    "topics of braces": _topics("# a {a} {\n\n"),
    "topics of names": _topics("a\n\n", aliases=300),
    "topics of links": _topics("[a](b@.md) "),
    "pages of one word": _pages("word "),
    "pages of definitions": _pages("a\n:   b\n\n"),
    "pages of links": _pages("[a](nowhere.md)\n\n"),
    "notes of unknown fields": _notes("k@: v\n"),
    "notes of brackets": _notes("{a: b},", head=NOTE + "sources: ["),
    "notes of one ambiguous word": _notes("- exact: word\n", head=NOTE + "target:\n"),
    "notes of lost words": _notes("- exact: lost@\n", "word " * 200_000, NOTE + "target:\n"),
    "notes of topics": _notes("- t@\n", head=NOTE + "topics:\n"),
    "notes of emphasis": _notes("  *a* *b* *c*\n", head="kind: context\nbody: |\n"),
    "notes beside one another": _many_notes,
    "notes within one another": _nested_notes,
    "notes without an article": _orphans_of_articles,
    "small files": _small_notes,
    "a mixture": _mixture,
}


def write_site(root: Path, kind: str, count: int, *, seconds: int | None = None) -> None:
    """A site below `root` with `count` files, or some more, of the kind.

    Its owner has a check compute for so many seconds, if given.
    """
    own = "" if seconds is None else f"extra: {{glossator: {{check_seconds: {seconds}}}}}\n"
    (root / "mkdocs.yml").write_text(
        "site_name: A\n"
        "markdown_extensions: [admonition, attr_list, def_list, sane_lists, tables, toc]\n" + own
    )
    (root / "annotations").mkdir()
    folders = set()
    for path, text in KINDS[kind](count):
        file = root / path
        if file.parent not in folders:
            file.parent.mkdir(parents=True, exist_ok=True)
            folders.add(file.parent)
        file.write_text(text, encoding="utf-8")
