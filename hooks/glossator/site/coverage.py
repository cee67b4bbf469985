"""How much of an article is annotated: its checkable sentences, and which carry a note.

The rule looks at characters only, so that it says the same for everybody and every time.
It errs in both directions, and docs/about/index.md tells readers how.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from glossator.anchoring.sentences import sentence_spans, words_of
from glossator.content.references import unescape
from glossator.problems import Location
from glossator.weaving.annotate import TextWithNotes

# A word in small letters that is at least so long is taken for a claim about a name:
# shorter ones are mostly articles and prepositions, as in "Bank of China".
CLAIM_LETTERS = 4

# Who measures an article asks for its sentences a moment later.
_LAST_TEXTS = 64

_SPEAKER = re.compile(r"I(?:['’][a-z]+)?")
_FIGURE_OR_QUOTE = re.compile(r'[\d"“”„‟«»「」『』]')


@dataclass(frozen=True, slots=True)
class Sentence:
    """A checkable sentence.

    Attributes:
        span: Where it stands, as offsets into the article's text.
        is_covered: Whether a published note speaks of some of its words.
        article: The article's text.
    """

    span: tuple[int, int]
    is_covered: bool
    article: str = field(repr=False)

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(self.article[slice(*self.span)].split())


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many checkable sentences there are, and how many carry a note.

    Attributes:
        checkable: Their number.
        covered: How many of them carry a note.
        sentences: The sentences in reading order; none in a sum over articles.
    """

    checkable: int = 0
    covered: int = 0
    sentences: tuple[Sentence, ...] = ()

    @property
    def uncovered(self) -> tuple[Sentence, ...]:
        """The checkable sentences that carry no note."""
        return tuple(sentence for sentence in self.sentences if not sentence.is_covered)

    def __str__(self) -> str:
        noun = "sentence" if self.checkable == 1 else "sentences"
        verb = "carries" if 1 in (self.checkable, self.covered) else "carry"
        return f"{self.covered:,} of {self.checkable:,} checkable {noun} {verb} a note"


def measure(annotated: TextWithNotes) -> Coverage:
    """The coverage of an article. Notes on the whole article cover no sentence."""
    text = annotated.source.text
    marked = _merged(
        place.span
        for placed in annotated.notes
        if placed.note.annotation.status == "published"
        for place in placed.places
        if place.span
    )
    begins = [begin for begin, _ in marked]
    sentences = []
    for begin, end in checkable_spans(text):
        last = bisect_right(begins, end - 1) - 1  # the last mark that begins before the end
        is_covered = last >= 0 and marked[last][1] > begin
        sentences.append(Sentence((begin, end), is_covered, text))
    covered = sum(sentence.is_covered for sentence in sentences)
    return Coverage(len(sentences), covered, tuple(sentences))


def total(parts: Iterable[Coverage]) -> Coverage:
    """The coverage of several articles together."""
    parts = tuple(parts)
    return Coverage(sum(part.checkable for part in parts), sum(part.covered for part in parts))


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, those that touch or overlap made one."""
    merged: list[tuple[int, int]] = []
    for begin, end in sorted(spans):
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged


@lru_cache(maxsize=_LAST_TEXTS)
def checkable_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where in `text` the checkable sentences stand."""
    return tuple(span for span in sentence_spans(text) if is_checkable(text[slice(*span)]))


def is_checkable(sentence: str) -> bool:
    """Whether there is something in the sentence that can be looked up.

    That is: a digit (figures, dates), a double quotation mark, or a name with a claim: a
    capitalised word other than the first word, and a word in small letters of at least
    four letters. Where a script has no small letters, any run of two of its characters
    counts as the claim.
    """
    if _FIGURE_OR_QUOTE.search(sentence):
        return True
    words = words_of(sentence)
    # A lone I is the speaker, and no name.
    has_name = any(word[0].isupper() and not _SPEAKER.fullmatch(word) for word in words[1:])
    return has_name and any(map(_is_claim, words))


def _is_claim(word: str) -> bool:
    if word[0].islower():
        return len(word) >= CLAIM_LETTERS
    return not word[0].isupper() and len(word) > 1


# --- Places in the Markdown file ---------------------------------------------------------

# What stands in Markdown and not on the page: destinations of links, definitions of them,
# tags, numbers of lists. Addresses in angle brackets do show.
_UNSEEN = re.compile(
    r"\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\]\[[^\]\n]*\]"
    r"|^[ ]{0,3}\[[^\]\n]+\]:[^\n]*$|<(?!https?:)[a-zA-Z/!][^<>]*>|^[ >]*[0-9]+[.)][ ]",
    re.MULTILINE,
)
_SIGNS = re.compile(r"[\W_]*")
_REFERENCE = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);")
# Enough letters to know the beginning of a sentence by, where markup that is not known
# above stands further on in it.
BEGINNING = 24


def locate(sentences: Sequence[str], markdown: str, path: str, *, begin: int = 0) -> list[Location]:
    """Where in the Markdown file at `path` each of the sentences stands, in reading order.

    Letters and digits are compared, one after another, from offset `begin` on: a rendered
    sentence has the same as its Markdown, once link destinations and tags are left out. A
    sentence that is not found by these gets the place up to which the others were found.
    """
    letters, offsets = _letters(markdown, begin)
    found_up_to = 0
    last = begin
    places = []
    for sentence in sentences:
        wanted = "".join(filter(str.isalnum, sentence))
        at = letters.find(wanted, found_up_to) if wanted else -1
        if at < 0 and wanted:
            wanted = wanted[:BEGINNING]
            at = letters.find(wanted, found_up_to)
        if at >= 0:
            last = offsets[at]
            found_up_to = at + len(wanted)
            signs = _SIGNS.match(sentence)
            if signs and markdown.endswith(signs[0], begin, last):
                last -= len(signs[0])
        line_start = markdown.rfind("\n", 0, last) + 1
        line = markdown.count("\n", 0, last) + 1
        places.append(Location(path, line, last - line_start + 1))
    return places


def _letters(markdown: str, begin: int) -> tuple[str, list[int]]:
    """The letters and digits that show on the page, and the offset of each."""
    letters: list[str] = []
    offsets: list[int] = []

    def add(text: str, at: int, *, step: int = 1) -> None:
        for index, character in enumerate(text):
            if character.isalnum():
                letters.append(character)
                offsets.append(at + index * step)

    done = begin
    tokens = [*_UNSEEN.finditer(markdown, begin), *_REFERENCE.finditer(markdown, begin)]
    for token in sorted(tokens, key=re.Match.start):
        if token.start() < done:
            continue
        add(markdown[done : token.start()], done)
        if token.re is _REFERENCE:
            add(unescape(token[0]), token.start(), step=0)
        done = token.end()
    add(markdown[done:], done)
    return "".join(letters), offsets
