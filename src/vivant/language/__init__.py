"""The French language: words, lemmas, keys to search by, typography."""
