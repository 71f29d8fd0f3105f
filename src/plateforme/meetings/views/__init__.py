"""What a browser asks of meetings: find, check, do, show."""
