// What the browser keeps between visits. It watches nothing, and changes only what is kept.

const VIEW_KEY = "glossator.view";
const SHORTCUTS_KEY = "glossator.shortcuts";

const store = {
  get: (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // a browser may forbid it
    }
  },
  set: (key, value) => {
    try {
      localStorage.setItem(key, value);
    } catch {
      /* then it is not remembered */
    }
  },
};
