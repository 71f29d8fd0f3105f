"""The commands: read, call one function, print. Heavy libraries are imported where they are used."""

from vivant.cli.main import main

__all__ = ["main"]
