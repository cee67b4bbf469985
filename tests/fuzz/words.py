"""What is worth putting into texts: signs that YAML, Markdown, HTML and scripts have their own
ways with.
"""

from __future__ import annotations

from glossator.content.model import Annotation, Change, Creator, Source, Target
from glossator.content.page_model import ArticleMeta, TopicMeta
from tests.shared_cases import PIECES
from tests.strategies import NASTY, TOKENS

PART = "\n%%%\n"
TEXT = [
    *PIECES,
    *("\u202e", "\u2066", "\u2028", "\x00", "\x1b", "\ufffe", "\u061c", "ß", "ſ", "K", "ǆ"),
]
_RECORDS = (Annotation, Target, Source, Creator, Change, ArticleMeta, TopicMeta)
_FIELDS = sorted({name for record in _RECORDS for name in record.model_fields})
YAML = [
    *(f"{name}: " for name in _FIELDS),
    *("\n", "\n  ", "\n    ", "\n- ", "\n  - ", ": ", "- ", "? ", " #", "# c", ": |\n  "),
    *(": >-\n  ", "|+", ">2", "[", "]", "{", "}", ", ", "'", '"', "''", "&a", "*a", "!t "),
    *("<<: ", "---\n", "...\n", "%YAML 1.2\n", "~", "null", "no", "2026-01-02", "1e5", "0x1F"),
    *("\\x41", "\\u0085", "\\\n", "\t", "\ufeff", "\x85", "\u2028", "\xa0", "\r", "：", "｜", "“"),
    *("’", "🙂", "\\ud800", "correction", "context", "published", "https://a.example.org/x"),
    *("<<<<<<< a\n", "=======\n"),
]
HTML = [
    *NASTY,
    *TOKENS,
    *("<b><p>", "<table>", "<tr>", "<td>", "<li>", "<svg>", "<math>", "<mi>"),
    *("<style>", "<title>", "<select>", "<option>", "<plaintext>", "<xmp>", "<ruby>", "<rt>"),
    *("<![x", "<!x", "<?x", "<!--!>", "--!>", "</", "<a\n", "/>", "&#x", "&lt", "&#0;"),
    "&NewLine;",
    *(' href="', " cite=", ' id="x', " onx=", ' title="', ' lang="', "<h1>", "<bdo dir=rtl>"),
    "<rp>",
]
MARKDOWN = [
    *("\n\n", "\n", "# ", "## ", "> ", "- ", "* ", "1. ", "    ", "\t", "***", "**", "_", "`"),
    *("```", "[", "](", ")", "![", "][", "]: ", "\\", "<", ">", "&", "|", "\n---\n"),
    *("| --- | --- |", "[TOC]", "{: #x }", "{: onx=y }", "\x02", "\x03", "\x02klzzwxh:0001\x03"),
    *("\x02wzxhzdk:0\x03", "&amp;", "<https://a.example.org>", "<a@b.example>", "[^1]", "[^1]: "),
    *("*[a]: ", ": ", "!!! ", "=\n", "javascript:", "data:", "//", "https://", "&#106;", "\\("),
    *("#", "&colon;", "mailto:"),
]
MARKDOWN += HTML
JSON = [
    *('"', "{", "}", "[", "]", ",", ":", "null", "true", "1e9", "\\ud800", "\\u0000", '"":'),
    *('"x"', '"target":', '"body":', '"selector":', '"exact":', '"value":', '"format":'),
    *('"text/html"', '"motivation":', '"editing"', '"creator":', '"@id":', '"id":', '"type":'),
    *('"tags":', '"uri":'),
]
