"""``python -m vivant`` is the command ``vivant``."""

from vivant.cli import main

main()
