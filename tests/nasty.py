"""Pieces of files at which something once stopped, or might: own words, made to be in the way."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator

from tests.host import ARTICLE, NOTE, TOPIC

MANY = 5_000
_NINES = "9" * MANY

MARKDOWN: dict[str, str] = {
    # What HTML knows, begun and not ended, or of an unknown kind.
    "section": "<![x y",
    "section-named": "<![ %name; [",
    "section-of-word": "<![if !supportLists]>words<![endif]>",
    "section-in-code": "`<![WORD yes[`",
    "section-in-fence": "```\n<![x y\n```",
    "section-in-quote": "> <![x\n> y",
    "section-in-table": "| a |\n|---|\n| <![x y |",
    "section-in-attribute": '<b title="<![x y">words</b>',
    "data": "<![CDATA[ words",
    "declaration": "<!x",
    "declaration-open": "<!DOCTYPE html [ <!ENTITY a 'b'",
    "declaration-odd": "<!a b='",
    "comment": "<!-- words",
    "comment-odd": "<!--> words --!> more <!---> words -->",
    "instruction": "<?php words",
    "instruction-odd": "<? > ?",
    "tag": "<a b='",
    "tag-odd": "<a <b <c d=e' f=\">",
    "tag-of-signs": "<é><a:b><a.b/><a/b/c><1>< a></ a></>",
    "end-tags": "</p></div></blockquote></article></main></body></html>words",
    "script": "<script>alert(1)</scr\nipt>\n\n<script>",
    "style": "<style>@import 'x'</style><style>",
    "plain-text": "<plaintext>words",
    "template": "<template><p>words</template><noscript><p title='</noscript>'>",
    "svg": "<svg><style><a title='</style><img src=x onerror=alert(1)>'>",
    "math": "<math><mtext><table><mglyph><style><a title='</style>'>",
    "frame": "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "table-in-table": "<table><tr><td><table><tr><td>words</table>" * 20,
    "tags-deep": "<div>" * 400 + "words",
    "inline-deep": "<b><i>" * 400 + "words",
    # Numbers.
    "character": f"words &#{_NINES}; &#x{'f' * MANY}; &#{_NINES}",
    "character-in-heading": f"## A heading &#{_NINES};",
    "character-in-link": f"[words](https://x.example.org/&#{_NINES};)",
    "character-in-tag": f"<a href='&#{_NINES};' title='&#{_NINES};'>words</a>",
    "characters-of-none": "&#0; &#55357; &#xD800; &#1114112; &#65535; &#1; &#127; &#x85;",
    "number-of-list": f"{_NINES}. words",
    "number-of-heading": f"## a_{_NINES}\n\n## a_{_NINES}",
    "number-in-list": f"<ol start='{_NINES}'><li value='-{_NINES}'>words</ol>",
    "number-in-table": f"<table><tr><td colspan={_NINES} rowspan=0>words</table>",
    "number-of-footnote": f"words[^{_NINES}]\n\n[^{_NINES}]: More.",
    # Signs that the parser keeps for itself.
    "stash": "\x02klzzwxh:0001\x03 \x02wzxhzdk:0\x03 \x02amp\x03",
    "stash-by-number": "## &#2;wzxhzdk:0&#3; &#2;klzzwxh:0000&#3;\n\n<b>words</b>",
    "stash-words": "klzzwxh:0000 wzxhzdk:0 zz1337820767766393qq",
    "nothing": "a\x00b \x00\x00",
    "controls": "".join(map(chr, range(1, 32))),
    "controls-high": "".join(map(chr, range(0x7F, 0xA0))),
    "line-ends": "a\x0bb\x0cc\x1cd\x1de\x1ef\x85g\u2028h\u2029i\r\rj\r\n",
    "no-characters": "\ufffe\uffff\U0001fffe\U0010ffff\ufdd0",
    "directions": "\u202eabc\u2066def\u200f\u061c",
    "marks": "e" + "\u0301" * 2_000,
    "byte-order": "\ufeff# words\ufeff",
    "wide": "# \u3000\n\n-\u3000a\n\n１．b",
    # Addresses.
    "host": "[a](http://[::1) [b](http://[) ![c](//[x) <http://[> [d]: http://[",
    "host-odd": "[a](http://\u2100.example.org/) [b](http://x.example.org:99999999/)",
    "address-odd": "[a](:) [b](//) [c](?) [d](#) [e](\\\\x) [f](%) [g](%00) [h](%ff) [i](a%2fb.md)",
    "address-empty": "[]() ![]() [a](<>) [b]( ) [c]\n\n[c]: <>",
    "address-long": f"[a](https://x.example.org/{'a/../' * 2_000})",
    "address-up": "[a](../../../../../../etc/passwd) ![b](../../../../x.png)",
    "address-of-page": "[a](./) [b](.) [c](..) [d](index.md#) [e](../topics) [f](\x01.md)",
    "mail": "<a@b.example.org> <mailto:\u00e9@x.example.org> [a](mailto:%00)",
    "references": "[a]: b\n[a]: c\n[A]: <d e>\n\n[a] [A] [][a] [a][] ![a]",
    "reference-odd": "[]: x\n[ ]: y\n[\\]]: z\n[^]: w\n\n[] [ ] [\\]] [^]",
    # What extensions know.
    "attributes": "## Words {#a\"b'c .d e=f}\n\nwords\n{: #'x' onclick=alert(1) style=x }",
    "attributes-odd": '{:\n\n{: }\n\n# {#}\n\n## a {: b="}\n\n*a*{: #__x }',
    "attributes-many": "## Words " + "{" * 500,
    "contents": "[TOC]\n\n## One\n\n[TOC]\n\n## One",
    "definition": ":   words\n\nwords\n:   more\n\n    : more",
    "admonition": '!!! note "a" "b"\n    words\n\n!!!\n\n!!! \\" \'\n    !!! x\n        y',
    "fence": "```{.a #b c='d\nwords\n```\n\n~~~ {hl_lines='9-1 x'}\nwords\n~~~\n\n```",
    "table": "|\n|\n\n| a |\n|:-:|:-\n| b | c | d |\n\na | b\n--|--|--\n",
    "table-of-nothing": "| |\n|-|\n|\n\n||\n|-|",
    "abbreviation": "*[]: words\n*[a]: words\n*[a]: \n\na",
    "template-signs": "{{ config }} {% raw %} {# words #} {{ '}}' }} ${x} <% y %>",
    "snippet": '--8<-- "x"\n\n--8<--\nx\n--8<--',
    # Headings.
    "heading-empty": "#\n\n##\n\n## ##\n\n=\n\n-\n\n# #",
    "heading-alike": "## note-cost\n\n## annotations\n\n## __search\n\n## ref-cost-1",
    "heading-raw": "<h1 id='note-cost'>a</h1><h2 id=\"x'y\">b</h2><h1><h1><h6>c",
    "heading-of-tags": "## <b>a</b> <script>x</script> `c` [d](e) ![f](g)",
    "heading-scripts": "## 平头哥\n\n## مرحبا\n\n## שלום\n\n## हिन्दी\n\n## ½²³\n\n## 🙂",
    "headings-many": "## a\n\n" * 300,
    # Depth.
    "quotes": ">" * 60 + " words",
    "quotes-deeper": "> " * 500 + "words",
    "lists": "".join(f"{'    ' * level}- a\n" for level in range(40)),
    "lists-in-line": "- " * 500 + "words",
    "emphasis": "*a **b " * 60,
    "brackets": "[" * 60 + "a" + "](b)" * 60,
    "definitions-deep": "".join(f"{'    ' * level}:   a\n" for level in range(60)),
    "admonitions-deep": "".join(f"{'    ' * level}!!! note\n" for level in range(60)),
    # Words.
    "empty": "",
    "blank": " \t \n \n\t",
    "one-word": "a" * 20_000,
    "backslashes": "\\" * 999 + "\n\\",
    "ticks": "`" * 99 + " a " + "`" * 98,
    "front-matter-again": "---\ntitle: x\n---\nwords\n\n...\n",
    "conflict": "<<<<<<< a\nwords\n=======\nmore\n>>>>>>> b",
}

VALUES: dict[str, str] = {
    "character": f'"&#{_NINES}; &#x{"f" * MANY};"',
    "character-short": "'&#9; &#55357; &#1114112; &lt;b&gt; &amp;amp;'",
    "number": _NINES,
    "number-odd": "0x" + "f" * MANY,
    "float": "1e999999",
    "not-a-number": ".nan",
    "sexagesimal": "1:60:60",
    "date-far": "9999-12-31",
    "date-early": "0001-01-01",
    "date-none": "2026-02-30",
    "date-long": f"2026-01-{'0' * MANY}1",
    "date-digits": "'٢٠٢٦-٠١-٠٢'",
    "month": "0001-01",
    "year": "9999",
    "year-zero": "0000",
    "time": "2026-01-02T00:00:00.000000000000001+99:99",
    "half": '"\\ud83d words"',
    "halves": '"\\ud83d\\ude00"',
    "escapes": '"\\0 \\a \\e \\N \\L \\P \\x7f \\u2028 \\U0010ffff"',
    "escape-far": '"\\U00110000"',
    "escape-odd": '"\\xg"',
    "tag": "!!python/object/apply:os.system [x]",
    "tag-odd": "!<tag:yaml.org,2002:int> 1",
    "binary": "!!binary '%%%'",
    "anchor": "&a [*a, *a]",
    "merge": "{<<: {a: b}}",
    "deep": "[" * 60 + "]" * 60,
    "mapping": "{? [a]: b}",
    "set": "!!set {a, b}",
    "host": "http://[::1",
    "host-odd": "https://\u2100.example.org/",
    "host-port": f"https://x.example.org:{_NINES}/",
    "host-long": f"https://{'a' * 300}.example.org/{'b' * 3_000}",
    "host-dots": "https://..example.org/..",
    "address": "https://x.example.org/%zz?a=%ff&b=%00#%",
    "address-spaces": "'https://x.example.org/a b\tc'",
    "address-code": "https://xn--a.example.org/",
    "address-path": "https://x.example.org/\u202e\u200b\ufeff/\U0001f600",
    "script": "'</script><script>alert(1)</script><!--'",
    "template": "'{{ 7 * 7 }} {% x %}'",
    "quote": "'\"><img src=x onerror=alert(1)>'",
    "backslash": "\\",
    "percent": "'%s %d %(x)s %'",
    "braces": "'{} {0} {x} {'",
    "regex": "'(?P<x>[a-z'",
    "group": "'\\1 \\g<0> \\'",
    "blank": '"\u200b\u00a0\u3000"',
    "marks": f'"e{chr(0x301) * 500}"',
    "long": f'"{"words " * 2_000}"',
    "list": "[a, [b, [c]]]",
    "nothing": "~",
    "empty": "''",
    "colon": "a: b: c",
    "text-of-lines": "|\n  a\n\n\n  b\n",
    "text-of-lines-odd": "|9\n a",
    "tab": "\ta",
    "bracket": "]",
    "slug": "machines/../../etc",
    "language": "xx-Latn-XX-x-private",
    "language-odd": "C",
}

# Fields of each kind of file that take a value, as they stand in the test data.
FIELDS = {
    "note": (
        *("kind", "title", "replacement", "reason", "body", "topics", "created", "status"),
        *("confidence", "modified", "creator", "changes", "target", "sources", "redirect_from"),
    ),
    "article": ("title", "source", "topics", "retrieved", "rights", "sha256", "redirect_from"),
    "topic": ("title", "aliases", "summary", "timeline", "sources", "redirect_from"),
    "page": ("title", "description", "hide", "search", "redirect_from", "template"),
}
INNER = {
    "note": ("exact", "prefix", "suffix", "url", "publisher", "published", "archive", "accessed"),
    "article": ("url", "publisher", "published", "language", "translated", "via", "archive"),
}
# Without a claim on words that others correct.
CONTEXT = NOTE.replace("kind: correction", "kind: context").replace(
    "replacement: 50 million crowns\nreason: figure\n", ""
)
OF_CORRECTIONS = frozenset(("kind", "replacement", "reason", "target", "exact", "prefix", "suffix"))
PAGE = "---\ntitle: A page\n---\n\n# A page\n\nWords.\n"


def _with_field(text: str, name: str, value: str) -> str:
    """The file with a field in place of the one of its name, or one more."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if line.lstrip(" -").startswith(f"{name}:"):
            end = at + 1
            indent = len(line) - len(line.lstrip(" -"))
            while end < len(lines) and lines[end].startswith(" " * (indent + 1)):
                end += 1
            return "\n".join([*lines[:at], f"{line.split(':')[0]}: {value}", *lines[end:]])
    begin = 1 if lines[0] == "---" else 0
    return "\n".join([*lines[:begin], f"{name}: {value}", *lines[begin:]])


