"""What changes a network: one gesture, one transaction, one line in the journal."""
