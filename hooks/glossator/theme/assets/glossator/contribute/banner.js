// Words were selected while there is a draft already: what to do with them is the person's choice.

import { h } from "./dom.js";

/** The question as an `element`, hidden until words are offered. */
export function makeBanner({ addPlace, startAgain }) {
  const element = h("div", { class: "gloss-write__banner", role: "group", "aria-label": "Words that you selected", hidden: true });

  function offer(target) {
    element.hidden = !target;
    element.replaceChildren(...(target ? question(target) : []));
  }

  function question(target) {
    const button = (name, act) => {
      const onclick = () => {
        offer(null);
        act(target);
      };
      return h("button", { type: "button", class: "gloss-write__small", onclick }, name);
    };
    return [
      h("p", {}, "You selected ", h("q", {}, target.exact), ", and here is a draft that you began earlier."),
      button("Add them as another place", addPlace),
      " ",
      button("Start a new note with them", startAgain),
    ];
  }

  return { element, offer, focus: () => element.querySelector("button").focus() };
}
