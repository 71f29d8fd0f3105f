"""Documents that people go on editing: docx and odt, by one tree, one table of styles, two finishes."""
