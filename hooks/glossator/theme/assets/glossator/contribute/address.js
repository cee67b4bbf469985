// The forge's page for a new file, filled in as far as an address can carry it.

/** GitHub fails on longer addresses from about 8 kB on, and so may what lies between. */
export const LONGEST_ADDRESS = 6000; // bytes

/**
 * Where to open a pull request with a new file: `{href, isWhole}`.
 *
 * Where `isWhole` is false the page has the path but not the content, which has to be pasted.
 * `repository` is `{url, branch, forge}`.
 */
export function newFileAddress({ url, branch, forge }, path, content) {
  const onBranch = branch.split("/").map(encoded).join("/");
  const fill = FORGES[forge] ?? FORGES.github;
  const whole = forge === "gitlab" ? null : url + fill(onBranch, path, content);
  if (whole && size(whole) <= LONGEST_ADDRESS) return { href: whole, isWhole: true };
  const empty = url + fill(onBranch, path);
  return { href: size(empty) <= LONGEST_ADDRESS ? empty : url + fill(onBranch), isWhole: false };
}

const FORGES = {
  github: (branch, path, content) => `/new/${branch}${query({ filename: path, value: content })}`,
  // Forgejo's too. Folders stand in the path, which all versions read that take a content.
  gitea: (branch, path = "", content) => {
    const folders = path.split("/").map(encoded);
    const filename = path && path.split("/").at(-1);
    return `/_new/${[branch, ...folders.slice(0, -1)].join("/")}${query({ filename, value: content })}`;
  },
  gitlab: (branch, path) => `/-/new/${branch}${query({ file_name: path })}`,
};

function query(values) {
  const pairs = Object.entries(values).filter(([, value]) => value);
  return pairs.length ? `?${pairs.map(([name, value]) => `${name}=${encoded(value)}`).join("&")}` : "";
}

// Halves of characters cannot be encoded; nothing that `writeNote` makes has any.
const encoded = (text) => encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, "\ufffd"));
const size = (address) => new TextEncoder().encode(address).length;
