"""A file that is no page is refused by its kind, with the way to one; a page never is."""

from __future__ import annotations

import io
import json
import time
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from glossator.cli import main
from glossator.importing.article_copy import ArticleError, Given, copy_page
from glossator.importing.kinds import other_kind
from tests.host import write_site

WORDS = (
    "The council of Lower Milling voted on Tuesday to close the old mill bridge for a year, "
    "after engineers found that two of its piers had sunk by nine centimetres."
)
PAGE = (
    "<html><head><title>T</title></head><body><article><h1>T</h1>"
    f"<p>{WORDS}</p></article></body></html>"
)
MAIL = (
    "Received: from mail.example.org by mx.example.org; Tue, 6 Jan 2026 10:00:00 +0000\n"
    "From: Example Daily <news@example.org>\nTo: ann@example.org\n"
    "Subject: =?UTF-8?Q?The_mill=E2=80=99s_bridge?=\n"
    "Date: Tue, 6 Jan 2026 10:00:00 +0000\nMIME-Version: 1.0\n"
    'Content-Type: {kind}; charset="utf-8";\n boundary="b1"\n'
    "Content-Transfer-Encoding: quoted-printable\n\n"
)


def zipped(*names: str, mimetype: str = "") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        if mimetype:
            packed.writestr("mimetype", mimetype)
        for name in names:
            packed.writestr(name, "x")
    return file.getvalue()


