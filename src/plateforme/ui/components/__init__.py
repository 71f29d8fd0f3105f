"""The components, by what they are for. A page loads them all at once: ``{% load ui %}``."""
