"""How a component becomes words on a page: a small template, and the values that it shows."""

from functools import cache, lru_cache

from django.template import Context, Template
from django.template.engine import Engine
from django.utils.functional import Promise
from django.utils.safestring import SafeString

PLAIN = frozenset({str, SafeString, int, bool, type(None)})
SHORT = 200
"""Letters up to which a value is kept in memory with what it draws: labels and addresses, not parts of pages."""


def drawn(name: str, /, **values: object) -> SafeString:
    """The component of this name. What is not already safe in ``values`` is escaped by its template.

    The same values draw the same thing: a button, an icon, a line of the menu are made once, not once a page.
    """
    said = {key: str(value) if isinstance(value, Promise) else value for key, value in values.items()}
    known = all(type(value) in PLAIN and len(str(value)) <= SHORT for value in said.values())
    return (_remembered if known else _made)(name, **said)


def _made(name: str, /, **values: object) -> SafeString:
    return _template(name).render(Context(values))


_remembered = lru_cache(maxsize=4096, typed=True)(_made)  # typed: what is safe and what is not are two values


@cache
def _template(name: str) -> Template:
    return Engine.get_default().get_template(f"ui/components/{name}.html")


def inside(content: str) -> SafeString:
    """What a page wrote inside a block tag, without the blanks around it. Django has rendered it, so it is safe."""
    return SafeString(content.strip())
