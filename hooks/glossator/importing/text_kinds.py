"""Texts that are no article's: mails, feeds, data, source code, told by how they begin."""

from __future__ import annotations

import re

HAND = "copy its text into a text file, and import that"
AS_TEXT = ", or copy its text into a text file; --text takes all of it as it stands"
_MAIL = "a mail; open it in a mail program, and save it as HTML, or copy its text into a text file"
_FEED = "a feed ({}); import the page of the article that it names"

# Fields of mails that nobody writes above an article.
_FIELD = re.compile(r"([\w-]+):(?: |$)(.*)")
_SURE_FIELDS = frozenset(
    ("message-id", "mime-version", "received", "return-path", "delivered-to", "dkim-signature")
)
_MBOX = re.compile(r"From \S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \w{3} +\d")
# `<?xml …?>`, comments and a doctype, and the first tag behind them.
_ROOT = re.compile(
    r"\s*+(?P<xml><\?xml\b[^>]*\?>)?"
    # Each is taken once and for all: thousands of comments can be divided in endless ways.
    r"(?>\s+|<!--.*?-->|<\?[^>]*\?>|<!DOCTYPE(?:[^>\[]|\[[^\]]*\])*>)*+"
    r"<(?P<tag>[A-Za-z_][\w:.-]*)",
    re.DOTALL | re.IGNORECASE,
)
_ROOTS = {
    "rss": _FEED.format("RSS"), "feed": _FEED.format("Atom"), "rdf:rdf": _FEED.format("RDF"),
    "channel": _FEED.format("RSS"), "atom:feed": _FEED.format("Atom"),
    "opml": "a list of feeds (OPML); import the page of the article",
    "urlset": "a list of addresses (sitemap); import the page of the article",
    "sitemapindex": "a list of addresses (sitemap); import the page of the article",
    "svg": "a picture (SVG); import the article's own page",
    "svg:svg": "a picture (SVG); import the article's own page",
    "plist": "a web archive or a bookmark of Safari; save the page as its source, in HTML",
    "office:document": f"a LibreOffice document (flat XML); save it as HTML, or {HAND}",
    "w:worddocument": f"a Word document (XML); save it as HTML, or {HAND}",
    "pkg:package": f"a Word document (XML); save it as HTML, or {HAND}",
    "fictionbook": f"an e-book (FictionBook); {HAND}",
    "tei": f"an XML file (TEI); {HAND}",
}  # fmt: skip
# With these a page begins, or a part of one that somebody copied out.
_HTML_ROOTS = frozenset(
    (
        *("html", "head", "body", "title", "meta", "link", "base", "main", "article", "section"),
        *("header", "div", "p", "span", "h1", "h2", "h3", "table", "ul", "ol", "dl", "pre", "a"),
        *("blockquote", "figure", "center", "font", "frameset", "script", "style", "xhtml:html"),
        *("html:html", "b", "i", "em", "strong", "br", "hr", "img", "nav", "form", "aside"),
    )
)
_LATEX = re.compile(
    r"\A(?:\s*%.*\n)*\s*\\(?:documentclass|documentstyle|usepackage|input|begin)\b"
    r"|^\\(?:documentclass\b|begin\{document\})",
    re.MULTILINE,
)
# Without its head: some of these make a text one of LaTeX.
_LATEX_SIGN = re.compile(
    r"\\(?:(?:sub)*section|chapter|begin|end|cite\w?|ref|label|text\w\w|emph|footnote)\*?\{"
)
_MOST_LATEX = 3
_STARTS = (
    (re.compile(r"#!\s*/"), f"source code; import the article's own page{AS_TEXT}"),
    (re.compile(r"\s*<\?php\b"), "source code (PHP); save the page from a browser, as HTML"),
    (
        re.compile(r"\s*@[A-Za-z]+\s*\{\s*[^\s,{}]+,\s*\n"),
        f"a list of references (BibTeX); import the article's own page{AS_TEXT}",
    ),
    (re.compile(r"BEGIN:V(?:CARD|CALENDAR)"), "a card or a calendar; import the article's page"),
    (re.compile(r"\[InternetShortcut\]|\[Desktop Entry\]"), "a bookmark; give the address in it"),
    (
        re.compile(r"WEBVTT\b|\d+\n\d\d:\d\d:\d\d[,.]\d{3} -->"),
        f"the subtitles of a film; {HAND}",
    ),
    (
        re.compile(r"HTTP/\d(?:\.\d)? \d{3}\b"),
        "a server's whole answer; save the page alone, without the lines above it",
    ),
    (re.compile(r"diff --git |--- \S+.*\n\+\+\+ \S+"), f"a patch{AS_TEXT}"),
)
_CODE = f"source code; import the article's own page{AS_TEXT}"
_DATA = f"a table of data (CSV); import the article's own page{AS_TEXT}"
# What people have articles in is not among them; `.txt` least of all.
_SUFFIXES = {
    **dict.fromkeys((".eml", ".emlx", ".mbox", ".mbx", ".msg"), _MAIL),
    **dict.fromkeys((".csv", ".tsv"), _DATA),
    **dict.fromkeys((".json", ".jsonl", ".ndjson", ".geojson"), _DATA.replace("CSV", "JSON")),
    **dict.fromkeys(
        (".tex", ".ltx", ".sty", ".cls"), f"a LaTeX file; make HTML or a text file of it{AS_TEXT}"
    ),
    **dict.fromkeys(
        (
            *(".py", ".js", ".mjs", ".ts", ".tsx", ".jsx", ".c", ".h", ".cc", ".cpp", ".hpp"),
            *(".java", ".go", ".rs", ".rb", ".pl", ".pm", ".sh", ".bash", ".css", ".scss"),
            *(".sql", ".lua", ".swift", ".kt", ".cs", ".r", ".scala", ".hs", ".ini", ".toml"),
            *(".yaml", ".yml", ".vue", ".ps1", ".bat", ".f90", ".jl", ".ex", ".erl", ".clj"),
            *(".log", ".conf", ".cfg", ".diff", ".patch", ".mk"),
        ),
        _CODE,
    ),
}
_LATEX_FILE = _SUFFIXES[".tex"]
# Lines that begin or end as statements do. Sentences and verses end with none of these.
_STATEMENT = re.compile(
    r"^\s*(?:def \w+\(|class \w+\b.*[:{]$|import [\w.{*]+|from [\w.]+ import "
    r"|#\s*(?:include|define)\b"
    r"|(?:export |async |static |public |private )*function\b.*[({]|(?:const|let|var) \w+ ="
    r"|(?:public|private|protected|static|final) \w|package [\w.]+;?$|using [\w.:]+;$|fn \w+"
    r"|func \w+\(|return\b.*;$|@\w+(?:\(.*\))?$|//|/\*|\*/|\}|if \(.*\{$|else\b.*[:{]$"
    r"|(?:if|for|while|with|try|elif) ?.*:$|\$\w+ =|SELECT |INSERT INTO|CREATE TABLE)"
    r"|[{};]\s*$|^\s*[\w.\[\]\"']+ [+*/-]?= \S|\)\s*$(?<=\w\(\))"
)
_LEAST_LINES = 4
_LEAST_ROWS = 3
_MOST_CODE = 0.6
# Of the delimiters: in a sentence a blank follows each comma.
_TIGHT = 0.8


