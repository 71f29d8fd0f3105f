"""Second stage of reading notes, the same for all formats: what each line is, who speaks, in which workshop."""
