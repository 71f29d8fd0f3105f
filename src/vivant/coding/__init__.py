"""Codes, codings, agreement between coders, suggestions."""
