"""``{% load ui %}`` for the components, ``{% load french %}`` for dates and words."""
