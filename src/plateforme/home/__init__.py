"""The welcome page, and the search across a network."""
