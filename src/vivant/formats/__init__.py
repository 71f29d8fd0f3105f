"""Files in and out: bytes become values, values become bytes."""
