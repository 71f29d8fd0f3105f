"""A progress bar on a terminal, for what lasts; nothing elsewhere."""

import sys
from types import TracebackType
from typing import Any, Self

import click


class Progress:
    """Named steps of a task. ``step`` says what starts now; the bar shows those done."""

    def __init__(self, steps: int, label: str = "Synthèse") -> None:
        shown = sys.stderr is not None and sys.stderr.isatty()
        self._name = ""
        self._bar: Any = click.progressbar(
            length=steps,
            label=label,
            file=sys.stderr,
            hidden=not shown,
            item_show_func=lambda _: self._name,
            show_eta=False,
        )
        self._started = False

    def __enter__(self) -> Self:
        self._bar.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self._bar.update(1)
        self._bar.__exit__(kind, error, trace)

    def step(self, name: str) -> None:
        """The step before is done; this one starts."""
        self._name = name
        self._bar.update(1 if self._started else 0, name)
        self._started = True
