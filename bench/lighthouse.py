"""Lighthouse scores of the built site: `python bench/lighthouse.py`.

Needs Node.js with npm and a Chromium. Builds and serves the site on this machine, asks
Lighthouse for home and the first article, and says which of the four scores miss their mark.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from hosting import served

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tools"))

from browser import find_browser  # noqa: E402 - it is no package

LIGHTHOUSE = "lighthouse@13.5.0"
PAGES = {"home": "", "article": "articles/alibaba-ai-budget/"}
MARKS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"


def audit(url: str, tool: Path, out: Path) -> dict[str, int]:
    """The four scores of the page at `url`, from 0 to 100."""
    command = [str(tool), url, "--output=json", f"--output-path={out}", "--quiet"]
    command += [f"--chrome-flags={FLAGS}", f"--only-categories={','.join(MARKS)}"]
    environment = {**os.environ, "CHROME_PATH": find_browser() or ""}
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    report = json.loads(out.read_text("utf-8"))
    failed = [
        audit["id"]
        for audit in report["audits"].values()
        if audit.get("score") is not None and audit["score"] < 0.9
    ]
    for name in failed:
        for item in (report["audits"][name].get("details") or {}).get("items", [])[:3]:
            if "node" in item:
                print(f"  {name}: {item['node']['snippet'][:200]}", file=sys.stderr)
    print("  not full marks:", ", ".join(sorted(failed)) or "nothing", file=sys.stderr)
    return {name: round(report["categories"][name]["score"] * 100) for name in MARKS}


def main() -> int:
    """Print the scores, write them to bench/out, and exit with 1 when one misses its mark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.parse_args()
    scores = {}
    with tempfile.TemporaryDirectory() as folder, served(Path(folder) / "site") as (address, _):
        site, base = Path(folder) / "site", f"{address}/"
        build = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
        subprocess.run(build, check=True, cwd=ROOT, env={**os.environ, "SITE_URL": base})
        print("installing", LIGHTHOUSE, file=sys.stderr)
        install = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder]
        subprocess.run([*install, LIGHTHOUSE], check=True, stdout=subprocess.DEVNULL)
        tool = Path(folder) / "node_modules/.bin/lighthouse"
        for name, path in PAGES.items():
            scores[name] = audit(base + path, tool, Path(folder) / f"{name}.json")
            print(name, " ".join(f"{key} {value}" for key, value in scores[name].items()))
    out = ROOT / "bench/out"
    out.mkdir(parents=True, exist_ok=True)
    (out / "lighthouse.json").write_text(json.dumps(scores, indent=2) + "\n", encoding="utf-8")
    missed = any(page[name] < mark for page in scores.values() for name, mark in MARKS.items())
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
