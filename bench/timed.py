"""The site, each answer saying how long it took to make: what a server spends, apart from what its readers wait for."""

import time
from collections.abc import Callable, Iterable
from typing import Any

from plateforme.config.served import application as site


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    started = time.perf_counter()

    def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        spent = (time.perf_counter() - started) * 1000
        return start_response(status, [*headers, ("Server-Timing", f"app;dur={spent:.2f}")], *rest)

    return site(environ, start)
