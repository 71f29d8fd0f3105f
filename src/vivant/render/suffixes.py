"""The formats that documents are written in, by suffix. Light: the command line reads it before anything is loaded."""

SUFFIXES = (".pdf", ".docx", ".odt", ".html", ".md")
