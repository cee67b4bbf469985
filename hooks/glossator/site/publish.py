"""From files to a publication: load, check, anchor, weave; no host and no disk writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from glossator.caching.cache import Cache
from glossator.caching.digest import digest
from glossator.caching.processes import Progress
from glossator.content.cross_checks import topic_problems
from glossator.content.files import SCHEMA_FILE
from glossator.content.left_behind import is_left_behind
from glossator.content.listing import list_site
from glossator.content.most_told import at_most
from glossator.problems import Problem
from glossator.site.about import About
from glossator.site.addresses import Repository
from glossator.site.alike_problems import alike_problems
from glossator.site.assets import BUNDLES
from glossator.site.contribute import CONTRIBUTE_DATA, render_contribute_data
from glossator.site.former import former_addresses
from glossator.site.host import Host
from glossator.site.link_problems import LinkCheck
from glossator.site.made import is_made, made_pages, part_surroundings
from glossator.site.mentions import TopicNames, alias_problems
from glossator.site.nav_problems import nav_problems
from glossator.site.nested_addresses import nested_addresses
from glossator.site.page_names import GENERATED, article_slug, slug_in
from glossator.site.page_reader import PageReader
from glossator.site.published_files import file_problems
from glossator.site.shelf import Shelf, open_shelf
from glossator.site.site import AnnotatedArticle, Site
from glossator.site.site_files import SiteFiles
from glossator.site.taken_addresses import taken_addresses

# What makes pages is imported by what makes them: a check makes none.
if TYPE_CHECKING:
    from glossator.content.page_model import PageMeta
    from glossator.site.search_records import WrittenPage

# No plugin makes them right.
_SURE = frozenset(
    ("extension-failed", "markdown-depth", "markdown-failed", "text-deceptive", "url-deceptive")
)


@dataclass(frozen=True)
class Settings:
    """Where a site's files are and how its addresses look.

    Attributes:
        root: The folder that holds `mkdocs.yml`.
        docs: The docs folder, relative to `root`.
        annotations: The annotations folder, relative to `root`.
        repository: Where notes are contributed, if anywhere.
        use_directory_urls: Whether pages are folders (`a/`) or files (`a.html`).
        host: What the site's configuration says of pages and links.
        about: What the site says of itself.
    """

    root: Path
    docs: str = "docs"
    annotations: str = "annotations"
    repository: Repository | None = None
    use_directory_urls: bool = True
    host: Host = field(default_factory=Host)
    about: About = field(default_factory=About)


@dataclass
class Publication:
    """A site ready to be written, and everything that is wrong with its content.

    Attributes:
        site: Articles, notes and topics.
        problems: All problems of all files, sorted by place.
        docs: The docs folder, relative to the site's root.
        annotations: The annotations folder, likewise.
        unreadable: Pages whose Markdown no host should be given, relative to the docs folder.
        fault_of: Says what stops those who read the Markdown of a page, likewise, if anything does.
        written_pages: What stands on the pages that somebody wrote and search finds, as far as
            their host has made them.
    """

    site: Site
    problems: list[Problem]
    docs: str = "docs"
    annotations: str = "annotations"
    unreadable: set[str] = field(default_factory=set)
    fault_of: Callable[[str], Problem | None] = field(default=lambda _: None, repr=False)
    written_pages: dict[str, WrittenPage] = field(default_factory=dict)

    @cached_property
    def _withheld(self) -> frozenset[str]:
        """Files, relative to the docs folder, that no host may publish, as in `a/b.html`."""
        prefix = f"{self.docs}/"
        return frozenset(
            # Seen from there, the docs folder itself is all that it holds.
            path.removeprefix(prefix) if path != self.docs else "."
            for path, code in ((one.location.path, one.code) for one in self.problems)
            if (code.startswith("file-") or code == "slug-invalid")
            and f"{path}/".startswith(prefix)
        )

    def is_withheld(self, source: str) -> bool:
        """Whether the file `source`, or a folder that it is in, must not be published."""
        if is_left_behind(source.rpartition("/")[2]):
            return True
        above = map(str, PurePosixPath(source).parents)
        return not self._withheld.isdisjoint((source, *above))

    def written(self, source: str) -> tuple[dict[str, object], str]:
        """What a host may see of the Markdown file `source`: its front matter and its text.

        An article's text is left out, as the host has no part in it; so is what could not
        be read.
        """
        corpus = self.site.corpus
        slug = article_slug(source)
        if slug in corpus.articles:
            return {"title": corpus.articles[slug].title}, ""
        if is_made(self.site, source):
            return {"title": made_pages(self.site)[source].title}, ""
        if source in corpus.pages:
            page = corpus.pages[source]
            head = _page_head(page.meta) if page.meta else {}
            return head, "" if source in self.unreadable else page.body
        topic = corpus.topics.get(slug_in("topics", source))
        if topic:
            summary = topic.meta.summary if topic.meta else ""
            body = "" if source in self.unreadable else topic.body
            return {"title": topic.title, "description": summary}, body
        return {}, ""

    def article_html(self, slug: str) -> str:
        """The page of the article `slug`."""
        from glossator.site.article import render_article

        return render_article(self.site, slug)

    def page_html(self, source: str, html: str) -> str:
        """The page made from the Markdown file `source`, where `html` is its rendered text."""
        from glossator.site.pages import finished_page

        return finished_page(self.site, source, html)

    def page_key(self, source: str) -> str:
        """The checksum of all that `page_html` makes of the page at `source`.

        Empty where a part of it is what a host makes of what somebody wrote.
        """
        from glossator.site.article import page_state

        slug = article_slug(source)
        if slug in self.site.articles:
            return page_state(self.site, slug)
        part = made_pages(self.site).get(source)
        return digest(part_surroundings(self.site, part)) if part else ""

    def redirects(self) -> dict[str, str]:
        """The pages at former addresses: HTML by the path of the file, below the site's root."""
        from glossator.site.redirects import redirect_pages

        return redirect_pages(self.site)

    def contribute_data(self) -> str:
        """What the contribution form must know, as JSON."""
        return render_contribute_data(self.site, docs=self.docs, annotations=self.annotations)

    def last_change(self, source: str) -> str | None:
        """The latest day that the page and its notes carry; of a list, that all articles do."""
        slug = article_slug(source)
        return self.site.last_change(slug if slug in self.site.articles else None)


