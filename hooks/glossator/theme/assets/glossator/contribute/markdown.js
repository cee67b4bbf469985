// A note's Markdown as DOM nodes, as `render_note_body` makes HTML of it: paragraphs, emphasis,
// code, links, breaks, flat lists, quotations, rules. What else Markdown can do is shown as it
// was typed. Nodes are made one by one, so that no text can become markup.

import { h } from "./dom.js";

const SAFE_ADDRESS = /^(https?:|mailto:)/i;
const LINK = /(!?)\[([^[\]]*)\]\(\s*(<[^<>\n]*>|[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)(?:\s+("[^"\n]*"|'[^'\n]*'))?\s*\)/g;
const ITEM = { ul: /^ {0,3}[*+-] +(.*)$/, ol: /^ {0,3}(\d+)\. +(.*)$/ };
const RULE = /^ {0,3}((-+ {0,2}){3,}|(_+ {0,2}){3,}|(\*+ {0,2}){3,}) *$/;
// What would nest: a list in a list, a quotation in one, code.
const BLOCK_START = /^( {4}|\s*[>#]| {0,3}\[[^\]]+\]: )/;

/** The nodes of a Markdown text, in a fragment. */
export function renderMarkdown(text) {
  const fragment = document.createDocumentFragment();
  const clean = text.replace(/[\u0002\u0003]/g, "").replace(/\r\n?/g, "\n").replace(/\t/g, "    ").replace(/^ +$/gm, "");
  addBlocks(fragment, clean);
  return fragment;
}

function addBlocks(parent, text) {
  for (const block of text.split(/\n{2,}/)) addBlock(parent, block.replace(/^\n+|\n+$/g, ""));
}

function addBlock(parent, block) {
  if (!block.trim()) return;
  const lines = block.split("\n");
  const kind = Object.keys(ITEM).find((name) => ITEM[name].test(lines[0]));
  const indented = block.replace(/^ {4}/gm, "");
  const list = /^[uo]l$/.test(parent.lastElementChild?.localName) && parent.lastElementChild;
  if (list && lines.every((line) => /^ {4}\S/.test(line)) && !isNesting(indented)) {
    asParagraphs(list.lastElementChild).append(h("p", {}, ...inline(indented)));
  } else if (/^ {4}/.test(block) || lines.some((line) => /^ {0,3}\[[^\]]+\]: /.test(line))) parent.append(h("p", {}, block));
  else if (/^.+\n(=+|-+) *$/.test(lines.slice(0, 2).join("\n"))) {
    parent.append(...inline(lines[0].trim())); // headings are not for notes: their words stay
    addBlock(parent, lines.slice(2).join("\n"));
  } else if (kind && !RULE.test(lines[0])) addList(parent, kind, block, lines);
  else {
    const at = lines.findIndex((line) => /^ {0,3}>|^#/.test(line) || RULE.test(line));
    if (at < 0) parent.append(h("p", {}, ...inline(block.replace(/^\s+/, ""))));
    else addMarkedLine(parent, lines, at);
  }
}

function addMarkedLine(parent, lines, at) {
  addBlock(parent, lines.slice(0, at).join("\n"));
  if (/^ {0,3}>/.test(lines[at])) {
    const last = parent.lastElementChild;
    const quote = last?.localName === "blockquote" ? last : h("blockquote");
    parent.append(quote);
    addBlocks(quote, lines.slice(at).map((line) => line.replace(/^ {0,3}> ?/, "")).join("\n"));
    return;
  }
  // In a loop: thousands of them are more than a browser can descend.
  let next = at;
  for (let line = lines[at]; line !== undefined && (/^#/.test(line) || RULE.test(line)); line = lines[++next]) {
    parent.append(...(RULE.test(line) ? [h("hr")] : inline(line.replace(/^#{1,6}|#*$/g, "").trim())));
  }
  addBlock(parent, lines.slice(next).join("\n"));
}

function addList(parent, kind, block, lines) {
  const items = [];
  for (const line of lines) {
    const found = ITEM[kind].exec(line);
    if (found) items.push(found.at(-1));
    else items[items.length - 1] += `\n${line}`;
  }
  if (items.some((item) => isNesting(item))) {
    parent.append(h("p", {}, block));
    return;
  }
  const elements = items.map((item) => h("li", {}, ...inline(item.trim())));
  const last = parent.lastElementChild;
  if (last?.localName === kind) {
    // A blank line between two items makes paragraphs of these two.
    asParagraphs(last.lastElementChild);
    asParagraphs(elements[0]);
    last.append(...elements);
    return;
  }
  const start = kind === "ol" ? Number(ITEM.ol.exec(lines[0])[1]) : 1;
  parent.append(h(kind, { start: start === 1 ? null : String(start) }, ...elements));
}

const isNesting = (text) =>
  ITEM.ul.test(text.split("\n")[0]) || ITEM.ol.test(text.split("\n")[0]) || text.split("\n").some((line) => BLOCK_START.test(line) || RULE.test(line));

/** What stands in an item as a paragraph of its own. */
function asParagraphs(item) {
  if (item.firstElementChild?.localName !== "p") item.replaceChildren(h("p", {}, ...item.childNodes));
  return item;
}

/** The nodes of a line of text; each pass hides what it has read behind a number. */
function inline(text) {
  const hidden = [];
  const hide = (...nodes) => `\u0002${hidden.push(nodes) - 1}\u0003`;
  const shown = (rest) =>
    rest.split(/\u0002(\d+)\u0003/).flatMap((part, index) => (index % 2 ? hidden[part] : part ? [part] : []));
  const link = (href, title, ...children) =>
    SAFE_ADDRESS.test(href) ? h("a", { href, title, rel: "nofollow ugc noopener" }, ...children) : h("span", {}, ...children);
  const emphasise = (rest) =>
    rest
      .replace(/(^|(?<=\s))([*_]{1,3})(?=\s|$)/g, (sign) => hide(sign))
      .replace(/(?<!\*)\*{3}([^*]+)\*{3}(?!\*)/g, (_, words) => hide(h("strong", {}, h("em", {}, ...shown(words)))))
      .replace(/\*{3,}|_{3,}/g, (signs) => hide(signs))
      .replace(/\*\*(.+?)\*\*|\*([^*]+)\*/gs, (_, strong, em) =>
        strong ? hide(h("strong", {}, ...shown(emphasise(strong)))) : hide(h("em", {}, ...shown(emphasise(em)))),
      )
      .replace(/(?<![\p{L}\p{N}_])(__?)(?!_)(.+?)(?<!_)\1(?![\p{L}\p{N}_])/gsu, (_, signs, words) =>
        hide(h(signs === "_" ? "em" : "strong", {}, ...shown(emphasise(words)))),
      );
  const rest = text
    .replace(/(?<![\\`])(`+)(.+?)(?<!`)\1(?!`)/gs, (_, ticks, code) => hide(h("code", {}, code.trim())))
    .replace(/\\([\\`*_{}[\]()>#+\-.!])/g, (_, sign) => hide(sign))
    .replace(LINK, (_, picture, words, address, title) => {
      if (picture) return ""; // pictures are not for notes
      const href = shown(address.replace(/^<|>$/g, "")).map((part) => part.textContent ?? part).join("");
      return hide(link(href, title?.slice(1, -1) || null, ...shown(emphasise(words))));
    })
    .replace(/<(https?:\/\/[^<>]*)>/gi, (_, href) => hide(link(href, null, href)))
    .replace(/<([^<> !]+@[^@<> ]+)>/g, (_, mail) => hide(link(`mailto:${mail}`, null, mail)))
    .replace(/ {2,}\n/g, () => hide(h("br"), "\n"))
    .replace(/<(\/?[a-z][^<>@ ]*( [^<>]*)?|!--.*?--)>/gis, (tag) => hide(tag))
    .replace(/&(#\d+|#x[\da-f]+|\w+);/gi, (entity) => hide(new DOMParser().parseFromString(entity, "text/html").body.textContent));
  return shown(emphasise(rest)).map((node) => (typeof node === "string" ? document.createTextNode(node) : node));
}
