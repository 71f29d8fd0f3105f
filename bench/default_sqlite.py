"""The baseline of the web bench: the same site, SQLite as Django sets it up when nothing is said."""

from plateforme.config.settings import *  # noqa: F403
from plateforme.config.settings import DATABASES

DATABASES["default"] = {
    **{name: DATABASES["default"][name] for name in ("ENGINE", "NAME")},
    "OPTIONS": {"init_command": "PRAGMA journal_mode=DELETE;"},  # as in a new file: ours is in WAL and remembers it
}
