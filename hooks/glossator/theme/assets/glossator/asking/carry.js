// A bookmark that asks about the page that is open, with the words that are selected there. It is
// made here, by the script: a link that runs something never stands in a page's HTML.

import { h } from "../contribute/dom.js";

// Characters of a selection: enough to find it by, and short enough for an address.
const MOST_WORDS = 1000;
// Of those before it in its paragraph: enough to tell places apart at which the same words stand.
const MOST_BEFORE = 60;

/** The section about the bookmark, which leads to the page at `asking`. */
export function carrySection(asking, siteName) {
  const code = codeFor(asking);
  const address = `javascript:${encodeURIComponent(code)}`;
  const name = siteName ? `Annotated? (${siteName})` : "Annotated?";
  const said = h("p", { role: "status" });
  const link = h("a", { class: "md-button", href: address, draggable: "true", onclick: explain }, name);
  const copy = h("button", { type: "button", class: "md-button", onclick: copyAddress }, "Copy its address");

  // Here it has nothing to ask about, and the page's policy would not let it run.
  function explain(event) {
    event.preventDefault();
    said.textContent = "It works on other sites’ pages: drag it to the bar of bookmarks, and press it there.";
  }

  async function copyAddress() {
    try {
      await navigator.clipboard.writeText(address);
      said.textContent = "Copied: make a new bookmark, and paste this as its address.";
    } catch {
      said.textContent = "The browser does not let this page copy: drag the other button instead.";
    }
  }

  return h(
    "section",
    { class: "gloss-list" },
    h("h2", { id: "bookmark" }, "Ask from any page"),
    h("p", {}, "Drag this to the bar of your bookmarks. Press it on an article, and it takes you to the copy; where words are selected, to the same words there, and to the note on them."),
    h("p", {}, link, copy),
    said,
    h("p", {}, "On a phone, or without a bar: bookmark any page, edit the bookmark, and paste what “Copy its address” has copied in place of the address. Then open it by its name from the address bar."),
    h("details", {}, h("summary", {}, "What it does"), h("p", {}, "It loads nothing and reads nothing but the page’s address and the words that you have selected, with a few before them, and puts them behind the # of this page’s address, which browsers send to nobody. All of it:"), h("pre", {}, h("code", {}, code))),
  );
}

/** The script of the bookmark. Other sites' pages come with canonical addresses, which may help. */
export function codeFor(asking) {
  return [
    "(()=>{",
    'const c=document.querySelector("link[rel=canonical]"),s=getSelection(),',
    `q=new URLSearchParams({url:location.href,text:String(s).slice(0,${MOST_WORDS})});`,
    'if(c)q.append("url",c.href);',
    "if(!s.isCollapsed){const r=s.getRangeAt(0).cloneRange(),n=r.startContainer;r.collapse(true);",
    'r.setStart((n.closest?n:n.parentNode).closest("p,li,td,h1,h2,h3,blockquote,div,body")||n,0);',
    `q.set("before",String(r).slice(-${MOST_BEFORE}))}`,
    `location.href=${JSON.stringify(`${asking}#`)}+q`,
    "})()",
  ].join("");
}
