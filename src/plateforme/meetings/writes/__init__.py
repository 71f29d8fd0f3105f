"""What changes: one gesture, one transaction, one line of the journal."""
