// What was made last, for whoever asks for it again.

/**
 * A function that gives what `make()` made for the key, of the last `most` keys without making it
 * again. A promise that fails is forgotten.
 */
export function rememberLast(most) {
  const made = new Map();
  return (key, make) => {
    if (!made.has(key)) {
      if (made.size >= most) made.delete(made.keys().next().value);
      const value = make();
      made.set(key, value);
      value.catch?.(() => made.delete(key));
    }
    return made.get(key);
  };
}
