"""Names of people and other indirect identifiers, found and replaced."""