def _page_head(meta: PageMeta) -> dict[str, object]:
    head: dict[str, object] = {}
    if meta.title:
        head["title"] = meta.title
    if meta.description:
        head["description"] = meta.description
    if meta.hide:
        head["hide"] = list(meta.hide)
    if meta.search:
        exclude = meta.search.exclude == "true"
        head["search"] = {"exclude": exclude, "boost": float(meta.search.boost)}
    return head


def publish(
    settings: Settings,
    *,
    progress: Progress | None = None,
    shelf: Shelf | None = None,
) -> Publication:
    """Everything below `settings.root`, checked and annotated.

    `progress` is called with the number of articles made and how many are to be made; what was
    made before is on the `shelf`, or in the site's cache.
    """
    shelf = shelf or open_shelf(settings.root)
    host = settings.host
    shown_hidden = host.is_left_out if host.shows_hidden else None
    listing = list_site(settings.root, settings.docs, settings.annotations, is_hidden=shown_hidden)
    corpus = shelf.begin_corpus(listing, seconds=host.check_seconds)
    problems = corpus.problems
    names = TopicNames.of(corpus.topics.values())
    files = shelf.files(listing)
    entries = shelf.entries(files, listing.states, names, progress)
    articles: dict[str, AnnotatedArticle] = {}
    for slug, entry in entries.items():
        problems += entry.problems
        annotated = entry.annotated(use_directory_urls=settings.use_directory_urls)
        if annotated is None:
            continue
        corpus.articles[slug], articles[slug] = annotated.article, annotated
        if entry.notes:
            corpus.notes[slug] = list(entry.notes)
    problems += shelf.budget.tell(topic_problems(corpus, f"{settings.docs}/topics"))
    problems += alike_problems(corpus, {slug: entry.cited for slug, entry in entries.items()})
    problems += alias_problems(corpus.topics.values())
    site = Site(
        corpus,
        articles,
        settings.repository,
        settings.use_directory_urls,
        find_mentions=partial(shelf.mentions, files, entries, names),
        about=settings.about,
    )
    site.former = former_addresses(
        corpus,
        lambda source: source in GENERATED or is_made(site, source),
        problems,
        docs=settings.docs,
    )
    problems += taken_addresses(site, host, docs=settings.docs)
    problems += nested_addresses(site, host, docs=settings.docs)
    problems += file_problems(corpus.files, host, settings.root, settings.docs)
    problems += host.problems
    publication = Publication(site, problems, settings.docs, settings.annotations)
    if shelf.budget.is_left:  # else most that is linked to was not read
        problems += shelf.budget.tell(_link_problems(publication, settings, shelf.cache))
    problems += shelf.budget.problems()
    publication.problems = sorted(at_most(sorted(set(problems))))
    return publication


def _link_problems(publication: Publication, settings: Settings, cache: Cache) -> Iterator[Problem]:
    corpus = publication.site.corpus
    files = SiteFiles(
        settings.root / settings.docs,
        settings.host,
        written=[path for path in corpus.files if not publication.is_withheld(path)],
        made=[*GENERATED, SCHEMA_FILE, CONTRIBUTE_DATA, *BUNDLES],
        is_made=partial(is_made, publication.site),
        moved=publication.site.former.pages,
    )
    reader = PageReader(settings.host.extensions, cache)
    check = LinkCheck(
        publication.site, files, reader, docs=settings.docs, annotations=settings.annotations
    )
    publication.unreadable, publication.fault_of = check.unreadable, check.fault_of
    for problem in (*check.problems(), *nav_problems(files, docs=settings.docs)):
        # A plugin may make what is missing, and only the host sees it then.
        is_sure = not settings.host.adds_pages or problem.code in _SURE
        yield problem if is_sure else replace(problem, severity="warning")
