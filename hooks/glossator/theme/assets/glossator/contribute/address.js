// The forge's page for a new file, filled in as far as an address can carry it.

/** Bytes. GitHub fails at about 8,000, and what lies between may sooner. */
export const LONGEST_ADDRESS = 6000;

/**
 * Where `repository` (`{url, branch, forge}`) takes a new file: `{href, isWhole}`.
 *
 * Unless `isWhole`, the content is not in it and has to be pasted there.
 */
export function newFileAddress({ url, branch, forge }, path, content) {
  const addresses = [content, ""].map((value) => url + PAGES[forge](branch, path, value));
  const [whole, empty, bare] = [...addresses, url + PAGES[forge](branch, "", "")];
  if (forge !== "gitlab" && fits(whole)) return { href: whole, isWhole: true };
  return { href: fits(empty) ? empty : bare, isWhole: false };
}

const PAGES = {
  github: (branch, path, value) => `/new/${steps(branch)}${query({ filename: path, value })}`,
  // Forgejo's too. All versions that take a content read the folder from the address's path.
  gitea: (branch, path, value) => {
    const [, folder, filename] = path.match(/^(.*?)([^/]*)$/);
    return `/_new/${steps(`${branch}/${folder}`)}${query({ filename, value })}`;
  },
  gitlab: (branch, path) => `/-/new/${steps(branch)}${query({ file_name: path })}`,
};

// As the browser asks for it: an apostrophe takes three bytes there, and only ASCII is left.
const fits = (address) => new URL(address).href.length <= LONGEST_ADDRESS;
const encoded = (text) => encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, "\ufffd"));
const steps = (path) => path.split("/").filter(Boolean).map(encoded).join("/");

function query(values) {
  const given = Object.entries(values).filter(([, value]) => value);
  return given.map(([name, value], index) => `${index ? "&" : "?"}${name}=${encoded(value)}`).join("");
}
