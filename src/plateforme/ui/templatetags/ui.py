"""``{% load ui %}``: every component, and the French of dates and numbers, in one go."""

from django.template import Library

from plateforme.ui.components import actions, data, layout, room
from plateforme.ui.templatetags import french

register = Library()
for part in (layout, actions, data, room, french):
    register.tags.update(part.register.tags)
    register.filters.update(part.register.filters)
