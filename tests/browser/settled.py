"""A page at rest: all that it put off has come, and nothing moves any more."""

from __future__ import annotations

from playwright.sync_api import Page

# Runs before the scripts of a page and keeps count of what they put off: by the page's own
# account nothing is to come, however long a busy machine takes for it.
# What comes more than a second later waits for no hand to rest, and is not waited for.
WATCH = """(() => {
  if (window.atRest) return;
  const { setTimeout, clearTimeout, requestAnimationFrame, cancelAnimationFrame } = window;
  const { setInterval, clearInterval } = window;
  const LONGEST_MS = 1000;
  // What scripts place, and what stands in their way.
  const MOVING =
    ".gloss-note, mark.gloss, .gloss-item, .gloss-map, .gloss-offer, .gloss-chooser, dialog *";
  const timers = new Set();
  const frames = new Set();
  const counted = (begin) => (act, delay = 0, ...given) => {
    const isCounted = typeof act === "function" && delay < LONGEST_MS;
    if (!isCounted) return begin(act, delay, ...given);
    const timer = begin(() => {
      timers.delete(timer);
      act(...given);
    }, delay);
    timers.add(timer);
    return timer;
  };
  const forgotten = (end) => (timer) => {
    timers.delete(timer);
    end(timer);
  };
  window.setTimeout = counted(setTimeout);
  window.clearTimeout = forgotten(clearTimeout);
  // What the theme puts off it has repeated, and stops that when it has happened.
  window.setInterval = counted(setInterval);
  window.clearInterval = forgotten(clearInterval);
  window.requestAnimationFrame = (act) => {
    const frame = requestAnimationFrame((time) => {
      frames.delete(frame);
      act(time);
    });
    frames.add(frame);
    return frame;
  };
  window.cancelAnimationFrame = (frame) => {
    frames.delete(frame);
    cancelAnimationFrame(frame);
  };

  const moving = () => document.getAnimations().filter(({ playState, effect }) =>
    playState === "running" && effect.getComputedTiming().endTime < LONGEST_MS);
  const places = () => JSON.stringify([
    scrollX, scrollY, innerWidth, innerHeight, document.documentElement.scrollHeight,
    ...[...document.querySelectorAll(MOVING)].map((e) => e.getBoundingClientRect()),
  ]);
  // A frame, and the events that wait behind it. A page in the background draws none.
  const turn = () => new Promise((done) => {
    if (document.hidden) setTimeout(done);
    else requestAnimationFrame(() => setTimeout(done));
  });

  window.atRest = async (patience) => {
    const end = performance.now() + patience;
    let before = "";
    for (let quiet = 0; quiet < 3; ) {
      await turn();
      const now = places();
      const still = {
        loading: document.readyState !== "complete" || document.fonts.status !== "loaded",
        timers: timers.size,
        frames: document.hidden ? 0 : frames.size,
        moving: moving().length,
        moved: now !== before,
      };
      before = now;
      quiet = Object.values(still).some(Boolean) ? 0 : quiet + 1;
      if (performance.now() > end) throw new Error(`no rest: ${JSON.stringify(still)}`);
    }
  };
})()"""
# A busy machine takes seconds; a page that never rests fails anyway.
PATIENCE_MS = 60_000


def settled(page: Page) -> None:
    """Wait until the page rests: it is loaded, did all that it put off, and stands still."""
    page.evaluate("patience => atRest(patience)", PATIENCE_MS)
