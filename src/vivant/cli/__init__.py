"""The commands: read, call one function, print. Heavy libraries are imported where they are used."""

from vivant.cli.french import speak_french

speak_french()  # before any command is made: click chooses some of its words as they are

from vivant.cli.main import main  # noqa: E402

__all__ = ["main"]