def texts() -> Iterator[tuple[str, str]]:
    """Files with each piece of Markdown in each place: a path within a site, and the text."""
    for name, piece in MARKDOWN.items():
        yield f"docs/topics/t-{name}.md", f"{TOPIC}\n{piece}\n"
        yield f"docs/nasty/p-{name}.md", f"# A page\n\n{piece}\n\nMore words.\n"
        yield f"docs/nasty/b-{name}.md", piece
        yield f"docs/articles/a-{name}.md", f"{ARTICLE}\n{piece}\n"
        yield f"annotations/a-{name}/cost.yaml", NOTE
        indented = "\n".join(f"  {line}" for line in piece.split("\n"))
        yield f"annotations/bridge/n-{name}.yaml", _with_field(CONTEXT, "body", f"|\n{indented}")


def everywhere(strings: list[str]) -> Iterator[tuple[str, str]]:
    """Files with each text as Markdown, as YAML and as a value, in turn."""
    for number, text in enumerate(strings):
        quoted = json.dumps(text[:80], ensure_ascii=False)
        yield f"docs/nasty/p-{number}.md", f"# A page\n\n{text}\n"
        yield f"docs/topics/t-{number}.md", f"{_with_field(TOPIC, 'title', quoted)}\n{text}\n"
        note = _with_field(CONTEXT, "title", quoted)
        body = json.dumps(text, ensure_ascii=False)
        yield f"annotations/bridge/n-{number}.yaml", _with_field(note, "body", body)
        yield f"docs/nasty/y-{number}.md", f"---\n{text}\n---\n"
        yield f"annotations/bridge/y-{number}.yaml", text


