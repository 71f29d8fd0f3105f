"""First stage of reading notes: from the bytes of any format to a text and its lines, each with its place."""
