// Steps within a page, a link to one of its headings say. It watches clicks on such links, and what
// the theme is told of each step.

/**
 * Let the page stay the one that it is.
 *
 * At the first step within a page the theme fetches it again and puts it in place of itself: what
 * was open is closed, and a click in between is lost. Until it has gone to another page, such
 * steps are the browser's own.
 */
function keepPage() {
  const container = document.querySelector("[data-md-component=container]");
  const steps = window.location$; // what the theme tells itself of each step
  if (!steps?.next || !container) return;
  const first = location.pathname;
  const { next } = steps;
  let hasMoved = false;
  steps.next = (url) => {
    hasMoved ||= url.pathname !== first;
    if (hasMoved) next.call(steps, url);
  };
  container.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const isHere = link?.hash && link.pathname === location.pathname && link.search === location.search;
    // In the drawer the theme has to close it.
    if (isHere && !hasMoved && !link.closest(".md-sidebar--primary")) event.stopPropagation();
  });
}