XML = '<?xml version="1.0" encoding="utf-8"?>\n'
OTHERS = {
    "alternative.eml": (MAIL.format(kind="multipart/alternative") + "--b1\n\nx\n", "a mail"),
    "plain.eml": (MAIL.format(kind="text/plain") + WORDS, "a mail"),
    "page.eml": (MAIL.format(kind="text/html") + PAGE, "a mail"),
    "folded.mht": (
        "From: <Saved by a browser>\nSnapshot-Content-Location: https://example.org/\n"
        "MIME-Version: 1.0\nContent-Type:\n multipart/related;\n\n",
        "MHTML",
    ),
    "short.txt": (f"From: A\nTo: B\nSubject: C\nDate: Tuesday\n\n{WORDS}", "a mail"),
    "letters.mbox": (
        f"From ann@example.org Tue Jan  6 10:00:00 2026\nSubject: x\n\n{WORDS}",
        "mail",
    ),
    "part.html": (
        '<div class=3D"body"><p>The council of Lower Milling voted on Tuesday to=\n close '
        "the mill=E2=80=99s bridge for a year, after engineers found that two of=\n its piers.</p>",
        "quoted-printable",
    ),
    "note.rtf": (f"{{\\rtf1\\ansi\\ansicpg1252 {WORDS}\\par }}", "RTF"),
    "note.txt": (f"\n{{\\rtf1\\ansi {WORDS}\\par }}", "RTF"),
    "rss.xml": (f"{XML}<rss version='2.0'><channel><item>{WORDS}</item></channel></rss>", "RSS"),
    "style.xml": (f"{XML}<?xml-stylesheet href='a'?><!-- a --><rss><channel>{WORDS}", "RSS"),
    "bare.rss": (f"<rss version='2.0'><channel><item>{WORDS}</item></channel></rss>", "RSS"),
    "old.xml": (f'<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "x">\n<rss>{WORDS}', "RSS"),
    "atom.xml": (f'{XML}<feed xmlns="http://www.w3.org/2005/Atom"><entry>{WORDS}', "Atom"),
    "rdf.xml": (f"{XML}<rdf:RDF xmlns:rdf='x'><item>{WORDS}</item></rdf:RDF>", "RDF"),
    "sitemap.xml": (f"{XML}<urlset><url><loc>https://example.org/</loc></url></urlset>", "sitemap"),
    "other.xml": (f"{XML}<records><record>{WORDS}</record></records>", "XML file"),
    "drawing.svg": (f"{XML}<svg xmlns='x'><text>{WORDS}</text></svg>", "picture"),
    "safari.webarchive": (f"{XML}<!DOCTYPE plist><plist><dict>{WORDS}</dict></plist>", "Safari"),
    "feed.json": (json.dumps({"version": "https://jsonfeed.org/version/1.1"}), "JSON Feed"),
    "data.json": (json.dumps({"title": "T", "body": WORDS}), "JSON"),
    "list.json": (json.dumps([{"title": "T", "body": WORDS}]), "JSON"),
    "cut.json": ('{"title": "T", "body": "' + WORDS, "JSON"),
    "lines.txt": ('{"a": "b"}\n{"a": "c"}\n', "JSON"),
    "book.ipynb": (json.dumps({"nbformat": 4, "cells": []}), "notebook"),
    "a.tex": (f"\\documentclass{{article}}\n\\begin{{document}}\n{WORDS}", "LaTeX"),
    "b.txt": (f"% A comment\n\\documentclass[11pt]{{scrartcl}}\n{WORDS}", "LaTeX"),
    "part.tex": (f"\\section{{Bridges}}\n{WORDS}", "LaTeX"),
    "a.csv": ("place,yes,no\n", "CSV"),
    "b.txt.csv": ("place;yes;no\nLower Milling;12;13\n", "CSV"),
    "c.txt": ("place,yes,no\n" + 'Lower Milling,12,"a, b"\n' * 4, "CSV"),
    "d.txt": ("place\tyes\tno\n" + "Lower Milling\t12\t13\n" * 4, "CSV"),
    "a.py": (f'"""{WORDS}"""\n', "source code"),
    "b.txt.py": ("x = 1\n", "source code"),
    "script.txt": ("#!/bin/sh\necho a\n", "source code"),
    "page.php": ("<?php\necho 'a';\n?>\n", "source code"),
    "c.txt.c": ("#include <stdio.h>\nint main(void) {\n  return 0;\n}\n", "source code"),
    "python.txt": (
        "import os\nfrom a.b import c\n\n\ndef run(a):\n    b = a + 1\n    return b\n"
        "\n\nclass A:\n    x = 1\n",
        "source code",
    ),
    "script.js.txt": (
        "const a = 1;\nfunction b(c) {\n  if (c) {\n    return a + c;\n  }\n  console.log(c);\n}\n",
        "source code",
    ),
    "html.js": ("const page = '<div><p>a</p></div>';\n", "source code"),
    "cells.csv": ("place,text\nLower Milling,<p>a</p>\n", "CSV"),
    "two.txt": ("place,votes\nLower Milling,12\nMill End,13\n", "CSV"),
    "body.txt": (
        "\\section{Bridges}\\label{b}\n" + WORDS + "\\cite{mason} \\emph{Clay} \\footnote{a}\n",
        "LaTeX",
    ),
    "refs.bib": ("@article{mill,\n  title = {T},\n}\n", "BibTeX"),
    "site.url": ("[InternetShortcut]\nURL=https://example.org/\n", "bookmark"),
    "film.srt": ("1\n00:00:01,000 --> 00:00:02,000\nHello.\n", "subtitles"),
    "answer.txt": (f"HTTP/1.1 200 OK\nContent-Type: text/html\n\n{PAGE}", "server's whole answer"),
    "a.docx": (zipped("[Content_Types].xml", "word/document.xml"), "Word document"),
    "a.xlsx": (zipped("[Content_Types].xml", "xl/workbook.xml"), "Excel"),
    "a.pptx": (zipped("[Content_Types].xml", "ppt/presentation.xml"), "PowerPoint"),
    "a.odt": (zipped("content.xml", mimetype="application/vnd.oasis.opendocument.text"), "ODT"),
    "a.epub": (zipped("META-INF/container.xml", mimetype="application/epub+zip"), "EPUB"),
    "a.pages": (zipped("Index/Document.iwa", "Data/x.jpg"), "Pages"),
    "a.zip": (zipped("page.html"), "a packed file (ZIP)"),
    "a.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old Office"),
    "a.pdf": (b"\n%PDF-1.7\n", "a PDF"),
    "a.webp": (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "picture"),
    "a.avif": (b"\x00\x00\x00\x1cftypavif", "picture"),
    "a.mp4": (b"\x00\x00\x00\x1cftypisom", "a film"),
    "a.tiff": (b"II*\x00\x08\x00\x00\x00", "picture"),
    "a.bmp": (b"BM\x36\x00\x0c\x00\x00\x00\x00\x00", "picture"),
    "a.tar": (b"page.html" + b"\x00" * 248 + b"ustar\x0000", "tar"),
    "a.mobi": (b"Example" + b"\x00" * 53 + b"BOOKMOBI", "e-book"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_a_file_of_another_kind_is_refused_by_its_name(name: str) -> None:
    content, said = OTHERS[name]
    content = content.encode() if isinstance(content, str) else content
    for ends in (content, content.replace(b"\n", b"\r\n")):
        with pytest.raises(ArticleError) as refused:
            copy_page(ends, is_html=None, name=name, given=Given(title="T"))
        assert str(refused.value).startswith("this is ")
        assert said in str(refused.value)
        assert "; " in str(refused.value) or ", or " in str(refused.value)


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_hides_no_kind(mark: str) -> None:
    content = OTHERS["rss.xml"][0]
    assert isinstance(content, str)
    with pytest.raises(ArticleError, match="RSS"):
        copy_page(content.encode(mark), is_html=None, given=Given(title="T"))


DOCTYPE = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "xhtml1-strict.dtd">'
PAGES = {
    "a page": PAGE,
    "xhtml": f"{XML}{DOCTYPE}{PAGE}",
    "xhtml without doctype": f"{XML}<!-- saved -->\n{PAGE}",
    "xhtml with styles": f"{XML}<?xml-stylesheet href='a.css'?>\n{PAGE}",
    "part of a page": f"{XML}<div><p>{WORDS}</p></div>",
    "an article alone": f"<article><h1>T</h1><p>{WORDS}</p></article>",
    "a picture first": f"<svg><path d=''/></svg>\n<p>{WORDS}</p>",
    "a page about mail": PAGE.replace(WORDS, f"From: A<br>To: B<br>Subject: C</p><p>{WORDS}"),
    "a page about code": PAGE.replace("</p>", "</p><pre>import os\nx = 1;\n}\n</pre>"),
    "a page about LaTeX": PAGE.replace("</p>", "</p><pre>\\documentclass{article}</pre>"),
    "a page with equals": PAGE.replace(WORDS, f"a =\nb =\nc=3D {WORDS}"),
    "a page with junk above": f"Warning: no such function\n{PAGE}",
}


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_is_a_page(kind: str) -> None:
    copy = copy_page(PAGES[kind].encode(), is_html=None, name="page.html", given=Given(title="T"))
    assert WORDS in copy.body.replace("\\", "")


TEXTS = {
    "prose": f"A headline\n\n{WORDS}\n",
    "a poem": "O bridge,\nO stone;\nthou stand;\nalone;\nand old;\nby day;\n",
    "commas": "Ann, Bo, and Cy\nDee, Ed, and Flo\nGus, Hal, and Ida\nJo, Kay, and Lee\n",
    "names and dates": f"Date: Tuesday\nPlace: Lower Milling\n\n{WORDS}\n",
    "an interview": f"Q: Why?\nA: {WORDS}\nQ: When?\nA: Soon.\n",
    "brackets": f"[Updated] The bridge\n\n{WORDS}",
    "braces": f"{{sic}} The bridge\n\n{WORDS}",
    "from": f"From Lower Milling on Tuesday comes this.\n\n{WORDS}",
    "a list": "Bring:\n- a rope;\n- a lamp;\n- bread;\n- shoes;\n- a map;\n",
    "a rule": f"---\n\n{WORDS}\n\n---\n",
    "a table": "Day      Open   Shut\nMonday   10:00  20:00\nTuesday  10:00  20:00\n",
    "code in prose": f"{WORDS}\n\nx = 1;\n\n{WORDS}\n",
    "less than": f"<3 is a heart\n\n{WORDS}",
    "BM": "BM is a name of a place.",
    "formulas": f"Let a = b\n\n{WORDS}\n\nThen c = d\n",
}


@pytest.mark.parametrize("kind", TEXTS)
def test_a_text_is_a_text(kind: str) -> None:
    copy = copy_page(TEXTS[kind].encode(), is_html=False, name="t.txt", given=Given(title="T"))
    assert copy.body.strip()


def test_what_looks_like_another_kind_can_be_taken_as_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = write_site(tmp_path / "site")
    monkeypatch.chdir(site)
    file = tmp_path / "letter.eml"
    file.write_text(f"From: A\nTo: B\nSubject: C\n\n{WORDS}\n", encoding="utf-8")
    told = ["--title", "T", "--publisher", "P", "--url", "https://example.org/t"]
    runner = CliRunner()
    refused = runner.invoke(main, ["import", str(file), *told, "--dry-run"])
    assert refused.exit_code == 1
    assert "this is a mail" in refused.stderr
    done = runner.invoke(main, ["import", str(file), *told, "--text", "--dry-run"])
    assert done.exit_code == 0
    assert "Subject: C" in done.stdout


@pytest.mark.parametrize(
    "text",
    [
        "<!--" * 50_000,
        "<!-- -->" * 30_000,
        "<!DOCTYPE [" * 20_000,
        "% \n" * 50_000,
        "a: b\n" * 50_000,
        "; " * 100_000,
        "a=\n" * 50_000,
        '"' * 100_000,
        "From " * 50_000,
        '{"a":' * 20_000,
        "[[" * 50_000,
    ],
)
def test_what_was_made_to_cost_time_is_told_soon(text: str) -> None:
    begin = time.process_time()
    other_kind(text.encode())
    assert time.process_time() - begin < 5
