"""Tags of the pages of an account."""
