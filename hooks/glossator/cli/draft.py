"""A new note as it comes together from options and answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click

from glossator.cli.asking import Asker, field_check
from glossator.cli.choices import CONFIDENCES, KINDS, NEEDS, REASONS
from glossator.cli.history import user_name
from glossator.cli.options import in_options
from glossator.cli.placing import MOST_PLACES, Placing
from glossator.cli.prompts import ask, ask_text, choose
from glossator.cli.saying import say
from glossator.cli.sourcing import settle_sources
from glossator.content.corpus import Corpus
from glossator.content.files import list_files
from glossator.content.ids import LONGEST_NAME, is_device, suggest_id
from glossator.content.loading import load_corpus
from glossator.content.values import is_slug
from glossator.editing.new_note import note_problems
from glossator.problems import shown
from glossator.site.publish import Settings
from glossator.spelling import did_you_mean
from glossator.weaving.markdown import MarkdownError, render_article_body
from glossator.weaving.markup import HtmlText


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
        asker: Asker,
        given: Mapping[str, Any],
        sources: Sequence[dict[str, str]],
    ) -> None:
        self.settings = settings
        self.asker = asker
        self.given = given
        self.sources = sources
        self.data: dict[str, Any] = {}
        self.path = ""
        self.notice = ""
        self.corpus = Corpus()
        self.html: HtmlText | None = None

    def fill(self, article: str | None, articles: Sequence[str], note_id: str | None) -> None:
        """Take each field from its option, or ask for it, or tell that it is missing."""
        slug = self._article(article, articles)
        kind = self.given["kind"]
        if not kind and self.asker.is_asking:
            kind = choose("What does the note do?", KINDS)
        if not kind:
            needs = "; ".join(f"{name} (with {NEEDS[name]})" for name in KINDS)
            self.asker.faults.append(f"--kind is missing: {needs}")
        self.data["kind"] = kind
        if slug:
            self._read(slug)
        self._quote(slug)
        self._replacement()
        self._headline()
        self._body()
        is_needed = kind in {"correction", "source"}
        self.data["sources"] = settle_sources(self.asker, self.sources, is_needed=is_needed)
        self._topics()
        self._creator()
        self._id(slug, note_id)

    def check(self, text: str) -> None:
        """Tell all that `glossator check` would say of the file."""
        assert self.html is not None  # noqa: S101 - without an article there was a fault
        topics = f"{self.settings.docs}/topics"
        found = note_problems(text, self.path, self.corpus, self.html, topics=topics)
        self.asker.faults += [in_options(field, problem) for field, problem in found]

    def _article(self, article: str | None, articles: Sequence[str]) -> str:
        def slug_of(name: str) -> str:
            # The file's path and the page's address end in the name, too.
            return name.rstrip("/").rsplit("/", 1)[-1].removesuffix(".md")

        def fault(name: str) -> str:
            if slug_of(name) in articles:
                return ""
            known = f"; there are: {', '.join(articles[:MOST_PLACES])}"
            hint = did_you_mean(slug_of(name), articles) or known
            return f"there is no article {shown(slug_of(name))}{hint}"

        def ask_article() -> str:
            for name in articles[:MOST_PLACES]:
                say(f"  {name}", err=True)
            return ask("Article", check=fault)

        if not articles:
            folder = f"{self.settings.docs}/articles"
            raise click.UsageError(f"there are no articles in {folder} yet")
        if not article and len(articles) == 1:
            article = articles[0]
            say(f"The article is {article}, the only one.", err=True)
        missing = f"give the name of one of {len(articles)}, as in {articles[0]}"
        name = self.asker.settle("ARTICLE", article, ask_article, check=fault, missing=missing)
        return slug_of(name)

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
            message = f"the article {slug} cannot be read; `glossator check` says why"
            raise click.ClickException(message)

    def _quote(self, slug: str) -> None:
        is_needed = self.data["kind"] == "correction"
        whole = "" if is_needed else " (Enter for the whole article)"
        question = f"\nThe words that it is about, as in the article{whole}"
        quote = self.asker.settle(
            "--quote",
            self.given["quote"],
            lambda: ask(question, is_needed=is_needed),
            missing="the words of the article that are wrong" if is_needed else "",
        )
        prefix, suffix = self.given["prefix"], self.given["suffix"]
        if (prefix or suffix) and not quote and not is_needed:
            self.asker.faults.append("--quote is missing: what --prefix and --suffix stand beside")
        if quote and self.html is not None:
            folder = f"{self.settings.annotations}/{slug}"
            placing = Placing(self.asker, self.corpus, self.html, folder, self.data["kind"])
            self.data["target"] = placing.target(quote, prefix, suffix)

    def _replacement(self) -> None:
        words = self.data.get("target", {}).get("exact")
        check = field_check(("replacement",), lambda value: {"replacement": value})

        def fault(value: str) -> str:
            return "this is what the article says already" if value == words else check(value)

        given = self.given["replacement"]
        if self.data["kind"] == "correction":
            self.data["replacement"] = self.asker.settle(
                "--replacement",
                given,
                lambda: ask("What they should be", check=fault),
                check=fault,
                missing="what the words should be",
            )
        elif given and self.data["kind"]:
            message = "only a correction has one; leave it out, or make this --kind correction"
            self.asker.faults.append(f"--replacement: {message}")

    def _headline(self) -> None:
        kind = self.data["kind"]
        check = field_check(("title",), lambda value: {"title": value})
        question = "\nA headline, up to 80 characters (Enter to skip)"
        self.data["title"] = self.asker.settle(
            "--title",
            self.given["title"],
            lambda: ask(question, check=check, is_needed=False),
            check=check,
        )
        reason, confidence = self.given["reason"], self.given["confidence"]
        if self.asker.is_asking and not reason and kind == "correction":
            reason = choose("What sort of error (Enter to skip)", REASONS, is_needed=False)
        if self.asker.is_asking and not confidence and kind != "context":
            question = "How sure are you (Enter to skip)"
            confidence = choose(question, CONFIDENCES, is_needed=False)
        self.data |= {"reason": reason, "confidence": confidence}

    def _body(self) -> None:
        is_needed = self.data["kind"] in {"correction", "context"}
        check = field_check(("body",), lambda value: {"body": value})
        question = "What is right and why, in Markdown"
        body = self.asker.settle(
            "--body",
            self.given["body"],
            lambda: ask_text(question, check=check, is_needed=is_needed),
            check=check,
            missing="what is right and why" if is_needed else "",
        )
        # As all texts below `|` do, it ends with a line end.
        self.data["body"] = f"{body.rstrip()}\n" if body.strip() else ""

    def _topics(self) -> None:
        known = sorted(self.corpus.topics)

        def fault(topics: str) -> str:
            for topic in topics.replace(",", " ").split():
                if topic not in known:
                    hint = did_you_mean(topic, known) or f"; there are: {', '.join(known)}"
                    return f"there is no topic {shown(topic)}{hint if known else ''}"
            return ""

        def ask_topics() -> str:
            if not known:
                return ""
            question = f"\nTopics, of {', '.join(known)} (Enter for none)"
            return ask(question, check=fault, is_needed=False)

        given = " ".join(self.given["topic"]) or None
        check = fault if self.html else None
        topics = self.asker.settle("--topic", given, ask_topics, check=check)
        self.data["topics"] = topics.replace(",", " ").split()

    def _creator(self) -> None:
        name, github = self.given["name"], self.given["github"]
        if name is None:
            name = user_name(self.settings.root)
            if name:
                self.notice = f"Your name is taken from git: {name}. --name gives another."
            elif self.asker.is_asking:
                name = ask("Your name (Enter to skip)", is_needed=False)
        if github and not name:
            self.asker.faults.append("--name is missing: the name to show beside --github")
        check = field_check(("creator", "github"), lambda value: {"creator": {"github": value}})
        question = "Your account on GitHub (Enter to skip)"
        if github:
            github = self.asker.settle(
                "--github",
                github,
                lambda: ask(question, check=check, is_needed=False),
                check=check,
            )
        self.data["creator"] = {"name": name, "github": github}

    def _id(self, slug: str, note_id: str | None) -> None:
        folder = f"{self.settings.annotations}/{slug}"
        files = list_files(self.settings.root, folder, []) if slug else ()
        taken = {path.rsplit("/", 1)[-1].removesuffix(".yaml") for path in files}

        def fault(name: str) -> str:
            if not is_slug(name):
                return f"{shown(name)} is not an id; write it with a-z, 0-9 and hyphens"
            if is_device(name):
                return f"{shown(name)} is no name for a file on Windows; choose another"
            if len(name) > LONGEST_NAME:
                return f"{shown(name)} is too long for the name of a file; a few words will do"
            return f"{folder}/{name}.yaml exists already; choose another" if name in taken else ""

        words = self.data["title"] or self.data.get("target", {}).get("exact") or slug
        suggested = suggest_id(words, taken)
        question = "\nThe file's name, which becomes the note's address"
        name = self.asker.settle(
            "--id", note_id, lambda: ask(question, check=fault, default=suggested), check=fault
        )
        self.path = f"{folder}/{name or suggested}.yaml"
