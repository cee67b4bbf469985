"""A new note as it comes together from options and answers."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from typing import Any

import click

from glossator.anchor import QuoteMatch
from glossator.cli.history import user_name
from glossator.cli.options import in_options, option_for, without_field
from glossator.cli.prompts import ask, ask_text, choose, pick
from glossator.corpus import Corpus, load_corpus
from glossator.files import list_files
from glossator.markup import HtmlText
from glossator.model import is_slug
from glossator.new_note import field_problems, find_words, note_problems, suggest_id
from glossator.note_file import note_text
from glossator.problems import shown
from glossator.publish import Settings
from glossator.quoting import selector_for, sentence_at
from glossator.render import MarkdownError, render_article_body
from glossator.source import FieldPath
from glossator.spelling import did_you_mean

# As many as fit on a screen with their sentences.
MOST_PLACES = 9
_KINDS = {
    "correction": "says what is wrong, and what is right",
    "source": "shows where a claim comes from",
    "context": "adds what a reader should know",
}
_NEEDS = {
    "correction": "--quote, --replacement, --body, --source-url and --source-publisher",
    "source": "--source-url and --source-publisher",
    "context": "--body",
}
_REASONS = {
    "figure": "a number is wrong",
    "name": "a person, a company or a thing is misnamed",
    "date": "a day, a month or a year is wrong",
    "attribution": "somebody else said or did it",
    "translation": "the original says something else",
    "wording": "the words are misleading",
    "omission": "something that matters is left out",
    "outdated": "it was right once",
}
_CONFIDENCES = {
    "high": "the sources say so plainly",
    "medium": "the sources point that way",
    "low": "there are doubts; the note says which",
}


class Faults:
    """What is missing or wrong, gathered where nobody can be asked."""

    def __init__(self, *, is_asking: bool) -> None:
        self.is_asking = is_asking
        self.said: list[str] = []

    def add(self, message: str) -> None:
        """Keep the message for the end."""
        self.said.append(message)

    def stop_if_any(self, text: str = "") -> None:
        """Say all of them and exit with 2; show what was answered, so that it is not lost."""
        if not self.said:
            return
        if text and self.is_asking:
            click.echo(f"\nYour answers:\n\n{text}", err=True)
        if len(self.said) == 1:
            raise click.UsageError(self.said[0])
        lines = "".join(f"\n  {message}" for message in self.said)
        raise click.UsageError(f"{len(self.said)} things are missing or wrong:{lines}")


class Draft:
    """The fields of a new note.

    Attributes:
        data: What is known so far, as `note_text` takes it.
        path: Where the file is to stand, relative to the site's root.
        notice: What was taken for granted.
    """

    def __init__(
        self,
        settings: Settings,
        faults: Faults,
        given: Mapping[str, Any],
        sources: Sequence[dict[str, str]],
    ) -> None:
        self.settings = settings
        self.faults = faults
        self.given = given
        self.data: dict[str, Any] = {}
        self.path = ""
        self.sources = [dict(source) for source in sources]
        self.corpus = Corpus()
        self.html: HtmlText | None = None
        self.notice = ""

    def fill(self, article: str | None, articles: Sequence[str], note_id: str | None) -> None:
        """Take each field from its option, or ask for it, or tell that it is missing."""
        slug = self._article(article, articles)
        self._kind()
        if slug:
            self._read(slug)
        self._quote()
        self._replacement()
        self._text_fields()
        self._sources()
        self._topics()
        self._creator()
        self._id(slug, note_id)

    def check(self, text: str) -> None:
        """Tell all that `glossator check` would say of the file."""
        assert self.html is not None  # noqa: S101 - without an article there was a fault
        topics = f"{self.settings.docs}/topics"
        for field, problem in note_problems(text, self.path, self.corpus, self.html, topics=topics):
            self.faults.add(in_options(field, problem))

    @property
    def is_asking(self) -> bool:
        """Whether somebody is there to answer."""
        return self.faults.is_asking

    def _article(self, article: str | None, articles: Sequence[str]) -> str:
        if not articles:
            self.faults.is_asking = False
            self.faults.add(f"there are no articles in {self.settings.docs}/articles yet")
            return ""

        def slug_of(name: str) -> str:
            return name.rstrip("/").rsplit("/", 1)[-1].removesuffix(".md")

        def fault(name: str) -> str:
            if slug_of(name) in articles:
                return ""
            known = f"; there are: {', '.join(articles[:MOST_PLACES])}"
            hint = did_you_mean(slug_of(name), articles) or known
            return f'there is no article "{slug_of(name)}"{hint}'

        if not article and len(articles) == 1:
            article = articles[0]
            click.echo(f"The article is {article}, the only one.", err=True)
        if self.is_asking and (not article or fault(article)):
            if article:
                click.echo(f"Error: {fault(article)}", err=True)
            for name in articles[:MOST_PLACES]:
                click.echo(f"  {name}", err=True)
            article = ask("Article", check=fault)
        if not article or fault(article):
            message = fault(article) if article else "it is the first word behind `annotation`"
            self.faults.add(f"ARTICLE: {message}")
            return ""
        return slug_of(article)

    def _read(self, slug: str) -> None:
        root, docs = self.settings.root, self.settings.docs
        annotations = self.settings.annotations
        self.corpus = load_corpus(root, docs=docs, annotations=annotations, only={slug})
        article = self.corpus.articles.get(slug)
        base = article.meta.source.url if article and article.meta else ""
        try:
            if article:
                self.html = render_article_body(article.body, article.title, base)
        except MarkdownError:
            pass
        if self.html is None:
            raise click.ClickException(
                f"the article {slug} cannot be read; `glossator check` says why"
            )

    def _kind(self) -> None:
        kind = self.given["kind"]
        if not kind and self.is_asking:
            kind = choose("What does the note do?", _KINDS)
        if not kind:
            needs = "; ".join(f"{name} (with {_NEEDS[name]})" for name in _KINDS)
            self.faults.add(f"--kind is missing: {needs}")
        self.data["kind"] = kind

    def _quote(self) -> None:
        quote = self.given["quote"]
        is_needed = self.data["kind"] == "correction"
        if quote is None and self.is_asking:
            whole = "" if is_needed else "; nothing for the whole article"
            quote = ask(
                f"\nThe words that it is about, as in the article{whole}", is_needed=is_needed
            )
        if not quote:
            if is_needed:
                self.faults.add("--quote is missing: the words of the article that are wrong")
            if not quote and (self.given["prefix"] or self.given["suffix"]):
                self.faults.add("--prefix and --suffix tell quotes apart; --quote is missing")
            return
        if self.html is None:
            return
        prefix, suffix = self.given["prefix"], self.given["suffix"]
        span = self._span(quote, prefix, suffix)
        while span is None and self.is_asking:
            quote = ask("The words, once more", is_needed=True)
            span = self._span(quote, "", "")
        if span:
            selector = selector_for(self.html.text, span)
            self.data["target"] = {
                "exact": selector.exact,
                "prefix": selector.prefix,
                "suffix": selector.suffix,
            }

    def _span(self, quote: str, prefix: str, suffix: str) -> tuple[int, int] | None:
        """Where the quote stands; asks where it is not plain."""
        assert self.html is not None  # noqa: S101 - see `_quote`
        text = self.html.text
        try:
            match = find_words(text, quote, prefix, suffix)
        except ValueError:
            self._tell("--quote", "has no visible characters; quote words of the article")
            return None
        span = match.spans[0] if match.status == "found" else self._other_span(quote, match)
        fault = self._overlap(span) if span else ""
        if fault:
            self._tell("--quote", fault)
            return None
        return span

    def _other_span(self, quote: str, match: QuoteMatch) -> tuple[int, int] | None:
        """One of several places, or of those that are like the quote."""
        assert self.html is not None  # noqa: S101 - see `_quote`
        text = self.html.text
        if match.status == "ambiguous":
            spans = match.spans[:MOST_PLACES]
            more = f" (the first {MOST_PLACES} are)" if len(match.spans) > MOST_PLACES else ""
            found = f"{shown(quote)} stands in {len(match.spans)} places"
            if not self.is_asking:
                ways = "".join(f"\n    {_context(text, span)}" for span in spans)
                self.faults.add(f"--quote: {found}; tell which with{more}{ways}")
                return None
        else:
            spans = [suggestion.span for suggestion in match.suggestions]
            found = f"{shown(quote)} is not in the article"
            if all(_same(text[slice(*span)], quote) for span in spans) and spans:
                found += " with these words around it"
            if not self.is_asking or not spans:
                if spans:
                    found += "; did you mean"
                    found += "".join(
                        f"\n    {_context(text, span, with_quote=True)}" for span in spans
                    )
                else:
                    found += "; copy the words from its page"
                self._tell("--quote", found)
                return None
            found += ". Did you mean one of these?"
        click.echo(f"\n{found}", err=True)
        lines = [_marked(text, span) for span in spans]
        number = pick("Which", lines, other="to type other words")
        return None if number is None else spans[number]

    def _overlap(self, span: tuple[int, int]) -> str:
        """What is wrong with another correction of these words."""
        if self.data["kind"] != "correction" or self.html is None:
            return ""
        selector = selector_for(self.html.text, span)
        probe = {
            "kind": "correction",
            "target": {
                "exact": selector.exact,
                "prefix": selector.prefix,
                "suffix": selector.suffix,
            },
            "replacement": "\u2026",
            "body": "-",
            "sources": [{"url": "https://example.org", "publisher": "-"}],
        }
        slug = next(iter(self.corpus.articles))
        path = f"{self.settings.annotations}/{slug}/-.yaml"
        found = note_problems(note_text(probe, path), path, self.corpus, self.html)
        overlaps = (p for _, p in found if p.code == "correction-overlap")
        return next((problem.message for problem in overlaps), "")

    def _replacement(self) -> None:
        replacement = self.given["replacement"]
        if self.data["kind"] == "correction":
            words = self.data.get("target", {}).get("exact")

            def check(answer: str) -> str:
                if answer == words:
                    return "this is what the article says already"
                return self._fault(("replacement",), {"replacement": answer})

            if replacement is None and self.is_asking:
                replacement = ask("What they should be", check=check)
            if not replacement:
                self.faults.add("--replacement is missing: what the words should be")
        self._take(("replacement",), replacement)

    def _text_fields(self) -> None:
        kind = self.data["kind"]
        title, reason, confidence = (self.given[n] for n in ("title", "reason", "confidence"))
        if self.is_asking:
            if title is None:
                title = ask(
                    "\nA headline, up to 80 characters; nothing to go without",
                    check=lambda answer: self._fault(("title",), {"title": answer}),
                    is_needed=False,
                )
            if reason is None and kind == "correction":
                reason = choose(
                    "What sort of error; nothing to go without", _REASONS, is_needed=False
                )
            if confidence is None and kind != "context":
                confidence = choose(
                    "How sure are you; nothing to go without", _CONFIDENCES, is_needed=False
                )
        body = self.given["body"]
        is_needed = kind in {"correction", "context"}
        if body is None and self.is_asking:
            body = ask_text(
                "What is right and why, in Markdown",
                check=lambda answer: self._fault(("body",), {"body": answer}),
                is_needed=is_needed,
            )
        if not body and is_needed:
            self.faults.add("--body is missing: what is right and why")
        self._take(("title",), title)
        self._take(("reason",), reason)
        self._take(("confidence",), confidence)
        # A file's text ends with a line end, as all texts below `|` do.
        self._take(("body",), body and f"{body.rstrip()}\n")

    def _sources(self) -> None:
        is_needed = self.data["kind"] in {"correction", "source"}
        if not self.sources and self.is_asking:
            self._ask_sources(is_needed=is_needed)
        if not self.sources and is_needed:
            self.faults.add("--source-url is missing: the page that shows it")
            self.faults.add("--source-publisher is missing: who published that page")
        for index, source in enumerate(self.sources):
            if not source.get("publisher"):
                url = source["url"]
                if self.is_asking:
                    source["publisher"] = self._ask_source("publisher", f"Who published {url}")
                else:
                    option = option_for(("sources", index, "publisher"))
                    self.faults.add(f"{option} is missing: who published {url}")
            for name, value in source.items():
                field = ("sources", 0, name)
                for found, problem in field_problems({"sources": [{name: value}]}):
                    if found == field and not self.is_asking:
                        self.faults.add(in_options(("sources", index, name), problem))
        self.data["sources"] = self.sources

    def _ask_sources(self, *, is_needed: bool) -> None:
        while True:
            first = is_needed and not self.sources
            more = "Address of a source" if not self.sources else "Address of another source"
            hint = "" if first else "; nothing to go on"
            url = self._ask_source("url", f"\n{more}{hint}", is_needed=first)
            if not url:
                return
            source = {"url": url, "publisher": self._ask_source("publisher", "Who published it")}
            source["title"] = self._ask_source("title", "The page's title", is_needed=False)
            source["published"] = self._ask_source(
                "published", "When, as in 2025-09-24, 2025-09 or 2025", is_needed=False
            )
            source["supports"] = self._ask_source(
                "supports", "In your own words, what it shows", is_needed=False
            )
            self.sources.append({name: value for name, value in source.items() if value})

    def _ask_source(self, name: str, question: str, *, is_needed: bool = True) -> str:
        def check(answer: str) -> str:
            return self._fault(("sources", 0, name), {"sources": [{name: answer}]})

        return ask(question, check=check, is_needed=is_needed)

    def _topics(self) -> None:
        topics = [str(topic) for topic in self.given["topic"]]
        known = sorted(self.corpus.topics)

        def fault(answer: str) -> str:
            for topic in answer.replace(",", " ").split():
                if topic not in known:
                    return f'there is no topic "{topic}"{did_you_mean(topic, known)}'
            return ""

        if not topics and known and self.is_asking:
            shown_topics = ", ".join(known)
            answer = ask(
                f"\nTopics ({shown_topics}); nothing for none", check=fault, is_needed=False
            )
            topics = answer.replace(",", " ").split()
        for topic in topics if self.html else ():
            if topic not in known:
                hint = did_you_mean(topic, known) or f"; there are: {', '.join(known) or 'none'}"
                self.faults.add(f'--topic: there is no topic "{topic}"{hint}')
        self.data["topics"] = topics

    def _creator(self) -> None:
        name = self.given["name"]
        if name is None:
            name = user_name(self.settings.root)
            if name:
                self.notice = f"Your name is taken from git: {name}. --name gives another."
            elif self.is_asking:
                name = ask("Your name; nothing to go without", is_needed=False)
        github = self.given["github"]
        if github and not name:
            self.faults.add("--name is missing: the name to show beside --github")
        if github:
            fault = self._fault(("creator", "github"), {"creator": {"github": github}})
            if fault:
                self.faults.add(f"--github {fault}")
        self.data["creator"] = {"name": name, "github": github}

    def _id(self, slug: str, note_id: str | None) -> None:
        if not slug:
            return
        folder = f"{self.settings.annotations}/{slug}"
        files = list_files(self.settings.root, folder, [])
        taken = {path.rsplit("/", 1)[-1].removesuffix(".yaml") for path in files}

        def fault(name: str) -> str:
            if not is_slug(name):
                return (
                    f"{shown(name)} is not an id; write it in lower case with a-z, 0-9 and hyphens"
                )
            return f"{folder}/{name}.yaml exists already; choose another" if name in taken else ""

        words = self.data.get("title") or self.data.get("target", {}).get("exact") or slug
        suggested = suggest_id(words, taken)
        if note_id and fault(note_id):
            self._tell("--id", fault(note_id))
            note_id = None
            if not self.is_asking:
                return
        if not note_id:
            note_id = suggested
            if self.is_asking:
                note_id = ask(
                    "\nThe file's name, which is its address", check=fault, default=suggested
                )
        self.path = f"{folder}/{note_id}.yaml"

    def _take(self, field: FieldPath, value: str | None) -> None:
        """Keep the value of an option or an answer, with what is wrong with it."""
        if value is None or value == "":
            return
        name = str(field[-1])
        self.data[name] = value
        for found, problem in field_problems({name: value}):
            if found == field:
                self.faults.add(in_options(field, problem))

    def _fault(self, field: FieldPath, data: Mapping[str, Any]) -> str:
        """What is wrong with an answer; empty where nothing is."""
        found = (without_field(f, p) for f, p in field_problems(data) if f == field)
        return next(found, "")

    def _tell(self, option: str, message: str) -> None:
        """Say what is wrong: at once where it can be asked for again."""
        if self.is_asking:
            click.echo(f"Error: {message}", err=True)
        else:
            self.faults.add(
                f"{option} {message}" if message.startswith("has ") else f"{option}: {message}"
            )


def _same(one: str, two: str) -> bool:
    return one.split() == two.split()


def _context(text: str, span: tuple[int, int], *, with_quote: bool = False) -> str:
    """The options that name a place, with its sentence."""
    selector = selector_for(text, span)
    words = {"quote": selector.exact} if with_quote else {}
    words |= {"prefix": selector.prefix, "suffix": selector.suffix}
    options = " ".join(f"--{name} {shlex.quote(value)}" for name, value in words.items() if value)
    return f"{options}\n        in: {sentence_at(text, span)}"


def _marked(text: str, span: tuple[int, int]) -> str:
    """The sentence around a place, with the words made bold, or in brackets in a pipe."""
    selector = selector_for(text, span)
    sentence = sentence_at(text, span)
    before, words, after = sentence.partition(
        " ".join(f"{selector.prefix}|".split())[:-1] + selector.exact
    )
    if not words:
        return sentence
    lead = len(words) - len(selector.exact)
    return before + words[:lead] + "[" + words[lead:] + "]" + after
