"""The files for machines of the site that MkDocs builds, written by another process meanwhile."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from glossator.caching.aside import Aside
from glossator.caching.cache import Cache
from glossator.caching.processes import Progress
from glossator.exporting.standing import Standing
from glossator.exporting.writing import Exports
from glossator_mkdocs.merging import merge
from glossator_mkdocs.staging import Staging

# Inside of the folder in which MkDocs builds; names with a dot are what it leaves alone there.
_FOLDER = ".glossator-data"
_KEPT = "kept"
BESIDE = f"{_FOLDER}/site"
"""Where they are written, below the folder in which MkDocs builds, before they are put in place."""


@dataclass
class DataBeside:
    """The files for machines of a site that is built in `staging`.

    Another process writes them while MkDocs builds. Those that stand in the site's folder
    from last time are left there, if `may_keep` says so.

    Attributes:
        exports: The files.
        staging: Where the site is built.
        cache: What was made before.
        may_keep: Whether nobody else does anything with them.
        jobs: How many processes may be at work.
    """

    exports: Exports
    staging: Staging
    cache: Cache
    may_keep: bool
    jobs: int
    _aside: Aside = field(default_factory=Aside)

    def begin(self) -> None:
        """Have another process begin, if there may be one."""
        if self.jobs > 1:
            self._aside.begin(self._write)

    def finish(self, progress: Progress | None = None) -> None:
        """See that all files are in place, or will be when the site is published.

        `progress` is called with the number of things done and their total.

        Raises:
            OSError: a file cannot be written.
        """
        if not self._aside.finish(progress):
            self._write(progress)
        kept = (self._folder / _KEPT).read_text("utf-8").splitlines()
        merge(self._folder / "site", self.staging.folder)
        if not self.staging.keep(kept):  # something else was built there
            self.exports.write(self.staging.folder, jobs=self.jobs, progress=progress)
        shutil.rmtree(self._folder, ignore_errors=True)

    def write_all(self) -> None:
        """Write all files into the folder that is built, those too that were to be kept.

        Raises:
            OSError: a file cannot be written.
        """
        self.exports.write(self.staging.folder, jobs=self.jobs)

    def stop(self) -> None:
        """Have it end, whatever is done."""
        self._aside.stop()

    @property
    def _folder(self) -> Path:
        return self.staging.folder / _FOLDER

    def _write(self, progress: Progress | None) -> None:
        folder = self._folder
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "site").mkdir(parents=True)
        standing = Standing(self.cache, self.staging.site) if self.may_keep else None
        self.exports.write(folder / "site", standing=standing, jobs=self.jobs, progress=progress)
        if standing:
            standing.save()
        kept = standing.kept if standing else []
        (folder / _KEPT).write_text("".join(f"{path}\n" for path in kept), "utf-8")
