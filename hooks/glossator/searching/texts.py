"""What results show, in files of a page or a few: their text, their addresses, their details."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from glossator.searching.files import Files
from glossator.searching.shown import PAGE_END, RECORD_END

# Characters of a file: a page with its notes, in most cases. Ten results read ten of them.
FILE_SIZE = 6_000
# Files in one file of names.
MOST_NAMES = 64


def write_texts(texts: Path, files: Files) -> list[tuple[int, str]]:
    """Write what `texts` holds, page by page; the files of names, each with its first record.

    A file of names holds, for each file, its first record and its name. A file holds sections of
    pages: `d` its first record, `n` that of its page, and how many the page has, `p` what is
    known of the page, `r` the records.
    """
    named = [(first, files.save_text(text)) for first, text in _files(texts)]
    found = []
    for begin in range(0, len(named), MOST_NAMES):
        some = named[begin : begin + MOST_NAMES]
        firsts, names = [first for first, _ in some], "".join(name for _, name in some)
        found.append((some[0][0], files.save_json([firsts, names])))
    return found


def _files(texts: Path) -> Iterator[tuple[int, str]]:
    """Each file's first record and its text."""
    sections: list[str] = []
    size = first = record = 0
    for head, shown in _pages(texts):
        page = record
        begin = 0
        for index, text in enumerate(shown):
            size += len(text)
            record += 1
            if size < FILE_SIZE and index + 1 < len(shown):
                continue
            some = ",".join(shown[begin : index + 1])
            numbers = f'"d":{page + begin},"n":[{page},{len(shown)}]'
            sections.append(f'{{{numbers},"p":{head},"r":[{some}]}}')
            begin = index + 1
            if size >= FILE_SIZE:
                yield first, f"[{','.join(sections)}]"
                sections, size, first = [], 0, record
    if sections:
        yield first, f"[{','.join(sections)}]"


def _pages(texts: Path) -> Iterator[tuple[str, list[str]]]:
    with texts.open(encoding="utf-8", errors="surrogatepass", newline="") as file:
        rest = ""
        while block := file.read(1 << 18):
            *pages, rest = (rest + block).split(PAGE_END)
            for page in pages:
                head, *shown = page.split(RECORD_END)
                yield head, shown
