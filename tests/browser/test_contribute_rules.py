"""The form's rules and its Markdown are held to those of the check and of the site."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page

from glossator.site.publish import Settings, publish
from glossator.weaving.markdown import MarkdownError, render_note_body
from tests.browser.conftest import _serve, open_visit
from tests.host import ROOT, run, write_site
from tests.shared_cases import cases

pytestmark = pytest.mark.browser

SOURCE = {
    "url": "https://archive.example.org/closure",
    "title": "",
    "publisher": "Example Archive (test data)",
    "via": "",
    "published": "2001",
    "accessed": "2026-11-23",
    "archive": "",
    "supports": "",
}
EMPTY_SOURCE = dict.fromkeys(SOURCE, "") | {"accessed": "2026-11-23"}
TARGET = {"exact": "closed in 2001", "prefix": "", "suffix": "", "replacement": "closed in 2002"}
GOOD: dict[str, Any] = {
    "kind": "correction",
    "whole": False,
    "target": [TARGET],
    "body": "It was closed a year later.",
    "sources": [SOURCE],
    "title": "A year later",
    "reason": "date",
    "confidence": "high",
    "topics": ["testing"],
    "id": "a-year-later",
    "isOwnId": True,
    "creator": {"name": "A. Reader", "github": "a-reader"},
}
# Notes that stand on the page already, and drafts that say the same.
OTHERS = {
    "money": "kind: context\nbody: Prices are in **crowns**.\n",
    "seen": (
        "kind: source\ntarget: {exact: in 1997}\n"
        "sources: [{url: 'https://archive.example.org/1997', publisher: Example Archive}]\n"
    ),
    "twice": (
        "kind: context\ntarget: [{exact: The bridge}, {exact: What came next}]\nbody: Two.\n"
    ),
}
WHOLE = {"kind": "context", "whole": True, "body": "Prices are in **crowns**."}
SAID: list[dict[str, Any]] = [
    WHOLE,
    WHOLE | {"body": "Prices  are in\n**crowns**.\n"},
    {"kind": "source", "target": [TARGET | {"exact": "in 1997"}], "body": ""},
    {
        "kind": "context",
        "target": [TARGET | {"exact": "What came next"}, TARGET | {"exact": "The bridge"}],
        "body": "Two.",
    },
]
NOT_SAID: list[dict[str, Any]] = [
    WHOLE | {"body": "Prices are not in **crowns**."},
    {"kind": "source", "target": [TARGET | {"exact": "in 1997"}], "body": "See there."},
    {"kind": "source", "target": [TARGET], "body": ""},
    {"kind": "context", "target": [TARGET | {"exact": "The bridge"}], "body": "Two."},
]
LONG = "word " * 14_000
# What no file can hold is not told of as an address.
HOSTS = [
    case for case in cases("hosts") if case["url"].isprintable() or "\ud800" not in case["url"]
]
DECEPTIVE = [case["text"] for case in cases("deceptive") if not case["isHonest"]]
HONEST = [case["text"] for case in cases("deceptive") if case["isHonest"]]
AT_LEAST = "x" * 80
BAD_ADDRESS = "https://bbc.example@evil.example/x"
DECEPTIVE_LINKS = [
    f"See [it]({BAD_ADDRESS}).",
    f"See [it](<{BAD_ADDRESS}> 'a title').",
    f"See <{BAD_ADDRESS}>.",
    f"See [it][1].\n\n[1]: {BAD_ADDRESS}",
    f'See <a href="{BAD_ADDRESS}">it</a>.',
    f"He said <q cite='{BAD_ADDRESS}'>so</q>.",
    f"- one\n- **[it]({BAD_ADDRESS})**",
    "See [it](//[x/y).",
    "See [it](https://bb\u0441.example/).",
    "See [it](https://evil.example\\@bbc.example/).",
    "See [https://bbc.example/](https://evil.example/).",
    "See [www.bbc.example](https://evil.example/bbc).",
    "See [bbc.example/news](https://evil.example/).",
    "See [вести.рф](https://evil.example/).",
]
HONEST_LINKS = [
    f"See `[it]({BAD_ADDRESS})`.",
    f"Not a link: {BAD_ADDRESS}",
    "See [https://bbc.example/news](https://www.bbc.example/news/1).",
    "See [https://bbc.example/](https://web.archive.org/web/2020/https://bbc.example/).",
    "See [the paper](https://social.example/@paper/1) and [@paper](https://social.example/@paper).",
    "See <https://example.org/?a=b@c> and [it](https://xn--bcher-kva.example/).",
    "See [Bücher](https://bücher.example/ä).",
    "See [Node.js](https://b.example/), [README.md](//b.example/) and [asp.net](//b.example/).",
    "See [Booking.com](https://b.example/), [3.11](https://b.example/) and [and/or](//b.example/).",
]

# What is changed in a good note, by its path; all of it both refuse.
BAD: list[tuple[str, object]] = [
    ("kind", ""),
    ("kind", "comment"),
    ("whole", True),
    ("target", []),
    ("target.0.exact", "closed in 2003"),
    ("target.0.exact", "c"),
    ("target.0.exact", " "),
    ("target.0.exact", "\u200b"),
    ("target.0.exact", "closed in\u0007 2001"),
    ("target.0.prefix", "never "),
    ("target.0.replacement", ""),
    ("target.0.replacement", "\u00a0"),
    ("target.0.replacement", "closed in 2001"),
    ("target.0.replacement", "\x1b[0m"),
    ("target", [TARGET, TARGET]),
    ("target", [TARGET, TARGET | {"exact": "in 2001"}]),
    ("target", [TARGET | {"exact": "5 million"}]),
    ("target", [TARGET | {"exact": "cost 5 million crowns in"}]),
    ("body", ""),
    ("body", "  \n "),
    ("body", "\ufeff"),
    ("body", "a\x00b"),
    ("body", "a\u2028b"),
    ("body", LONG),
    ("body", "[" * 101),
    ("body", "]" * 101 + "[" * 101),
    ("body", "[a\n\n" * 101),
    ("body", "](" * 101),
    ("body", "<a" * 1001),
    ("body", "- " * 1000 + "a"),
    ("target.0.exact", "closed in 2001 " * 5000),
    ("body", "* * *\n" * 9_500),
    ("sources", []),
    ("sources", [EMPTY_SOURCE]),
    ("sources.0.url", ""),
    *(
        ("sources.0.url", address)
        for address in (
            "example.org",
            "ftp://example.org/",
            "javascript:alert(1)",
            "https://",
            "https:///path",
            "https://localhost/",
            "https://example.org/a b",
            "https://example.org/a\u00a0b",
            "https://example.org:port/",
            "https://example.org:99999/",
            "https://[::1/",
            "http:example.org",
            " https://example.org/",
        )
    ),
    *(("sources.0.url", case["url"]) for case in HOSTS if not case["isHonest"]),
    ("sources.0.archive", "https://archive.example.org@evil.example/"),
    *(("body", body) for body in DECEPTIVE_LINKS),
    *(("sources.0.publisher", name) for name in ("Rеuters", "ΒBC News", "Ꮢeuters Ltd")),
    ("sources.0.publisher", ""),
    ("sources.0.publisher", " "),
    *(("sources.0.publisher", text) for text in DECEPTIVE),
    ("sources.0.title", "\u2067\u05d9\u05d5\u05dd"),
    ("target.0.replacement", "closed in\u202e 2002"),
    ("title", "\u05d9\u05d5\u05dd\u2069"),
    ("body", "It was \U000e0061 later."),
    ("creator.name", "A\u202d. Reader"),
    ("sources.0.title", "\t"),
    ("sources.0.via", "\u200e"),
    ("sources.0.supports", " \n"),
    ("sources.0.archive", "web.archive.org/x"),
    ("sources.0.accessed", "2026-02-30"),
    ("sources.0.accessed", "2026-11"),
    ("sources.0.published", "2025-13"),
    ("sources.0.published", "2025-02-29"),
    ("sources.0.published", "24.9.2025"),
    ("sources.0.published", "2025-9-24"),
    ("sources.0.published", "0000"),
    ("sources.0.published", "२०२५"),
    ("title", AT_LEAST + "x"),
    ("title", " "),
    ("title", "a\x85b"),
    ("reason", "typo"),
    ("confidence", "total"),
    ("topics", ["bridges"]),
    ("topics", ["Testing"]),
    ("id", ""),
    ("id", "cost"),
    ("id", "A-b"),
    ("id", "a--b"),
    ("id", "a" * 121),
    ("id", "con"),
    ("id", "lpt0"),
    ("id", "-a"),
    ("id", "ä"),
    ("creator.name", ""),
    ("creator.name", " "),
    ("creator.github", "@a-reader"),
    ("creator.github", "https://github.com/a-reader"),
    ("creator.github", "-a"),
    ("creator.github", "a" * 40),
]
FINE: list[tuple[str, object]] = [
    ("kind", "source"),
    ("kind", "context"),
    ("title", AT_LEAST),
    ("title", "😀" * 80),
    ("title", "no"),
    ("title", "- [x]: {y} # z & *a !b |c >d 'e \"f %g @h `i"),
    ("body", "مرحبا: # 你好\n\n- a\n\t- b\n"),
    ("body", "a\n" * 5000),
    ("body", "[" * 100),
    ("body", "[a](b) " * 200),
    ("body", "2 < 3 " * 2000),
    ("body", "-" * 300),
    ("body", "* " * 300),
    ("body", "Table\n" + "=" * 80),
    ("body", "> " * 150 + "deep"),
    ("body", "\n".join("    " * level + "- a" for level in range(60))),
    ("id", "a" * 120),
    ("target.0.exact", "closed\nin  2001"),
    ("target.0.exact", "What came next It was"),
    ("target.0.replacement", "closed\u00a0in 2001"),
    ("target", [TARGET, TARGET | {"exact": "What came next"}]),
    ("sources", [EMPTY_SOURCE, SOURCE]),
    *(("body", body) for body in HONEST_LINKS),
    *(("sources.0.publisher", name) for name in ("Алфавит ABC", "CNN Ελλάδα", "Ω-TV")),
    ("sources.0.url", "HTTP://example.org"),
    ("sources.0.url", "https://example.org:8080/?a=b#c@d"),
    ("sources.0.url", "https://例え.example/路"),
    ("sources.0.url", "https://[::1]/"),
    *(("sources.0.url", case["url"]) for case in HOSTS if case["isHonest"]),
    *(("sources.0.publisher", text) for text in HONEST),
    ("body", "\u2067\u05d9\u05d5\u05dd is unbalanced in a paragraph of its own."),
    ("target.0.replacement", "closed\u200f in 2001"),
    ("sources.0.published", ""),
    ("sources.0.published", "2024-02-29"),
    ("sources.0.published", "0001-01"),
    ("sources.0.accessed", ""),
    ("creator.github", ""),
    ("creator.github", "a" * 39),
    ("topics", []),
    ("reason", ""),
    ("confidence", ""),
]


@dataclass
class Bench:
    """The small site on disk and its article in a browser."""

    root: Path
    page: Page
    modules: str

    def form(self, drafts: list[dict[str, Any]]) -> list[tuple[list[dict[str, str]], str]]:
        """What the form finds wrong with each draft, and the file that it would write."""
        return self.page.evaluate(
            """async ([modules, drafts]) => {
              const [{findProblems}, {toNote}, {writeNote}, {readPage}, {markedSpans},
                {renderMarkdown}] =
                await Promise.all(['rules', 'draft', 'yaml', 'page-text', 'marked', 'markdown']
                  .map(name => import(`${modules}${name}.js`)));
              const site = await (await fetch(`${modules}../contribute.json`)).json();
              const reader = document.querySelector('.gloss-reader');
              const page = readPage(reader);
              const marked = markedSpans(reader, page);
              return drafts.map(draft => {
                const file = writeNote(toNote(draft), { schema: site.schema });
                const bodyText = renderMarkdown(draft.body).textContent;
                const facts = { ...marked, text: page.text, bodyText, taken: ['cost'], site, file };
                return [findProblems(draft, facts), file];
              });
            }""",
            [self.modules, drafts],
        )

    def check(self, draft: dict[str, Any], file: str) -> list[str]:
        """What `glossator check` finds wrong with the file where the draft says it is."""
        name = draft["id"] or "."
        if name == "cost":  # it would overwrite what stands there
            return ["taken"]
        path = self.root / f"annotations/bridge/{name}.yaml"
        try:
            path.write_text(file, "utf-8", newline="\n")
        except OSError as error:  # no file can have this name
            return [str(error)]
        try:
            found = publish(Settings(self.root)).problems
        finally:
            path.unlink()
        return [str(problem) for problem in found] or ([] if draft["id"] else ["hidden file"])


@pytest.fixture(scope="module")
def bench(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    root = write_site(tmp_path_factory.mktemp("rules"))
    for name, text in OTHERS.items():
        (root / f"annotations/bridge/{name}.yaml").write_text(text, "utf-8")
    done = run("mkdocs", "build", "--strict", cwd=root)
    assert done.returncode == 0, done.stderr
    base = f"http://127.0.0.1:{_serve(root / 'site').server_address[1]}/some/where/"
    context = browser.new_context()
    visit = open_visit(context, base)
    visit.go("articles/bridge/")
    yield Bench(root, visit.page, f"{base}assets/glossator/contribute/")
    context.close()


def changed(path: str, value: object) -> dict[str, Any]:
    draft = copy.deepcopy(GOOD)
    *steps, name = path.split(".")
    holder: Any = draft
    for step in steps:
        holder = holder[int(step) if step.isdigit() else step]
    holder[name] = value
    return draft


def test_both_refuse_the_same_notes(bench: Bench) -> None:
    drafts = [changed(path, value) for path, value in BAD]
    for (path, value), draft, (problems, file) in zip(BAD, drafts, bench.form(drafts), strict=True):
        shown = f"{path} = {str(value)[:60]!r}"
        assert problems, f"the form lets through {shown}"
        assert bench.check(draft, file), f"the check lets through {shown}: {file}"
        told = problems[0]["at"]
        assert told.startswith(path.partition(".")[0]) or path in {"whole", "target", "sources"}, (
            f"{shown} is told at {told}"
        )


def test_both_accept_the_same_notes(bench: Bench) -> None:
    drafts = [GOOD, *(changed(path, value) for path, value in FINE)]
    for draft, (problems, file) in zip(drafts, bench.form(drafts), strict=True):
        assert problems == [], file
        assert bench.check(draft, file) == [], file


def test_both_refuse_what_a_note_says_already(bench: Bench) -> None:
    drafts = [GOOD | changes for changes in (*SAID, *NOT_SAID)]
    for index, (draft, (problems, file)) in enumerate(zip(drafts, bench.form(drafts), strict=True)):
        is_said = index < len(SAID)
        assert [problem["at"] for problem in problems] == ["body"] * is_said, file
        assert bool(bench.check(draft, file)) == is_said, file


def test_files_of_the_form_are_as_fmt_would_write_them(bench: Bench) -> None:
    drafts = [GOOD, *(changed(path, value) for path, value in FINE)]
    drafts += [GOOD | changes for changes in NOT_SAID]
    folder = bench.root / "annotations/bridge"
    paths = [folder / f"draft-{index}.yaml" for index in range(len(drafts))]
    for path, (_, file) in zip(paths, bench.form(drafts), strict=True):
        path.write_text(file, "utf-8", newline="\n")
    try:
        names = [path.relative_to(bench.root).as_posix() for path in paths]
        done = run("glossator", "fmt", "--check", *names, cwd=bench.root)
    finally:
        for path in paths:
            path.unlink()
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


def test_what_the_form_lets_through_the_check_does_too(bench: Bench) -> None:
    random_ = random.Random(4)
    odd = [value for _, value in (*BAD, *FINE) if isinstance(value, str) and len(value) < 2000]
    drafts = []
    for _ in range(250):
        draft = copy.deepcopy(GOOD)
        for path, value in random_.sample([*FINE * 9, *BAD], random_.choice([1, 1, 2, 3])):
            *steps, name = path.split(".")
            holder: Any = draft
            try:
                for step in steps:
                    holder = holder[int(step) if step.isdigit() else step]
            except IndexError:
                continue
            is_text = isinstance(holder.get(name), str) and name != "id"
            holder[name] = random_.choice(odd) if is_text and random_.random() < 0.2 else value
        drafts.append(draft)
    accepted = 0
    for draft, (problems, file) in zip(drafts, bench.form(drafts), strict=True):
        if not problems:
            accepted += 1
            assert bench.check(draft, file) == [], file
    assert accepted > 50


# ----------------------------------------------------------------------- Markdown

MARKDOWN = [
    "a  \nb", "* a\n* b", "1. a\n2. b\n\npara", "3. x\n4. y", "- a\n\n- b\n\n- c\n- d",
    "> q\n> r", "> q\n\n> r", "line\n> q", "a\n- b", "1) a", "* * *", "a\n***\nb", "# H\ntext",
    "text\n---\n", "`a<b`", "``a`b``", "`", "a_b_c *x*y", "***x***", "**a*", "__a__ _b_", "x*y*z",
    "**a *b* c**", "*a [b](http://x.y) c*", "[*a*](http://x.y)", '[b](http://x.y "t")',
    "[x]( http://a.b )", "[x](<http://a.b>)", "[x](http://a.b/c_(d))", "<http://x.y/?a&b>",
    "<me@x.y>", "\\*no\\*", "\\[a](b)", "a\\\nb", "a & b © &copy; &bogus; &#65; &lt;b&gt;",
    "![i](http://x/y.png) x", "http://bare.com", '"q" \'s\' -- ...', "a * b * c", "5 * 3 _ 2",
    "- a\nb\n- c", "1. a\n- b", "a\n\n\n\nb", "  a\n  b", "para\n1. x",
    "**a** *b* `c` [d](http://e.f)",
    "snake_case_name and __init__.py", "2 < 3 and 4 > 1", "*a*b*c*",
    "* a\n\npara\n\n* b", "* a\n\n    b",
    "1. one\n\n2. two", "[a] and [b](", "a*", "**", "[x](mailto:me@example.org)",
    "日本語**強調**です",
]  # fmt: skip
# What the form does not know is shown as it was typed, in one paragraph or item.
UNKNOWN = [
    "    code", "- a\n    - b",  "> > deep", "<b>x</b>", "<div>x</div>",
    "[a][b]\n\n[b]: http://x.y", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))", "[x](data:text/html,x)", "- - a", "- > q",
]  # fmt: skip
ALLOWED = {"p", "em", "strong", "code", "a", "br", "ul", "ol", "li", "blockquote", "hr"}
SHAPE = """node => {
  const shape = parent => {
    const all = [];
    for (const child of parent.childNodes) {
      if (child.nodeType === 3) {
        const text = child.data.replace(/\\s+/g, ' ');
        if (typeof all.at(-1) === 'string') all[all.length - 1] += text; else all.push(text);
      } else if (child.localName === 'span' && !child.attributes.length) all.push(...shape(child));
      else all.push([child.localName,
        ...[...child.attributes].map(a => `${a.name}=${a.value}`).sort(), shape(child)]);
    }
    const isBlock = one => Array.isArray(one) && /^(p|ul|ol|li|blockquote|hr|pre)$/.test(one[0]);
    return all.map((one, i) => typeof one !== 'string' ? one
      : (i === 0 || isBlock(all[i - 1]) ? one.trimStart() : one))
      .map((one, i) => typeof one === 'string' && (i === all.length - 1 || isBlock(all[i + 1]))
        ? one.trimEnd() : one)
      .filter(one => one !== '');
  };
  return shape(node);
}"""


def rendered(bench: Bench, texts: list[str]) -> list[tuple[list[Any], list[Any], str]]:
    """For each text the form's nodes and the site's, in one shape, and the form's text."""
    html = [str(render_note_body(text)) for text in texts]
    return bench.page.evaluate(
        f"""async ([modules, texts, html]) => {{
          const {{renderMarkdown}} = await import(`${{modules}}markdown.js`);
          const shape = {SHAPE};
          return texts.map((text, i) => {{
            const site = document.createElement('template');
            site.innerHTML = html[i];
            const form = renderMarkdown(text);
            return [shape(form), shape(site.content), form.textContent];
          }});
        }}""",
        [bench.modules, texts, html],
    )


