"""What is told to the log: what happened and where in the code, never who nor with which link."""

import logging
import re
from typing import Any

SECRETS = (
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), "…@…"),
    (re.compile(r"(?<=/)(?=[\w-]*[\d_-])[\w-]{20,}"), "…"),  # a link that opens something, or a row's key
    (re.compile(r"\?[^\s'\"]+"), "?…"),
)


def without_people(text: str) -> str:
    """The text with addresses, keys in paths and queries taken out.

    >>> without_people("Not Found: /moi/h3Jd9_aQ0fLkT2xw8sVbNqYz/?de=jean@exemple.fr")
    'Not Found: /moi/…/?…'
    """
    for pattern, mark in SECRETS:
        text = pattern.sub(mark, text)
    return text


class Discreet(logging.Formatter):
    """A line of log, its traceback included, without people."""

    def format(self, record: logging.LogRecord) -> str:
        return without_people(super().format(record))


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"discreet": {"()": Discreet, "format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR"},  # a page not found is no one's fault
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # robots try any name
        "axes": {"level": "ERROR"},  # tells who tried to sign in
    },
}