def text_kind(head: str, *, whole: bool) -> str:
    """What the text is that begins with `head`, and what to do; empty where it may be an article.

    `whole` says whether there is no more of it.
    """
    mail = _mail(head)
    if mail:
        return mail
    for pattern, kind in _STARTS:
        if pattern.match(head):
            return kind
    root = _ROOT.match(head)
    if root:
        tag = root["tag"].lower()
        if tag in _ROOTS:
            # Pages that show a picture begin with it, and have words behind.
            return "" if tag == "svg" and re.search(r"</svg>\s*<\w", head) else _ROOTS[tag]
        if root["xml"] and tag not in _HTML_ROOTS:
            return f"an XML file ({root['tag'][:30]}); import the article's own page, or {HAND}"
    if _is_quoted(head):
        return f"part of a mail (quoted-printable){_MAIL.removeprefix('a mail')}"
    if root or re.search(r"</(?:p|div|body|head|title)>", head, re.IGNORECASE):
        return ""
    if _LATEX.search(head) or len(_LATEX_SIGN.findall(head)) > _MOST_LATEX:
        return _LATEX_FILE
    lines = [line for line in head.split("\n") if line.strip()]
    lines = lines if whole else lines[:-1]
    if _is_table(head, lines):
        return _DATA
    return _CODE if _is_code(lines) else ""


def by_name(suffix: str, head: str) -> str:
    """What a file is by its suffix, unless it begins as a page does."""
    return "" if _ROOT.match(head) else _SUFFIXES.get(suffix, "")


def _mail(head: str) -> str:
    if _MBOX.match(head):
        return _MAIL
    if head.lstrip()[:1] == "<":
        return ""  # no field begins so, and a page may have no line that ends its heads
    unfolded = re.sub(r"\n[ \t]+(?=\S)", " ", head.lstrip("\n").partition("\n\n")[0])
    fields: dict[str, str] = {}
    for line in unfolded.split("\n"):
        found = _FIELD.fullmatch(line)
        if found is None:
            break
        fields.setdefault(found[1].lower(), found[2])
    kind = fields.get("content-type", "").strip().lower()
    if kind.startswith("multipart/related") or "snapshot-content-location" in fields:
        return "a web archive (MHTML); save the page as “HTML only”"
    sure = len(_SURE_FIELDS & fields.keys()) + bool(kind) + ("content-transfer-encoding" in fields)
    is_letter = {"from", "subject"} <= fields.keys() and bool({"to", "date"} & fields.keys())
    return _MAIL if sure >= 2 or (sure and "from" in fields) or is_letter else ""


def _is_quoted(head: str) -> bool:
    """Whether it is what mails write for text that is not ASCII, and for lines that are long."""
    if "=\n" not in head:
        return False
    breaks = len(re.findall(r"[^\s=]=\n|[^\s=] =\n", head))
    signs = len(re.findall(r"=(?:3D[\"']|[89A-F][0-9A-F]=[89AB][0-9A-F]|20\n|3D\n)", head))
    return breaks >= 2 and signs >= 1


def _is_table(head: str, lines: list[str]) -> bool:
    if len(lines) < _LEAST_ROWS or "\n\n" in head.strip("\n"):
        return False
    bare = [re.sub(r'"(?:[^"]|"")*"', "", line) for line in lines]
    for sign in (",", ";", "\t"):
        counts = [line.count(sign) for line in bare]
        tight = sum(counts) - sum(line.count(f"{sign} ") for line in bare)
        least = _TIGHT if counts[0] > 1 else 1
        if len(set(counts)) == 1 and counts[0] and tight >= least * sum(counts):
            return True
    return False


def _is_code(lines: list[str]) -> bool:
    found = [line for line in lines if _STATEMENT.search(line)]
    if len(lines) < _LEAST_LINES or len(found) < _MOST_CODE * len(lines):
        return False
    # Verses may end with semicolons; programs have more signs than that.
    return sum(
        bool(re.search(r"[(){}=]|^(?:import|from|#include)\b", one)) for one in found
    ) * 2 >= (len(found))
