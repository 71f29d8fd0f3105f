"""The method: from the notes of a workshop to a synthesis one can trace. Values in, values out."""

__version__ = "0.1.0"
