"""What moves on a page by itself, as the browser counts it (its `layout-shift` entries)."""

from __future__ import annotations

from playwright.sync_api import Page

# A space at the end of a line is in the line only when the word behind it has come: that it goes
# there is counted, but nobody can see it.
_WATCH = """
window.moved = [];
new PerformanceObserver((list) => {
  const isSeen = ({ node }) => !(node instanceof Text) || node.data.trim();
  const name = ({ node, previousRect: a, currentRect: b }) => {
    const element = node instanceof Text ? node.parentNode : node;
    const words = node?.textContent.trim().replace(/\\s+/g, " ").slice(0, 40);
    return `${element?.localName}.${element?.classList} "${words}"`
      + ` from ${[a.x, a.y, a.width, a.height]} to ${[b.x, b.y, b.width, b.height]}`;
  };
  for (const { value, hadRecentInput, sources } of list.getEntries())
    if (!hadRecentInput && (sources.some(isSeen) || !sources.length))
      window.moved.push(`${value.toFixed(5)}: ${sources.filter(isSeen).map(name).join("; ")}`);
}).observe({ type: "layout-shift", buffered: true });
"""


def watch_shifts(page: Page) -> None:
    """Note what moves on every page that `page` opens from now on."""
    page.add_init_script(_WATCH)


def moved(page: Page) -> list[str]:
    """What moved so far: how much it counts for, what it was, from where and where to."""
    said: list[str] = page.evaluate("window.moved")
    return said
