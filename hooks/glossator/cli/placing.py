"""Where the quote of a new note stands, with the help of whoever is there."""

from __future__ import annotations

import shlex
from dataclasses import dataclass

from glossator.anchoring.anchor import QuoteMatch
from glossator.anchoring.quoting import selector_for, sentence_at
from glossator.anchoring.text import typable
from glossator.cli.asking import Asker
from glossator.cli.prompts import ask, pick
from glossator.cli.saying import say
from glossator.content.corpus import Corpus
from glossator.editing.new_note import find_words, note_problems
from glossator.editing.note_file import note_text
from glossator.problems import shown
from glossator.showing import visible
from glossator.weaving.markup import HtmlText

# As many as fit on a screen with their sentences.
MOST_PLACES = 9
_MARKS = ("[", "]")

Span = tuple[int, int]


@dataclass
class Placing:
    """The article in which a quote is looked for.

    Attributes:
        asker: Who can be asked.
        corpus: The article with its notes.
        html: The article.
        folder: The folder of its notes, relative to the site's root.
        kind: The kind of the new note.
    """

    asker: Asker
    corpus: Corpus
    html: HtmlText
    folder: str
    kind: str

    def target(self, quote: str, prefix: str, suffix: str) -> dict[str, str]:
        """The target of a note on the quote; nothing where it was not found."""
        span = self._span(quote, prefix, suffix)
        while span is None and self.asker.is_asking:
            quote, prefix, suffix = ask("The words, once more"), "", ""
            span = self._span(quote, prefix, suffix)
        if span is None:
            return {}
        target = self._target(span)
        if prefix or suffix:
            # Context that somebody chose stays, though other context might be shorter.
            match, given = find_words(self.html.text, quote, prefix, suffix)
            if match.spans == [span]:
                target |= {"prefix": given.prefix, "suffix": given.suffix}
        return target

    def _target(self, span: Span) -> dict[str, str]:
        selector = selector_for(self.html.text, span)
        return {"exact": selector.exact, "prefix": selector.prefix, "suffix": selector.suffix}

    def _span(self, quote: str, prefix: str, suffix: str) -> Span | None:
        try:
            match, _ = find_words(self.html.text, quote, prefix, suffix)
        except ValueError:
            self.asker.tell("--quote", "has no visible characters; quote words of the article")
            return None
        if match.status == "found":
            span: Span | None = match.spans[0]
        elif match.status == "ambiguous":
            span = self._one_of_several(quote, match)
        else:
            span = self._one_like_it(quote, match)
        fault = self._overlap(span) if span else ""
        if fault:
            self.asker.tell("--quote", fault)
        return None if fault else span

    def _one_of_several(self, quote: str, match: QuoteMatch) -> Span | None:
        spans = match.spans[:MOST_PLACES]
        found = f"{shown(quote)} stands in {len(match.spans)} places"
        has_more = len(match.spans) > MOST_PLACES
        if self.asker.is_asking:
            more = f"; the first {MOST_PLACES} are shown, more words find others"
            return self._pick(found + (more if has_more else ""), spans)
        first = f" (the first {MOST_PLACES} are)" if has_more else ""
        ways = self._ways(spans, with_quote=False)
        self.asker.tell("--quote", f"{found}; tell which with{first}{ways}")
        return None

    def _one_like_it(self, quote: str, match: QuoteMatch) -> Span | None:
        spans = [suggestion.span for suggestion in match.suggestions]
        found = f"{shown(quote)} is not in the article"
        if spans and all(self._words(span) == quote.split() for span in spans):
            found = f"{shown(quote)} is in the article, but not with this --prefix and --suffix"
        if not spans:
            self.asker.tell("--quote", f"{found}; copy the words from its page")
            return None
        if self.asker.is_asking:
            return self._pick(f"{found}. Did you mean one of these?", spans)
        ways = self._ways(spans, with_quote=True)
        self.asker.tell("--quote", f"{found}; did you mean{ways}")
        return None

    def _words(self, span: Span) -> list[str]:
        return self.html.text[slice(*span)].split()

    def _pick(self, found: str, spans: list[Span]) -> Span | None:
        say(f"\n{found}", err=True)
        lines = [self._sentence(span) for span in spans]
        number = pick("Which", lines, other="to type other words")
        return None if number is None else spans[number]

    def _ways(self, spans: list[Span], *, with_quote: bool) -> str:
        """The options that name each place, with its sentence."""
        ways = ""
        for span in spans:
            target = self._target(span)
            words = {"quote": target["exact"]} if with_quote else {}
            words |= {"prefix": target["prefix"], "suffix": target["suffix"]}
            options = [
                f"--{name} {shlex.quote(typable(value))}" for name, value in words.items() if value
            ]
            ways += f"\n    {visible(' '.join(options))}\n        in: {self._sentence(span)}"
        return ways

    def _sentence(self, span: Span) -> str:
        return visible(sentence_at(self.html.text, span, marks=_MARKS))

    def _overlap(self, span: Span) -> str:
        """What is wrong with another correction of these words."""
        if self.kind != "correction":
            return ""
        probe = {
            "kind": "correction",
            "target": self._target(span),
            "replacement": "\u2026",
            "body": "-",
            "sources": [{"url": "https://example.org", "publisher": "-"}],
        }
        path = f"{self.folder}/-.yaml"
        found = note_problems(note_text(probe, path), path, self.corpus, self.html)
        overlaps = (problem for _, problem in found if problem.code == "correction-overlap")
        return next((problem.message for problem in overlaps), "")
