"""What somebody who writes sees in a browser while the site is served."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.host import NOTE, write_site
from tests.test_serve import PATIENCE_SECONDS, Server

pytestmark = [pytest.mark.browser, pytest.mark.trust]

BROKEN = "gloss-problems"


def test_a_served_page_follows_what_is_written_under_the_policy_of_the_site(
    opened: Callable[..., Visit], tmp_path: Path
) -> None:
    site = write_site(tmp_path)
    (site / "docs/index.md").write_text("# Test data\n\n<script>document.title = 'x'</script>\n")
    server = Server(site)
    try:
        server.wait_for("Ten times more")
        page = opened("articles/bridge/", base=f"http://{server.address}/").page
        policy = page.locator("meta[http-equiv='Content-Security-Policy']")
        assert "default-src 'none'" in (policy.get_attribute("content") or "")
        note = site / "annotations/bridge/cost.yaml"
        note.write_text(NOTE.replace("Ten times more", "A zero too few"))
        expect(page.get_by_text("A zero too few").first).to_be_attached()

        config = site / "mkdocs.yml"
        right = config.read_text()
        config.write_text(f"{right}no: [end\n")  # which ends each build at its beginning
        expect(page.locator(f".{BROKEN}")).to_contain_text("could not be built anew")
        assert "A zero too few" in server.page("articles/bridge/")
        assert server.is_missing("articles/nowhere/")
        config.write_text(right)
        expect(page.locator(f".{BROKEN}")).to_have_count(0)
    finally:
        server.process.terminate()
        server.process.wait(timeout=PATIENCE_SECONDS)
