"""Made-up corpora for benchmarks: a Glossator site, and plain MkDocs with the same notes.

Everything in them is test data: no place, office or event exists, addresses are below
example.org. The same arguments always give the same files, and article number 7 is the
same one in a corpus of ten and in one of a thousand.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import yaml
from mkdocs.utils.yaml import yaml_load

from glossator import describe_quote
from glossator.content.corpus import body_digest
from glossator.weaving.markdown import render_article_body

REPOSITORY = Path(__file__).resolve().parent.parent
GLOSSATOR, PEER = "glossator", "peer"
MANIFEST = "manifest.json"
PUBLISHER = "Example Daily"
DISCLAIMER = (
    "This is test data for a benchmark: no place, office, person or event in it exists, "
    "and every address leads to example.org."
)

WORDS_PER_ARTICLE = 900
# An article has some forty sentences, and corrections never share one.
MOST_NOTES = 30
KINDS = ("correction", "source", "context")
FIRST_DAY = date(2025, 1, 6)
# Sources that many notes cite, beside those that only one note knows.
SHARED_SOURCES = 40

TOPICS = {
    "exampleton-harbour": "Exampleton Harbour",
    "samplewick-ring-line": "Samplewick Ring Line",
    "testbourne-tidal-scheme": "Testbourne tidal scheme",
    "mockshire-grain-levy": "Mockshire grain levy",
    "specimen-archive-act": "Specimen Archive Act",
}
SOURCE_PUBLISHERS = (
    "Example Statistics Office",
    "Example Harbour Board",
    "Example Audit Chamber",
    "Example Gazette",
    "Example Weather Service",
    PUBLISHER,
)

GRAMMAR: dict[str, tuple[str, ...]] = {
    "body": (
        "the harbour board", "the town council", "the audit chamber", "the ferry operator",
        "the grain exchange", "the water office", "the regional assembly", "the transport panel",
        "the national archive", "the labour inspectorate", "the tidal authority",
        "the housing committee", "the R&D office", "the planning tribunal", "the fisheries desk",
    ),
    "role": (
        "the harbour master", "a spokeswoman for {body}", "the deputy treasurer",
        "the chief engineer", "two members of {body}", "an official who read the draft",
        "the chair of {body}", "a senior clerk at {body}", "the union's secretary",
    ),
    "topic": (*TOPICS.values(), "Exampleton", "Samplewick", "Testbourne", "Mockshire"),
    "thing": (
        "the second pier", "the signal boxes", "the winter timetable", "the flood barrier",
        "the reserve fund", "the new turbine hall", "the storage contract", "the reading rooms",
        "the tariff on barley", "the northern depot", "the bridge repairs", "the fare reform",
        "the cable to the islands", "the cold stores", "the pension scheme", "the crane lease",
    ),
    "adjective": (
        "costly", "overdue", "modest", "popular", "unusual", "long-planned", "quiet", "cautious",
        "record", "provisional", "disputed", "lasting", "seasonal", "unexpected", "narrow",
    ),
    "noun": (
        "agreement", "shortfall", "increase", "delay", "survey", "inquiry", "surplus", "ballot",
        "contract", "estimate", "review", "compromise", "vacancy", "subsidy", "closure",
    ),
    "past": (
        "approved", "postponed", "defended", "criticised", "published", "revised", "withdrew",
        "announced", "rejected", "welcomed", "examined", "renewed", "suspended", "funded",
    ),
    "said": ("said", "wrote", "told reporters", "noted", "argued", "conceded", "recalled"),
    "figure": (
        "{small} percent", "€{large} million", "{large},{hundreds} tonnes", "{large} jobs",
        "{small}.{digit} percent", "{large},{hundreds} passengers", "{small} of {large} members",
    ),
    "when": (
        "on Monday", "on Thursday", "late in the week", "in the spring", "last autumn",
        "in {year}", "since {year}", "before the recess", "within {small} months",
        "after a vote that took {small} hours", "at the end of the quarter",
    ),
    "cause": (
        "because steel had become dearer", "after the river froze twice in one winter",
        "although the forecast had been lower", "as fewer ships called at the port",
        "while the courts considered an appeal", "since no bidder met the terms",
        "despite objections from {body}", "once {body} had seen the accounts",
        "so that work could begin before the storms",
    ),
    "sentence": (
        "{Body} {past} {thing} {when}, {cause}.",
        "{Role} {said} that {thing} would cost {figure}, up from {figure} a year earlier.",
        "The {adjective} {noun} concerns {thing} and, indirectly, {topic}.",
        "“We saw {thing} as a {adjective} answer to a {adjective} question,” {role} {said}.",
        "In {topic}, {figure} depend on {thing}, according to {body}.",
        "{When}, {body} {past} a {adjective} {noun} worth {figure}; {role} {said} it was fair.",
        "Nobody at {body} expected the {noun} to reach {figure}, {role} {said}.",
        "Between {year} and {year} the {noun} grew by {figure}, {cause}.",
        "{Role} compared {thing} with {thing}, which {body} {past} {when}.",
        "Whether {topic} gains from the {adjective} {noun} remains open.",
        "By then {figure} had already moved to {topic}, {cause}.",
        "A {adjective} {noun} followed {when}: {body} {past} {thing}.",
        "{Body} puts the {noun} at {figure}; {body} puts it at {figure}.",
        "Critics of {thing} point to {topic}, where a {adjective} {noun} failed {when}.",
    ),
    "heading": (
        "A {adjective} {noun}", "What {body} {past}", "{Figure}, and what is behind it",
        "Why {topic} waits", "The {noun} in numbers", "Who pays for {thing}", "After the {noun}",
    ),
    "title": (
        "{Body} {past} {thing}", "{Topic} faces a {adjective} {noun}",
        "{Noun} over {thing} reaches {figure}", "{Role} defends {adjective} {noun}",
    ),
    "item": (
        "{thing}, with {figure};", "a {adjective} {noun} for {topic};",
        "{figure} that {body} {past} {when};",
    ),
    "headline": (
        "Not {figure}", "Where {thing} stands", "The {noun} behind it", "{Topic} in brief",
        "What {body} counted", "A {noun}, not a {noun}",
    ),
    "note": (
        "The report of {body} gives {figure} for the same {noun}.",
        "{Body} {past} {thing} {when}, which the article leaves out.",
        "The figure is *not* comparable: it counts {thing} as well.",
        "See [the minutes](https://example.org/minutes/{large}) of {body}.",
        "For readers new to {topic}: {body} {past} it {when}.",
    ),
}  # fmt: skip

_SLOT = re.compile(r"\{(\w+)\}")
_END = re.compile(r"[.,;:?!”]+$")
_ARTICLE = re.compile(r"\b([Aa])(?= [aeiou])")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, or some words under one markup.

    Attributes:
        plain: What a reader reads.
        markdown: What its author typed.
        after: The punctuation behind it, which no quote takes along.
    """

    plain: str
    markdown: str
    after: str = ""


