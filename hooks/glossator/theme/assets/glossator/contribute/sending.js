// The foot of the form: where the file goes, by the forge's page, the clipboard or a download.

import { newFileAddress } from "./address.js";
import { h } from "./dom.js";

/** The foot's `element`, and what tells it that the file has changed. */
export function makeSending(desk) {
  const { site } = desk;
  const isMerge = site.repository?.forge === "gitlab";
  const status = h("p", { class: "gloss-write__status", role: "status" });
  const advice = h("p", { class: "gloss-write__advice" });
  const open = site.repository && h("a", { class: "md-button md-button--primary", target: "_blank", rel: "noopener", onclick: send }, `Open ${isMerge ? "merge" : "pull"} request`);
  const again = h("button", { type: "button", class: "gloss-write__small", hidden: true, onclick: () => desk.startAgain("A new note.") }, "Start a new note");
  const element = h(
    "div",
    { class: "gloss-write__foot" },
    status,
    advice,
    h(
      "div",
      { class: "gloss-write__actions" },
      open,
      h("button", { type: "button", class: `md-button${open ? "" : " md-button--primary"}`, onclick: copy }, "Copy YAML"),
      h("button", { type: "button", class: "md-button", onclick: download }, "Download"),
      again,
    ),
  );
  let address = null;

  function update() {
    const path = `${site.annotations}/${desk.slug}/${desk.draft.id}.yaml`;
    address = site.repository && newFileAddress(site.repository, path, desk.file);
    if (open) open.href = address.href;
    advice.textContent = adviceOn(path);
  }

  function adviceOn(path) {
    if (!address) return `Send the file to whoever runs this site, or put it into its repository as ${path}.`;
    if (isMerge) return "GitLab takes no content in an address: the file will be copied, for you to paste.";
    return address.isWhole ? "" : "The file is too long for an address: it will be copied, for you to paste.";
  }

  function say(words) {
    status.textContent = words;
  }

  function sent(words) {
    say(words);
    again.hidden = false;
  }

  async function send(event) {
    event.preventDefault();
    if (!desk.problems.insist()) return;
    const { href, isWhole } = address;
    if (isWhole) sent("The page opened in a new tab. Propose the new file there; this draft stays until you start a new note.");
    else if (await copied()) sent("The file was copied; paste it into the empty page.");
    else {
      say("The browser does not let this page copy. Press Download, or copy the file from below, and paste it into the empty page.");
      desk.showFile();
      return;
    }
    window.open(href, "_blank", "noopener");
  }

  async function copy() {
    desk.update();
    const number = desk.problems.find().length;
    if (await copied()) sent(`The file was copied.${warning(number)}`);
    else {
      say("The browser does not let this page copy; copy the file from below, or press Download.");
      desk.showFile();
    }
  }

  function download() {
    desk.update();
    const href = URL.createObjectURL(new Blob([desk.file], { type: "application/yaml" }));
    const link = h("a", { href, download: `${desk.draft.id || "note"}.yaml` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(href), 1000);
    sent(`The file was downloaded as ${link.download}.${warning(desk.problems.find().length)}`);
  }

  const warning = (number) => (number ? ` ${number} ${number === 1 ? "thing is" : "things are"} still to mend before it can be published.` : "");

  async function copied() {
    try {
      await navigator.clipboard.writeText(desk.file);
      return true;
    } catch {
      return false;
    }
  }

  return {
    element,
    say,
    update,
    submit: () => (open ? open.click() : desk.problems.insist()),
    forget: () => (again.hidden = true),
  };
}
