"""``{{ session.user_agent|device }}``: what someone signed in with, in words they use."""

from django.template import Library

from plateforme.accounts.reads import device

register = Library()
register.filter("device", device)