def test_the_preview_renders_every_note_of_the_site_as_the_site_does(bench: Bench) -> None:
    files = sorted((ROOT / "annotations").glob("*/*.yaml"))
    bodies = [yaml.safe_load(file.read_text("utf-8")).get("body") or "" for file in files]
    assert len([body for body in bodies if body]) >= 40
    for file, (form, site, _) in zip(files, rendered(bench, bodies), strict=True):
        assert form == site, file.name


def test_the_preview_renders_markdown_as_the_site_does(bench: Bench) -> None:
    for text, (form, site, _) in zip(MARKDOWN, rendered(bench, MARKDOWN), strict=True):
        assert form == site, repr(text)


def test_markdown_that_the_preview_does_not_know_is_shown_as_text(bench: Bench) -> None:
    for text, (form, _, shown) in zip(UNKNOWN, rendered(bench, UNKNOWN), strict=True):
        tags = flat_tags(form)
        assert tags <= {"p", "blockquote"}, (text, form)
        assert "=" not in str(form).replace(text, "") or "<" in text, (text, form)
        words = [word for word in ("code", "alert", "deep", "q") if word in text]
        assert text.startswith("[x](") or all(word in shown for word in words), (text, shown)


def flat_tags(shape: list[Any]) -> set[str]:
    found: set[str] = set()
    for one in shape:
        if isinstance(one, list):
            found |= {one[0]} | flat_tags(one[-1])
    return found


def test_random_markdown_never_makes_markup_that_the_site_does_not(bench: Bench) -> None:
    random_ = random.Random(45)
    pieces = ["*", "**", "_", "__", "`", "[", "](", ")", "<", ">", "&", "\\", "\n", "\n\n", "- ",
              "1. ", "> ", "#", "a", "b c", "  \n", "http://x.y",
              "é", "日", "!", "    ", "---"]  # fmt: skip
    texts = []
    while len(texts) < 1500:
        text = "".join(random_.choice(pieces) for _ in range(random_.randint(1, 14)))
        try:
            render_note_body(text)
        except MarkdownError:
            continue
        texts.append(text)
    same = 0
    for text, (form, site, _) in zip(texts, rendered(bench, texts), strict=True):
        same += form == site
        assert flat_tags(form) <= ALLOWED, text
    # The rest are brackets and stars at odds, code by indentation, lists in lists.
    assert same / len(texts) > 0.8