@dataclass
class Block:
    """A heading, paragraph, quotation or list item.

    Attributes:
        sign: What Markdown begins it with.
        tokens: Its words.
        sentences: Where in `tokens` each sentence begins and ends.
        references: Ids of the notes whose quote ends at each token.
    """

    sign: str
    tokens: list[Token] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    references: dict[int, list[str]] = field(default_factory=dict)

    @property
    def plain(self) -> str:
        """Its text."""
        return " ".join(token.plain + token.after for token in self.tokens)

    def markdown(self, *, with_footnotes: bool) -> str:
        """Its source, as it is or with a footnote's reference behind each quote."""
        words = []
        for index, token in enumerate(self.tokens):
            noted = self.references.get(index, ()) if with_footnotes else ()
            words.append(token.markdown + "".join(f"[^{name}]" for name in noted) + token.after)
        return self.sign + " ".join(words)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the tokens `first` to `last`, included, stand in `plain`."""
        starts = [0]
        for token in self.tokens:
            starts.append(starts[-1] + len(token.plain + token.after) + 1)
        return starts[first], starts[last] + len(self.tokens[last].plain)


@dataclass(frozen=True, slots=True)
class MadeArticle:
    """An article before it is written in either form."""

    slug: str
    title: str
    url: str
    published: str
    topics: list[str]
    blocks: list[Block]

    def body(self, *, with_footnotes: bool = False) -> str:
        """Its Markdown; the items of a list stand on adjacent lines."""
        parts: list[str] = []
        for above, block in zip([None, *self.blocks], self.blocks, strict=False):
            if above:
                is_same_list = above.sign == block.sign == "- "
                parts.append("\n" if is_same_list else "\n\n")
            parts.append(block.markdown(with_footnotes=with_footnotes))
        return "".join(parts) + "\n"


@dataclass(frozen=True, slots=True)
class MadeNote:
    """A note before it is written in either form; `fields` are those of its YAML file."""

    id: str
    fields: dict[str, Any]


def generate(root: Path, *, articles: int, notes: int, seed: int) -> None:
    """Write two sites with the same `articles` and `notes` per article below `root`.

    `root/glossator` is built with this repository's hook. `root/peer` is plain MkDocs with
    Material, each note a footnote. `root/manifest.json` names the notes of each article.

    Raises:
        ValueError: there would be no article, or more notes than fit.
    """
    if articles < 1:
        raise ValueError(f"a corpus needs at least one article, not {articles}")
    if not 0 <= notes <= MOST_NOTES:
        raise ValueError(f"an article takes 0 to {MOST_NOTES} notes, not {notes}")
    manifest: dict[str, list[str]] = {}
    made: list[MadeArticle] = []
    for number in range(1, articles + 1):
        rng = Random(f"{seed}/{number}")  # of a text, so by SHA-512 and alike everywhere
        article = _article(rng, number)
        written = _notes(rng, article, notes)
        _write_article(root / GLOSSATOR, article, written)
        _write_peer_article(root / PEER, article, written)
        manifest[article.slug] = [note.id for note in written]
        made.append(article)
    _write_shared_pages(root, made)
    _write_settings(root)
    _write(root / MANIFEST, json.dumps(manifest, indent=1) + "\n")


def _article(rng: Random, number: int) -> MadeArticle:
    title = f"Test article {number}: {_fill(rng, '{title}')}"
    blocks = [_block("# ", [title]), _block("", [DISCLAIMER])]
    count = 0
    while count < WORDS_PER_ARTICLE:
        section = [_block("## ", [_fill(rng, "{heading}")])]
        section += [_paragraph(rng) for _ in range(2)]
        extra = rng.random()
        if extra < 0.3:
            section += [_block("- ", [_fill(rng, "{item}")]) for _ in range(3)]
        elif extra < 0.5:
            section.append(_block("> ", [_fill(rng, "{sentence}")]))
        elif extra < 0.7:
            section.append(_block("### ", [_fill(rng, "{heading}")]))
        section.append(_paragraph(rng))
        count += sum(len(block.plain.split()) for block in section)
        blocks += section
    for block in blocks[2:]:
        if not block.sign.startswith("#"):
            _mark_up(rng, block)
    return MadeArticle(
        slug=f"test-article-{number:05}",
        title=title,
        url=f"https://example.org/articles/{number}",
        published=_day(rng),
        topics=rng.sample(sorted(TOPICS), rng.randint(0, 2)),
        blocks=blocks,
    )


def _paragraph(rng: Random) -> Block:
    return _block("", [_fill(rng, "{sentence}") for _ in range(rng.randint(3, 5))])


def _block(sign: str, sentences: list[str]) -> Block:
    block = Block(sign)
    for sentence in sentences:
        begin = len(block.tokens)
        for word in sentence.split():
            end = _END.search(word)
            plain = word[: end.start()] if end else word
            block.tokens.append(Token(plain, plain, end[0] if end else ""))
        block.sentences.append((begin, len(block.tokens)))
    return block


def _mark_up(rng: Random, block: Block) -> None:
    """Put a word or two of each few sentences under emphasis or a link."""
    for begin, end in block.sentences:
        chance = rng.random()
        first = rng.randrange(begin, end - 1)
        token, following = block.tokens[first], block.tokens[first + 1]
        if chance < 0.1:
            sign = rng.choice(("*", "**"))
            block.tokens[first] = Token(token.plain, f"{sign}{token.plain}{sign}", token.after)
        elif chance < 0.2 and not token.after:
            # Both words stay tokens, so that a quote can begin or end inside of the link.
            url = f"https://example.org/pages/{rng.randint(1, 999)}"
            link = f"[{following.plain}]({url})"
            block.tokens[first + 1] = Token(following.plain, link, following.after)


def _notes(rng: Random, article: MadeArticle, count: int) -> list[MadeNote]:
    text = render_article_body(article.body(), article.title).text
    begins: list[int] = []
    for block in article.blocks:
        begins.append(text.index(block.plain, begins[-1] if begins else 0))
    places = [
        (index, first, end)
        for index, block in enumerate(article.blocks)
        if index > 1 and not block.sign.startswith("#")
        for first, end in block.sentences
    ]
    # Corrections may not overlap one another; other notes may overlap anything.
    reserved = rng.sample(places, k=min(len(places), 2 * count))
    notes = []
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        name = f"{kind}-{number + 1}"
        amount = 2 if rng.random() < 0.2 else 1
        chosen = (
            [reserved.pop() for _ in range(amount)]
            if kind == "correction"
            else rng.sample(places, amount)
        )
        targets = []
        for index, begin, end in chosen:
            block = article.blocks[index]
            first = rng.randrange(begin, end)
            last = min(end - 1, first + rng.choice((0, 1, 2, 4, 6, 9)))
            start, stop = (begins[index] + offset for offset in block.span(first, last))
            quote = describe_quote(text, start, stop)
            parts = {"exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix}
            targets.append({key: _one_line(part) for key, part in parts.items() if part})
            block.references.setdefault(last, []).append(name)
        fields = _note_fields(rng, article, kind, number + 1)
        notes.append(MadeNote(name, {"kind": kind, "target": targets} | fields))
    return notes


def _note_fields(rng: Random, article: MadeArticle, kind: str, number: int) -> dict[str, Any]:
    fields: dict[str, Any] = {"title": _upper(_fill(rng, "{headline}"))[:80]}
    if kind == "correction":
        fields["replacement"] = _fill(rng, "{figure}, as {body} counted {when}")
        fields["reason"] = rng.choice(("figure", "name", "date", "wording", "omission"))
    body = [_fill(rng, "{note}") for _ in range(rng.randint(1, 3))]
    fields["body"] = [*body, f"(Test note {number} on {article.slug}.)"]
    least = 0 if kind == "context" else 1
    fields["sources"] = [_source(rng) for _ in range(rng.randint(least, 2))]
    fields["topics"] = rng.sample(sorted(TOPICS), rng.choice((0, 1, 1, 2)))
    fields["confidence"] = rng.choice(("high", "medium", "low"))
    fields["created"] = _day(rng)
    return fields


def _source(rng: Random) -> dict[str, str]:
    is_shared = rng.random() < 0.2
    if is_shared:
        rng = Random(f"shared/{rng.randrange(SHARED_SOURCES)}")
    return {
        "url": f"https://example.org/sources/{rng.randrange(10**9)}",
        "title": _upper(_fill(rng, "{noun} on {thing}, {figure}")),
        "publisher": rng.choice(SOURCE_PUBLISHERS),
        "published": _day(rng),
        "accessed": "2026-06-01",
        "supports": _upper(_fill(rng, "{body} gives {figure} for {thing}.")),
    }


def _write_article(root: Path, article: MadeArticle, notes: list[MadeNote]) -> None:
    body = "\n" + article.body()
    head = {
        "title": article.title,
        "source": {
            "url": article.url,
            "publisher": PUBLISHER,
            "published": article.published,
            "language": "en",
        },
        "retrieved": "2026-06-01",
        "rights": "Test data; nobody's.",
        "topics": article.topics,
        "sha256": body_digest(body),
    }
    path = root / "docs/articles" / f"{article.slug}.md"
    _write(path, f"---\n{''.join(_yaml(head))}---\n{body}")
    for note in notes:
        fields = note.fields | {"status": "published", "creator": {"name": "Test author"}}
        path = root / "annotations" / article.slug / f"{note.id}.yaml"
        _write(path, "".join(_yaml(fields)))


def _write_peer_article(root: Path, article: MadeArticle, notes: list[MadeNote]) -> None:
    head = f"---\ntitle: {json.dumps(article.title)}\nhide: [navigation]\n---\n\n"
    title, rest = article.body(with_footnotes=True).split("\n\n", 1)
    byline = f"{PUBLISHER}, {article.published}. [Original]({article.url})"
    footnotes = "\n".join(_footnote(note) for note in notes)
    path = root / "docs/articles" / f"{article.slug}.md"
    _write(path, f"{head}{title}\n\n{byline}\n\n{rest}\n{footnotes}")


def _footnote(note: MadeNote) -> str:
    """The note as an author of plain Markdown would write it: the same words and links."""
    fields = note.fields
    lines = [f"[^{note.id}]:", f"    **{_upper(fields['kind'])}: {fields['title']}**", ""]
    if "replacement" in fields:
        lines += [f"    - {t['exact']} → {fields['replacement']}" for t in fields["target"]]
    else:
        lines += [f"    - “{target['exact']}”" for target in fields["target"]]
    lines += ["", *(f"    {line}" for line in fields["body"]), ""]
    for source in fields["sources"]:
        lines.append(
            f"    - [{source['title']}]({source['url']}), {source['publisher']}, "
            f"{source['published']}. {source['supports']} Read on {source['accessed']}."
        )
    lines += [""] if fields["sources"] else []
    links = [f"[{TOPICS[slug]}](../topics/{slug}.md)" for slug in fields["topics"]]
    facts = [*links, f"Confidence: {fields['confidence']}", f"Test author, {fields['created']}"]
    if "reason" in fields:
        facts.insert(len(links), f"Reason: {fields['reason']}")
    return "\n".join([*lines, f"    {' · '.join(facts)}", ""])


def _write_shared_pages(root: Path, articles: list[MadeArticle]) -> None:
    for site in (GLOSSATOR, PEER):
        home = f"---\ntitle: Test site\n---\n\n# Test site\n\n{DISCLAIMER}\n"
        _write(root / site / "docs/index.md", home)
    for slug, title in TOPICS.items():
        rng = Random(f"topic/{slug}")
        summary = " ".join(_fill(rng, "{sentence}") for _ in range(2))
        body = "\n\n".join(_paragraph(rng).plain for _ in range(2))
        events = [{"date": _day(rng), "text": _fill(rng, "{sentence}")} for _ in range(5)]
        head = {"title": title, "aliases": [title], "summary": summary, "timeline": events}
        path = f"docs/topics/{slug}.md"
        _write(root / GLOSSATOR / path, f"---\n{''.join(_yaml(head))}---\n\n{body}\n")
        listed = "\n".join(f"- {event['date']}: {event['text']}" for event in events)
        _write(root / PEER / path, f"# {title}\n\n{summary}\n\n{listed}\n\n{body}\n")
    # Glossator makes these two itself; in plain MkDocs somebody keeps them by hand.
    links = "\n".join(f"- [{article.title}]({article.slug}.md)" for article in articles)
    _write(root / PEER / "docs/articles/index.md", f"# Articles\n\n{links}\n")
    links = "\n".join(f"- [{title}]({slug}.md)" for slug, title in TOPICS.items())
    _write(root / PEER / "docs/topics/index.md", f"# Topics\n\n{links}\n")


def _write_settings(root: Path) -> None:
    """This repository's settings for both, less what only its own pages need."""
    with (REPOSITORY / "mkdocs.yml").open("rb") as file:
        settings: dict[str, Any] = yaml_load(file)
    # What this site draws of itself; it stands beside the settings, which these do not.
    settings["theme"].pop("custom_dir", None)
    settings |= {"site_name": "Test site", "site_url": "https://example.org/", "watch": []}
    nav = [{"Home": "index.md"}, {"Articles": "articles/index.md"}, {"Topics": "topics/index.md"}]
    made = [{"Corrections": "corrections.md"}, {"Sources": "sources.md"}]
    hooks = [(REPOSITORY / hook).as_posix() for hook in settings["hooks"]]
    extensions = [*settings["markdown_extensions"], "footnotes"]
    per_site = {
        GLOSSATOR: {"nav": nav + made, "hooks": hooks},
        PEER: {"nav": nav, "hooks": [], "markdown_extensions": extensions},
    }
    plain = {"hooks": [(REPOSITORY / "bench/plain_hook.py").as_posix()]}
    files = {
        f"{GLOSSATOR}/mkdocs.yml": per_site[GLOSSATOR],
        f"{GLOSSATOR}/mkdocs-plain.yml": per_site[GLOSSATOR] | plain,
        f"{PEER}/mkdocs.yml": per_site[PEER],
    }
    for path, own in files.items():
        text = yaml.dump(settings | own, sort_keys=False, allow_unicode=True)
        _write(root / path, text)


