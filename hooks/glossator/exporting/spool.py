"""What is said of all articles, one behind the other, for forms that read it several times."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Spool:
    """The fragments of all articles.

    They are asked for once, and written to a file for each form: to find one where it is kept
    takes longer than to make some.

    Attributes:
        folder: Where the files are; they go with it.
        slugs: The articles.
        fragments_of: Gives the fragments of an article, by the name of their form.
        progress: Is told how many of how many articles were asked for.
    """

    folder: Path
    slugs: Sequence[str]
    fragments_of: Callable[[str], Mapping[str, bytes]]
    progress: Callable[[int, int], None] | None = None
    _sizes: dict[str, array[int]] | None = field(default=None, repr=False)

    def read(self, name: str) -> Iterator[tuple[str, bytes]]:
        """Each article's fragment for one form, with its slug."""
        self.fill()
        sizes = (self._sizes or {}).get(name)
        if not sizes:  # of no articles
            return
        with self._file(name).open("rb") as file:
            for slug, size in zip(self.slugs, sizes, strict=True):
                yield slug, file.read(size)

    def fill(self) -> None:
        """Ask for the fragments of all articles, unless that was done."""
        if self._sizes is None:
            self._sizes = self._filled()

    def _filled(self) -> dict[str, array[int]]:
        sizes: dict[str, array[int]] = {}
        with self._naming(), ExitStack() as files:
            write = {}
            for number, slug in enumerate(self.slugs):
                if self.progress:
                    self.progress(number, len(self.slugs))
                for name, fragment in self.fragments_of(slug).items():
                    if name not in sizes:
                        sizes[name] = array("Q")
                        write[name] = files.enter_context(self._file(name).open("wb")).write
                    sizes[name].append(len(fragment))
                    write[name](fragment)
        return sizes

    @contextmanager
    def _naming(self) -> Iterator[None]:
        """Have it told where there was no room: the system names no file when one is closed."""
        try:
            yield
        except OSError as error:
            error.filename = error.filename or str(self.folder)
            raise

    def _file(self, name: str) -> Path:
        return self.folder / name
