// A bookmark that asks about the page that is open, with the words that are selected there. It is
// made here, by the script: a link that runs something never stands in a page's HTML.

// Characters of a selection: enough to find it by, and short enough for an address.
const MOST_WORDS = 1000;
// Of those before it in its paragraph: enough to tell places apart at which the same words stand.
const MOST_BEFORE = 60;

/** Show the section about the bookmark, which leads to the page at `asking`. */
export function showCarry(section, asking) {
  const code = codeFor(asking);
  const address = `javascript:${encodeURIComponent(code)}`;
  const said = section.querySelector("[role=status]");
  const link = section.querySelector("a.md-button");
  link.href = address;
  link.addEventListener("click", explain);
  section.querySelector("button").addEventListener("click", copyAddress);
  section.querySelector("code").textContent = code;
  section.hidden = false;

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
