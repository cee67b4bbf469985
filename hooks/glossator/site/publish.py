"""From files to a publication: load, check, anchor, weave; no host and no disk writes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from glossator.caching.cache import Cache
from glossator.caching.processes import Progress
from glossator.content.cross_checks import topic_problems
from glossator.content.files import LONGEST_PAGE, SCHEMA_FILE, read_text_file
from glossator.content.listing import list_site
from glossator.content.most_told import at_most
from glossator.problems import Problem
from glossator.site.about import About
from glossator.site.addresses import Repository
from glossator.site.alike_problems import alike_problems
from glossator.site.assets import BUNDLES
from glossator.site.contribute import CONTRIBUTE_DATA
from glossator.site.former import former_addresses
from glossator.site.host import Host
from glossator.site.left_out import left_out, topics_without, without
from glossator.site.link_problems import LinkCheck
from glossator.site.made import is_made
from glossator.site.mentions import TopicNames, alias_problems
from glossator.site.nav_problems import nav_problems
from glossator.site.nested_addresses import nested_addresses
from glossator.site.page_names import GENERATED
from glossator.site.page_reader import PageReader
from glossator.site.publication import Publication as Publication
from glossator.site.published_files import file_problems
from glossator.site.shelf import Shelf, open_shelf
from glossator.site.site import AnnotatedArticle, Site
from glossator.site.site_files import SiteFiles
from glossator.site.taken_addresses import taken_addresses

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
    files = shelf.files(listing)
    hidden = left_out(corpus, host)
    names = TopicNames.of(topics_without(corpus, hidden))
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
    cited = {slug: entry.cited for slug, entry in entries.items()}
    problems += alike_problems(corpus, cited, partial(_text_of, settings.root))
    problems += alias_problems(corpus.topics.values())
    whole = Site(
        corpus,
        articles,
        settings.repository,
        settings.use_directory_urls,
        find_mentions=partial(shelf.mentions, files, entries, names),
        about=settings.about,
    )
    whole.former = former_addresses(
        corpus,
        lambda source: source in GENERATED or is_made(whole, source),
        problems,
        docs=settings.docs,
    )
    problems += taken_addresses(whole, host, docs=settings.docs)
    problems += nested_addresses(whole, host, docs=settings.docs)
    problems += file_problems(corpus.files, host, settings.root, settings.docs)
    problems += host.problems
    mentions = partial(shelf.mentions, files, entries)
    publication = Publication(
        without(whole, hidden, mentions),
        problems,
        settings.docs,
        settings.annotations,
        whole=whole,
        with_drafts=lambda: without(whole, left_out(corpus, host, are_drafts=False), mentions),
    )
    if shelf.budget.is_left:  # else most that is linked to was not read
        problems += shelf.budget.tell(_link_problems(publication, settings, shelf.cache))
    problems += shelf.budget.problems()
    publication.problems = sorted(at_most(sorted(set(problems))))
    return publication


def _text_of(root: Path, path: str) -> str:
    return read_text_file(root, path, [], limit=LONGEST_PAGE) or ""


def _link_problems(publication: Publication, settings: Settings, cache: Cache) -> Iterator[Problem]:
    corpus = publication.whole.corpus
    files = SiteFiles(
        settings.root / settings.docs,
        settings.host,
        written=[path for path in corpus.files if not publication.is_withheld(path)],
        made=[*GENERATED, SCHEMA_FILE, CONTRIBUTE_DATA, *BUNDLES],
        is_made=partial(is_made, publication.site),
        moved=publication.site.former.pages,
    )
    reader = PageReader(settings.host.extensions, cache)
    folders = {"docs": settings.docs, "annotations": settings.annotations}
    check = LinkCheck(publication.site, corpus, files, reader, **folders)
    publication.unreadable, publication.fault_of = check.unreadable, check.fault_of
    of_nav = nav_problems(files, docs=settings.docs, is_told=publication.is_withheld)
    for problem in (*check.problems(), *of_nav):
        # A plugin may make what is missing, and only the host sees it then.
        is_sure = not settings.host.adds_pages or problem.code in _SURE
        yield problem if is_sure else replace(problem, severity="warning")
