"""Which file it was that could not be written, as the system does not always say."""

from __future__ import annotations

import io
import os


def file_of(error: OSError) -> str:
    """The path of the file that could not be written or read; empty where nobody knows.

    Of one file that is copied to another, the system names both, and that is meant which did
    not come into being. A write names none: it is the file that was being written.
    """
    for name in (error.filename2, error.filename):
        if isinstance(name, str | bytes | os.PathLike):
            return os.fsdecode(name)
    frames, at = [], error.__traceback__
    while at:
        frames.append(at.tb_frame)
        at = at.tb_next
    for frame in reversed(frames):
        for value in frame.f_locals.values():
            if isinstance(value, io.IOBase) and (name := _written_to(value)):
                return name
    return ""


def reason_of(error: OSError) -> str:
    """What the system says, without the file."""
    return error.strerror or str(error) or "it is broken"


def _written_to(file: io.IOBase) -> str:
    """The path of a file that is open for writing; empty where it is another, or has none."""
    name, mode = getattr(file, "name", None), getattr(file, "mode", "")
    is_written = isinstance(mode, str) and not set(mode).isdisjoint("wax+")
    if name == "<stdout>":
        return "standard output"
    return os.fsdecode(name) if is_written and isinstance(name, str | bytes | os.PathLike) else ""
