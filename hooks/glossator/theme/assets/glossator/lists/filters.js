// Filters of lists: fields combine, stand in the address, and work by keyboard.
(() => {
  "use strict";
  // Typing is let rest so long before it is written into the address and read out.
  const REST_MS = 250;
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  let list = null;

  const read = (form) => {
    const wanted = new Map();
    for (const field of form.querySelectorAll("[name]")) {
      const value = field.value.trim();
      if (value) wanted.set(field.name, value);
    }
    return wanted;
  };

  const matches = (item, wanted) => {
    for (const [name, value] of wanted) {
      if (name === "text") {
        item.words ??= fold(item.element.textContent);
        if (!fold(value).split(/\s+/).every((word) => item.words.includes(word))) return false;
      } else if (!(item.element.dataset[name] || "").split(" ").includes(value)) return false;
    }
    return true;
  };

  const show = () => {
    const wanted = read(list.form);
    let found = 0;
    for (const item of list.items) {
      const fits = matches(item, wanted);
      item.element.toggleAttribute("hidden", !fits);
      if (fits && item.counts) found += 1;
    }
    for (const group of list.groups) {
      group.hidden = !group.querySelector("li.gloss-item:not([hidden])");
    }
    const noun = list.form.dataset.noun;
    const said = !wanted.size
      ? list.initial
      : found
        ? `${found} of ${list.total} ${noun}`
        : `No ${noun} match.`;
    if (list.count && list.count.textContent !== said) list.count.textContent = said;
  };

  // What else stands in the address stays there.
  const write = (method) => {
    const address = new URL(location.href);
    const wanted = read(list.form);
    for (const field of list.form.querySelectorAll("[name]")) {
      if (wanted.has(field.name)) address.searchParams.set(field.name, wanted.get(field.name));
      else address.searchParams.delete(field.name);
    }
    if (address.href !== location.href) history[method](history.state, "", address);
  };

  // A value that no longer exists, in an old link, asks for nothing.
  const fill = () => {
    const params = new URLSearchParams(location.search);
    for (const field of list.form.querySelectorAll("[name]")) {
      const value = params.get(field.name) || "";
      field.value = value;
      if (field.value !== value) field.value = "";
    }
    show();
  };

  const mount = () => {
    const form = document.querySelector(".gloss-find[data-list]");
    if (list && list.form === form) return;
    const root = form && document.getElementById(form.dataset.list);
    if (!root) {
      list = null;
      return;
    }
    const items = [...root.querySelectorAll(".gloss-item")].map((element) => ({
      element,
      counts: element.localName === "li",
    }));
    const count = document.querySelector(`[data-count-of="${form.dataset.list}"]`);
    list = {
      form,
      items,
      count,
      path: location.pathname,
      groups: root.querySelectorAll(".gloss-group"),
      total: items.filter((item) => item.counts).length,
      initial: count ? count.textContent : "",
    };
    let timer = 0;
    // Each choice is a step back; each letter would be one too many.
    form.addEventListener("change", (event) => {
      clearTimeout(timer);
      write(event.target.name === "text" ? "replaceState" : "pushState");
      show();
    });
    form.addEventListener("input", (event) => {
      if (event.target.name !== "text") return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (list?.form !== form || !form.isConnected) return;
        write("replaceState");
        show();
      }, REST_MS);
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.querySelector(".gloss-clear")?.addEventListener("click", () => {
      clearTimeout(timer);
      for (const field of form.querySelectorAll("[name]")) field.value = "";
      write("pushState");
      show();
    });
    form.hidden = false;
    fill();
  };

  addEventListener("popstate", () => {
    if (list?.form.isConnected && list.path === location.pathname) fill();
  });
  // The theme replaces the page without loading a new one, and says so.
  if (typeof document$ !== "undefined") document$.subscribe(mount);
  else if (document.readyState === "loading") addEventListener("DOMContentLoaded", mount);
  else mount();
})();