def _fill(rng: Random, template: str) -> str:
    """The template with each slot filled; a slot in capitals begins a sentence."""

    def choose(found: re.Match[str]) -> str:
        name = found[1]
        if name == "small":
            return str(rng.randint(2, 98))
        if name == "large":
            return str(rng.randint(100, 999))
        if name == "hundreds":
            return f"{rng.randrange(1000):03}"
        if name == "digit":
            return str(rng.randint(1, 9))
        if name == "year":
            return str(rng.randint(1990, 2025))
        words = _fill(rng, rng.choice(GRAMMAR[name.lower()]))
        return _upper(words) if name[0].isupper() else words

    return _ARTICLE.sub(r"\1n", _SLOT.sub(choose, template))


def _yaml(fields: dict[str, Any], indent: str = "") -> Iterator[str]:
    """Fields as a contributor would write them: texts in quotes, a body in lines."""
    for key, value in fields.items():
        if key == "body":
            yield f"{indent}body: |\n"
            yield from (f"{indent}  {line}\n" for line in value)
        elif isinstance(value, dict):
            yield f"{indent}{key}:\n"
            yield from _yaml(value, indent + "  ")
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            yield f"{indent}{key}:\n"
            for item in value:
                first, *rest = _yaml(item, indent + "    ")
                yield f"{indent}  - {first.lstrip()}"
                yield from rest
        elif isinstance(value, list):
            yield f"{indent}{key}: [{', '.join(_scalar(item) for item in value)}]\n"
        else:
            yield f"{indent}{key}: {_scalar(value)}\n"


def _scalar(text: str) -> str:
    is_plain = re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9 -]*[A-Za-z0-9])?|https://[\w./-]+", text)
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def _one_line(text: str) -> str:
    return " ".join(f"|{text}|".split())[1:-1]


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _day(rng: Random) -> str:
    return (FIRST_DAY + timedelta(days=rng.randrange(480))).isoformat()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Write a corpus into the folder given."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("root", type=Path, help="an empty folder, or one that is not there yet")
    parser.add_argument("--articles", type=int, default=500, help="default: %(default)s")
    parser.add_argument("--notes", type=int, default=10, help="per article; default: %(default)s")
    parser.add_argument("--seed", type=int, default=1, help="default: %(default)s")
    given = parser.parse_args()
    if given.root.exists() and (not given.root.is_dir() or any(given.root.iterdir())):
        parser.error(f"{given.root} is not an empty folder")
    try:
        generate(given.root, articles=given.articles, notes=given.notes, seed=given.seed)
    except ValueError as error:
        parser.error(str(error))


if __name__ == "__main__":
    main()
