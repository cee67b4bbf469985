"""Pages of which MkDocs has nothing to read: made by several processes, and once.

MkDocs reads, renders and writes page by page. What stands on an article's page is known
without its help, and so is when the page is the same as last time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from mkdocs.commands.build import get_context
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from glossator.caching.cache import Cache
from glossator.caching.digest import digest
from glossator.caching.processes import Crew
from glossator.site.headings import anchors, toc_tokens
from glossator.site.page_seals import seal_page
from glossator.site.publish import Publication
from glossator_mkdocs.guarding import Tell, html_or_tell

if TYPE_CHECKING:
    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation

PAGES = "pages"
"""What the cache calls finished pages."""
MARK = "<!-- glossator-problems -->"
"""Where `mkdocs serve` puts what is wrong with the content, which is no part of a page."""
EMPTY = "glossator/finished.html"
"""The template of a page that is finished; nothing stands in it."""
# Pages. To begin a process takes as long as to make some.
FEW = 40


class FinishedPage(Page):
    """A page on which nothing stands that MkDocs should read.

    `key` is the checksum of what stands there.
    """

    def __init__(
        self, file: File, config: MkDocsConfig, publication: Publication, key: str
    ) -> None:
        super().__init__(None, file, config)
        self.publication = publication
        self.key = key

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 - the host gives it
        """Take what is known of the page for what stands at the head of its file."""
        self.markdown = ""
        self.meta = self.publication.written(self.file.src_uri)[0]

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 - likewise
        """Render nothing: what stands there is put in place when the page is made."""
        self.content = ""
        self.toc = get_toc([])

    @cached_property
    def present_anchor_ids(self) -> set[str]:  # type: ignore[override]  # found when asked for
        """The ids on the page."""
        return anchors(self.publication.page_html(self.file.src_uri, ""))


@dataclass
class PageMaker:
    """Makes finished pages.

    Attributes:
        publication: What stands on them.
        cache: Pages that were made before.
        shell: The checksum of what surrounds what stands on them.
        config: The host's configuration.
        nav: The host's navigation.
        pages: All files that become pages.
        environment: Where the theme's templates are.
        finish: What is to be done with a page that was rendered.
        notice: What is put in the place of `MARK` on each page.
        tell: Called with the source of a page that cannot be made, and what was raised.
    """

    publication: Publication
    cache: Cache
    shell: str
    config: MkDocsConfig
    nav: Navigation
    pages: Sequence[File]
    environment: jinja2.Environment
    finish: Callable[[str, Page], str]
    notice: str = ""
    tell: Callable[[str, Exception], None] = field(default=lambda *_: None)

    def make_all(
        self,
        crew: Crew,
        *,
        jobs: int,
        is_wanted: Callable[[str], bool] = lambda _: True,
        beside: Callable[[], None] | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        """Have `crew` make those pages that are not kept from before, and do `beside`.

        Only those are made of which `is_wanted` tells so, given the source of each.
        `progress` is called with the number of pages that are taken and their total.
        """
        pages = [file.page for file in self.pages if isinstance(file.page, FinishedPage)]
        missing = [
            page
            for page in pages
            if is_wanted(page.file.src_uri) and not self.cache.has(PAGES, self._key(page))
        ]

        def work(numbers: Iterator[int]) -> None:
            for number in numbers:
                if progress:
                    progress(number, len(missing))
                self._kept(missing[number])

        crew.work(len(missing), work, jobs=jobs if len(pages) > FEW else 1, beside=beside)
        if progress and missing:
            progress(len(missing), len(missing))
        for page in pages:
            page.meta["template"] = EMPTY

    def finished(self, page: FinishedPage) -> str:
        """The page as it is published."""
        try:
            output = (self.cache.get(PAGES, self._key(page)) or b"").decode()
        except UnicodeDecodeError:  # it was not written here
            output = ""
        if not output:
            output = self._kept(page)
        return output.replace(MARK, self.notice, 1) if self.notice else output

    def state_of(self, page: FinishedPage) -> str:
        """What tells the page, as `finished` gives it, from any other state of it."""
        return f"{self._key(page)} {digest(self.notice)}"

    def _key(self, page: FinishedPage) -> str:
        # The theme names these beside the page.
        around = (page.previous_page, page.next_page, page.parent)
        titles = (f"{one.title} {getattr(one, 'url', '')}" if one else "" for one in around)
        return digest(self.shell, page.file.src_uri, page.key, *titles)

    def _kept(self, page: FinishedPage) -> str:
        """The page, which is kept unless something went wrong, as that must be told each time."""
        failed: list[Exception] = []

        def tell(error: Exception) -> None:
            failed.append(error)
            self.tell(page.file.src_uri, error)

        output, content = self._make(page, tell)
        if not failed:
            self.cache.put(PAGES, self._key(page), output.encode())
            seal_page(self.cache, self.publication, page.file.src_uri, content)
        return output

    def _make(self, page: FinishedPage, tell: Tell) -> tuple[str, str]:
        """The page, and what the library made of it."""
        content = html_or_tell(self.publication, page.file.src_uri, "", tell)
        page.toc = get_toc(toc_tokens(content))  # type: ignore[arg-type]
        page.active = True
        try:
            context = get_context(self.nav, self.pages, self.config, page)
            context = self.config.plugins.on_page_context(
                context, page=page, config=self.config, nav=self.nav
            )
            page.content = content  # of which nothing else makes anything
            output = self.environment.get_template("main.html").render(context)
            return self.finish(output, page), content
        finally:
            page.active = False
            page.content, page.toc = "", get_toc([])
