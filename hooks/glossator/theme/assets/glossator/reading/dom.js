// What the other parts are made with. It watches nothing, and changes nothing by itself.

const WIDE = matchMedia("(min-width: 76.25em)"); // 1220 px, as in the style sheet

/** An element with these properties and children. */
function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}
