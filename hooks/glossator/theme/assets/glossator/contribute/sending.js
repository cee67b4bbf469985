// The foot of the form: where the file goes, by the forge's page, the clipboard or a download.

import { newFileAddress } from "./address.js";
import { h } from "./dom.js";

// What their pages ask for; each may ask first for a copy of the repository to write to.
const NEXT = {
  github: "There press “Commit changes…”, “Propose changes” and “Create pull request”; where GitHub asks you to fork the repository first, do.",
  gitea: "There press “Propose file change”, then “New pull request”; where you are asked to fork the repository first, do.",
  gitlab: "There press “Commit changes”, then “Create merge request”; where GitLab asks you to fork the project first, do.",
};

/** The foot's `element`, and what tells it that the file has changed. */
export function makeSending(desk) {
  const { site } = desk;
  const isMerge = site.repository?.forge === "gitlab";
  const status = h("p", { class: "gloss-write__status", role: "status" });
  const advice = h("p", { class: "gloss-write__advice" });
  const open = site.repository && h("a", { class: "md-button md-button--primary", target: "_blank", rel: "noopener", onclick: send }, `Open ${isMerge ? "merge" : "pull"} request`);
  const again = h("button", { type: "button", class: "gloss-write__small", hidden: true, onclick: startAgain }, "Start a new note");
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
    if (isMerge) return "GitLab takes no content in an address: the file will be copied, for you to paste into the page that opens.";
    if (!address.isWhole) return "The file is too long for an address: it will be copied, for you to paste into the page that opens.";
    return `You will need an account at ${new URL(address.href).host}. Nothing is published before an editor has read it.`;
  }

  /** Tell what happened, and give the `link` to go on with if there is one. */
  function say(words, link = null) {
    status.replaceChildren(words, ...(link ? [" ", link] : []));
  }

  function sent(words, link) {
    say(words, link);
    again.hidden = false;
  }

  function startAgain() {
    desk.startAgain("A new note.");
    desk.focusFirst();
  }

  async function send(event) {
    if (!desk.problems.insist()) {
      event.preventDefault();
      return;
    }
    const { href, isWhole } = address;
    const next = NEXT[site.repository.forge];
    if (isWhole) {
      // The link opens it by itself, which no browser takes for a pop-up.
      sent(`The page opened in a new tab, with the file filled in. ${next} Your draft stays here until you start a new note.`);
      return;
    }
    event.preventDefault();
    const empty = () => h("a", { href, target: "_blank", rel: "noopener" }, "Open the empty page");
    if (!(await copied())) {
      say("The browser does not let this page copy. Press Download, or copy the file from below, and paste it into the empty page.", empty());
      desk.showFile();
      return;
    }
    const page = window.open(href, "_blank");
    if (page) {
      page.opener = null;
      sent(`The file was copied; paste it into the empty page. ${next}`);
    } else sent("The file was copied, but the browser kept the page from opening. Open it and paste the file there.", empty());
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
