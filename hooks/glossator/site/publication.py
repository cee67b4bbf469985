"""A site ready to be written: what stands on each page, and what must not be published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from glossator.caching.digest import digest
from glossator.content.left_behind import is_left_behind
from glossator.problems import Problem
from glossator.site.contribute import render_contribute_data
from glossator.site.made import is_made, made_pages, part_surroundings
from glossator.site.page_names import article_slug, slug_in
from glossator.site.site import Site

# What makes pages is imported by what makes them: a check makes none.
if TYPE_CHECKING:
    from glossator.content.page_model import PageMeta
    from glossator.site.search_records import WrittenPage


@dataclass
class Publication:
    """A site ready to be written, and everything that is wrong with its content.

    Attributes:
        site: Articles, notes and topics that are published.
        whole: The same with those that the site's owner leaves out, as drafts or altogether.
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
    whole: Site = field(kw_only=True, repr=False)
    with_drafts: Callable[[], Site] = field(kw_only=True, repr=False)

    def site_of(self, source: str) -> Site:
        """What the page made from the Markdown file `source` is part of.

        That is the site as it is published, or, of a page which is not published and only shown
        to those who write, the site as if all such pages were.
        """
        return self.drafts if source in self._unpublished else self.site

    @cached_property
    def drafts(self) -> Site:
        """The site as if drafts were published."""
        return self.with_drafts()

    @cached_property
    def _unpublished(self) -> set[str]:
        if self.site is self.whole:
            return set()
        return self.whole.corpus.files - self.site.corpus.files

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
        site = self.site_of(source)
        corpus = site.corpus
        slug = article_slug(source)
        if slug in corpus.articles:
            return {"title": corpus.articles[slug].title}, ""
        if is_made(site, source):
            return {"title": made_pages(site)[source].title}, ""
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

        return finished_page(self.site_of(source), source, html)

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
        slug, site = article_slug(source), self.site_of(source)
        return site.last_change(slug if slug in site.articles else None)


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
