"""What pages and the method need to know of meetings."""
