// Notes beside their words.
