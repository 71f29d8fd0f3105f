"""``{% load panels %}``."""
