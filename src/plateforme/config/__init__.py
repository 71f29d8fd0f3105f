"""How the place is set up: settings, addresses, commands."""
