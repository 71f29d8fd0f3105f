"""The place where a network meets. Nothing stands here yet but its layers, checked by the import contracts."""