def values(chance: random.Random, number: int) -> Iterator[tuple[str, str]]:
    """Files of each kind with each odd value in some of their fields, which `chance` chooses."""
    whole = {"note": NOTE, "article": ARTICLE, "topic": TOPIC, "page": PAGE}
    for name, value in VALUES.items():
        for kind, text in whole.items():
            fields = (*FIELDS[kind], *INNER.get(kind, ()))
            for field in chance.sample(fields, min(number, len(fields))):
                stem = f"{name}-{field}".replace("_", "-")
                odd = _with_field(text, field, value)
                if field in OF_CORRECTIONS:
                    yield f"annotations/c-{stem}/cost.yaml", odd
                    yield f"docs/articles/c-{stem}.md", ARTICLE
                elif kind == "note":
                    yield f"annotations/bridge/v-{stem}.yaml", _with_field(CONTEXT, field, value)
                elif kind == "article":
                    yield f"docs/articles/v-{stem}.md", odd
                    yield f"annotations/v-{stem}/cost.yaml", NOTE
                elif kind == "topic":
                    yield f"docs/topics/v-{stem}.md", odd
                else:
                    yield f"docs/nasty/v-{stem}.md", odd


def mutated(chance: random.Random, number: int) -> Iterator[tuple[str, bytes]]:
    """Files of every kind, each spoilt by bytes and pieces at places that `chance` chooses."""
    pieces = [*MARKDOWN.values(), *VALUES.values()]
    whole = {
        "docs/articles/m-{}.md": ARTICLE,
        "docs/topics/m-{}.md": TOPIC,
        "docs/nasty/m-{}.md": PAGE,
        "annotations/bridge/m-{}.yaml": CONTEXT,
    }
    for turn in range(number):
        path, text = chance.choice(sorted(whole.items()))
        raw = bytearray(text.encode())
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            begin = chance.randrange(len(raw) + 1)
            end = min(len(raw), begin + chance.choice((0, 0, 1, 9)))
            if chance.random() < 0.5:
                most = chance.choice((128, 128, 128, 256))  # most often it stays a text
                put = bytes(chance.randrange(most) for _ in range(chance.choice((0, 1, 2, 4))))
            else:
                put = chance.choice(pieces).encode("utf-8", "replace")[
                    : chance.choice((9, 99, 9_999))
                ]
            raw[begin:end] = put
        yield path.format(turn), bytes(raw)
