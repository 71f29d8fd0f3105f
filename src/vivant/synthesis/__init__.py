"""The document that rests on the excerpts: built as values, every quote checked."""
