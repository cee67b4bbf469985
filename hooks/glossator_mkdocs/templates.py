"""The theme's templates, translated once for all builds of `mkdocs serve`."""

from __future__ import annotations

from jinja2.bccache import Bucket, BytecodeCache


class Translated(BytecodeCache):
    """Templates as they were translated, in memory.

    MkDocs makes a new environment for each build, which would translate every template anew.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was made of the same text."""
        known = self._known.get((bucket.key, bucket.checksum))
        if known is not None:
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was made."""
        self._known[bucket.key, bucket.checksum] = bucket.bytecode_to_string()
