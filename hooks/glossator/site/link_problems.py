"""Links and pictures of pages that lead nowhere: what a strict build of the host stops at."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import SplitResult, unquote, urlsplit

from glossator.content.corpus import Article, Corpus, Page, Topic, places_in
from glossator.content.files import MARKDOWN
from glossator.problems import Location, Problem, Severity, shown
from glossator.site.headings import anchors
from glossator.site.page_links import ExtensionError, written_at
from glossator.site.page_names import article_slug
from glossator.site.page_reader import PageReader
from glossator.site.site import Site
from glossator.site.site_files import SiteFiles, target_of
from glossator.spelling import did_you_mean
from glossator.weaving.deceit_problems import page_deceits
from glossator.weaving.faults import MarkdownError


@dataclass(frozen=True, slots=True)
class _Fault:
    """What is wrong with a link, and the files that have a part in it."""

    code: str
    message: str
    files: tuple[str, ...] = ()


class LinkCheck:
    """Finds the links of a site's pages that lead nowhere.

    `corpus` has the pages, those too that are not published, of which `fault_of` may be asked;
    `reader` reads them; `docs` and `annotations` are the folders, as problems name them.
    Those that nobody can read are `unreadable`, by their paths below the docs folder, once
    the problems are known.
    """

    def __init__(
        self,
        site: Site,
        corpus: Corpus,
        files: SiteFiles,
        reader: PageReader,
        *,
        docs: str,
        annotations: str,
    ) -> None:
        self.site = site
        self.files = files
        self.reader = reader
        self.host = files.host
        self.docs = docs
        self.annotations = annotations
        pages = corpus.by_source()
        # An article's text is a copy, whose links lead where they led.
        self.pages = {path: page for path, page in pages.items() if not isinstance(page, Article)}
        self.unreadable: set[str] = set()
        self._anchors: dict[str, set[str]] = {}

    def problems(self) -> Iterator[Problem]:
        """What is wrong, each at its link."""
        for source, page in self.pages.items():
            if self.host.is_excluded(source):
                continue
            try:
                read = self.reader.read(page.body)
            except ExtensionError as error:
                yield self._unread(page, error)
                continue
            except MarkdownError as error:
                if self.host.extensions.is_whole:
                    self.unreadable.add(source)
                yield self._failed(page, error)
                continue
            yield from page_deceits(page.path, page.body, read.html, page.first_line)
            found = [(url, fault) for url in read.urls if (fault := self._fault(source, url))]
            offsets = written_at(page.body, [url for url, _ in found])
            place_of = places_in(page)
            for (_, fault), offset in zip(found, offsets, strict=True):
                place = place_of(offset)
                related = tuple(map(Location, fault.files))
                yield Problem(place, fault.code, fault.message, related=related)

    def fault_of(self, source: str) -> Problem | None:
        """What stops those who read the page's Markdown, if anything does."""
        page = self.pages.get(source)
        if not page:
            return None
        try:
            self.reader.read(page.body)
        except ExtensionError as error:
            return self._unread(page, error)
        except MarkdownError as error:
            return self._failed(page, error)
        return None

    def _failed(self, page: Topic | Page, error: MarkdownError) -> Problem:
        return Problem(
            places_in(page)(error.offset), error.code, error.message, severity=self._severity
        )

    def _unread(self, page: Topic | Page, error: ExtensionError) -> Problem:
        message = (
            f"the links of `{page.path}` cannot be followed, as one of these extensions fails "
            f"({error}); install what is missing, or take the extension out"
        )
        return Problem(
            self.host.extensions_place,
            "extension-failed",
            message,
            severity=self._severity,
            related=(Location(page.path),),
        )

    @property
    def _severity(self) -> Severity:
        # What fails may be only what a check does not read of the configuration.
        return "error" if self.host.extensions.is_whole else "warning"

    def _fault(self, source: str, url: str) -> _Fault | None:
        """What is wrong with a link on the page `source`; None where a strict build goes on."""
        try:
            parts = urlsplit(url)
        except ValueError:
            return _Fault("link-broken", f"{shown(url)} cannot be read as an address; correct it")
        is_absolute = url.startswith(("/", "\\"))
        if parts.scheme or parts.netloc:
            return None
        if is_absolute and self.host.levels["links.absolute_links"] != "relative_to_docs":
            return self._absolute(source, url, parts)
        if not parts.path:
            return self._lost_anchor(source, source, url, parts.fragment)
        target = target_of(source, unquote(parts.path))
        if not self.files.has(target):
            return self._lost_file(source, url, parts, target)
        if self.host.is_excluded(target):
            return None
        return self._lost_anchor(source, target, url, parts.fragment)

    def _absolute(self, source: str, url: str, parts: SplitResult) -> _Fault | None:
        if not self.host.stops_at("links.absolute_links"):
            return None
        message = (
            f"the link {shown(url)} begins with a slash, which leads out of a site that stands "
            f"in a folder of its host; {self._advice(source, parts)}"
        )
        return _Fault("link-unclear", message)

    def _lost_file(self, source: str, url: str, parts: SplitResult, target: str) -> _Fault | None:
        is_absolute = url.startswith(("/", "\\"))
        path = posixpath.normpath(f"{self.docs}/{target}")
        if not posixpath.splitext(unquote(parts.path))[1] and not is_absolute:
            if not self.host.stops_at("links.unrecognized_links"):
                return None
            message = f"the link {shown(url)} names no file; {self._advice(source, parts)}"
            return _Fault("link-unclear", message, (f"{path}.md", f"{path}/index.md"))
        if not self.host.stops_at("links.not_found"):
            return None
        message = f"the link {shown(url)} leads to `{path}`, which is not there"
        return _Fault("link-broken", f"{message}; {self._advice(source, parts)}", (path,))

    def _advice(self, source: str, parts: SplitResult) -> str:
        """What to write instead."""
        path = unquote(parts.path)
        meant = self.files.meant(source, path)
        if meant:
            fragment = f"#{parts.fragment}" if parts.fragment else ""
            return f"did you mean `{meant}{fragment}`?"
        if "@" in path and "." in path and "/" not in path:
            return f"did you mean `mailto:{path}`?"
        return "write the path of a file as seen from this one, as in `../topics/share-price.md`"

    def _lost_anchor(self, source: str, target: str, url: str, anchor: str) -> _Fault | None:
        is_page = PurePosixPath(target).suffix in MARKDOWN
        if not anchor or not is_page or not self.host.stops_at("links.anchors"):
            return None
        if self._has_anchor(target, anchor):
            return None
        where = "this page" if target == source else f"`{self.docs}/{target}`"
        known = sorted(name for name in self._anchors[target] if not name.startswith("__"))
        meant = did_you_mean(anchor, known) or "; correct what stands behind `#`, or take it out"
        message = f"the link {shown(url)} leads to a place that {where} does not have{meant}"
        files = [f"{self.docs}/{target}"]
        slug = article_slug(target)
        if slug and anchor.startswith("note-"):
            files.append(f"{self.annotations}/{slug}/{anchor.removeprefix('note-')}.yaml")
        return _Fault("anchor-missing", message, tuple(files))

    def _has_anchor(self, target: str, anchor: str) -> bool:
        if target not in self._anchors:
            annotated = self.site.articles.get(article_slug(target))
            if annotated and any(anchor == placed.anchor for placed in annotated.text.notes):
                return True  # without making the page, as most links into articles lead to notes
            # Few links lead to a place on a page, and to make pages takes half of the library.
            from glossator.site.pages import finished_page

            page = self.pages.get(target)
            try:
                html = self.reader.read(page.body).html if page else ""
            except (ExtensionError, MarkdownError):  # which is told at its own page
                return True
            self._anchors[target] = anchors(finished_page(self.site, target, html))
        return anchor in self._anchors[target]
