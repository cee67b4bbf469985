"""Made-up articles, before they are written as any site has them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from random import Random

from made_words import TOPICS, fill, some_day

DISCLAIMER = (
    "This is test data for a benchmark: no place, office, person or event in it exists, "
    "and every address leads to example.org."
)

WORDS_PER_ARTICLE = 900

_END = re.compile(r"[.,;:?!”]+$")


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


def made_article(rng: Random, number: int) -> MadeArticle:
    """The article of a number; the same of the same `rng`."""
    title = f"Test article {number}: {fill(rng, '{title}')}"
    blocks = [_block("# ", [title]), _block("", [DISCLAIMER])]
    count = 0
    while count < WORDS_PER_ARTICLE:
        section = [_block("## ", [fill(rng, "{heading}")])]
        section += [paragraph(rng) for _ in range(2)]
        extra = rng.random()
        if extra < 0.3:
            section += [_block("- ", [fill(rng, "{item}")]) for _ in range(3)]
        elif extra < 0.5:
            section.append(_block("> ", [fill(rng, "{sentence}")]))
        elif extra < 0.7:
            section.append(_block("### ", [fill(rng, "{heading}")]))
        section.append(paragraph(rng))
        count += sum(len(block.plain.split()) for block in section)
        blocks += section
    for block in blocks[2:]:
        if not block.sign.startswith("#"):
            _mark_up(rng, block)
    return MadeArticle(
        slug=f"test-article-{number:05}",
        title=title,
        url=f"https://example.org/articles/{number}",
        published=some_day(rng),
        topics=rng.sample(sorted(TOPICS), rng.randint(0, 2)),
        blocks=blocks,
    )


def paragraph(rng: Random) -> Block:
    """Some sentences."""
    return _block("", [fill(rng, "{sentence}") for _ in range(rng.randint(3, 5))])


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
