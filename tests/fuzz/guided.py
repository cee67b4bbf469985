"""One round of one harness: by Atheris, guided by what an input reaches, or by chance.

Takes the harness, the seconds, and the folder in which inputs are kept.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
import traceback
from pathlib import Path

from hypothesis import Phase, given, seed, settings

from tests.fuzz import Harness, harness
from tests.fuzz.mutating import inputs
from tests.fuzz.shrinking import shrink

# Bytes of an input: all constructs fit, and none takes long.
MOST = 4_000
# Seconds for one input, in code that counts where it comes by, and megabytes.
SLOWEST = 60
LARGEST = 2_500
# What is counted: our code, and the parser that it drives.
COUNTED = ["glossator", "markdown"]
# Inputs between two looks at the clock, where there is no guide.
_BETWEEN = 200


def main() -> None:
    name, seconds, kept = sys.argv[1], float(sys.argv[2]), Path(sys.argv[3])
    try:
        import atheris
    except ImportError:
        by_chance(name, seconds, kept)
        return
    with atheris.instrument_imports(include=COUNTED):
        one = harness(name)
        seeds, reached = kept / "seeds" / name, kept / "inputs" / name
        for folder in (seeds, reached, kept / "found"):
            folder.mkdir(parents=True, exist_ok=True)
        for data in one.seeds():
            (seeds / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
        words = kept / f"{name}.words"
        words.write_text(dictionary(one.WORDS), encoding="ascii")
        options = {
            "max_total_time": round(seconds),
            "max_len": MOST,
            "timeout": SLOWEST,
            "report_slow_units": SLOWEST,
            "rss_limit_mb": LARGEST,
            "dict": words,
            "artifact_prefix": f"{kept}/found/{name}-",
            "print_final_stats": 0,
        }
        given = [f"-{option}={value}" for option, value in options.items()]

        def check(data: bytes) -> None:
            try:
                one.check(data)
            except Exception:
                report(one, name, data, kept)

        atheris.Setup([sys.argv[0], *given, str(reached), str(seeds)], check)
        atheris.Fuzz()


def dictionary(words: list[str]) -> str:
    """Words as libFuzzer reads them."""
    raw = {word.encode("utf-8", "replace") for word in words if word}
    quoted = ("".join(f"\\x{byte:02x}" for byte in word) for word in sorted(raw))
    return "".join(f'"{word}"\n' for word in quoted)


def by_chance(name: str, seconds: float, kept: Path) -> None:
    """Inputs without a guide, others in each round."""
    one = harness(name)
    end, count = time.monotonic() + seconds, 0

    @settings(max_examples=_BETWEEN, database=None, deadline=None, phases=[Phase.generate])
    @given(inputs(one))
    def check(data: bytes) -> None:
        nonlocal count
        if time.monotonic() > end:
            return
        count += 1
        try:
            one.check(data[:MOST])
        except Exception:
            report(one, name, data[:MOST], kept)

    while time.monotonic() < end:
        seed(time.time_ns())(check)()
        print(f"#{count} ", flush=True)


def report(one: Harness, name: str, data: bytes, kept: Path) -> None:
    """Say what does not hold, for the shortest input that can be found, and end."""
    small = shrink(one.check, data)
    found = kept / "found" / f"{name}-{hashlib.sha256(small).hexdigest()[:12]}"
    found.parent.mkdir(parents=True, exist_ok=True)
    found.write_bytes(small)
    try:
        one.check(small)
    except Exception as error:
        traceback.print_exc()
        at = traceback.extract_tb(error.__traceback__)[-1]
        said = " ".join(f"{type(error).__name__}: {str(error) or at.line}".split())
        print(f"does not hold: {said} ({at.filename}:{at.lineno})", file=sys.stderr)
    print(f"Test unit written to {found}", file=sys.stderr, flush=True)
    sys.stderr.flush()
    os._exit(1)  # libFuzzer would tell of it in its own words


if __name__ == "__main__":
    main()
