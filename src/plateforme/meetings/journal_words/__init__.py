"""What the journal says of meetings: for each verb, its words, ``%(target)s`` being what it was done to."""

from importlib import import_module
from pkgutil import iter_modules

VERBS: dict[str, str] = {}
for module in iter_modules(__path__):
    VERBS |= import_module(f"{__name__}.{module.name}").VERBS
