// Elements with their attributes, listeners and children; texts are texts, never markup.

/** An element; a child that is null or false is left out. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** The text that this browser keeps under `key`, or null. */
export function peek(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // a browser may forbid it
  }
}

/** What this browser keeps under `key`, or null. */
export function recall(key) {
  try {
    return JSON.parse(peek(key));
  } catch {
    return null; // a person may have changed it
  }
}

/** Keep the text under `key`, or nothing where it is null; whether that could be done. */
export function put(key, text) {
  try {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

/** Keep `value` under `key`; whether that could be done. */
export const remember = (key, value) => put(key, JSON.stringify(value));
