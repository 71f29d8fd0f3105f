"""``python3 run.py bench [NAME…]``: runs the named benches, or all, and prints a table for docs/benchmarks.md."""

import os
import platform
import sys

from bench import editions, names, reading, starting, suggestions, web
from bench.table import Row, print_table

BENCHES = {  # whole processes first: a child's peak memory counts that of the parent it is forked from
    "starting": starting.rows,
    "web": web.rows,
    "edition": editions.example,
    "large": editions.large,
    "reading": reading.rows,
    "names": names.rows,
    "suggestions": suggestions.rows,
}


def main() -> int:
    asked = sys.argv[1:] or list(BENCHES)
    if unknown := [name for name in asked if name not in BENCHES]:
        print(f"Banc inconnu : {', '.join(unknown)}. Ceux qui existent : {', '.join(BENCHES)}.", file=sys.stderr)
        return 2
    print(f"Python {platform.python_version()}, {os.cpu_count()} cœurs, {platform.machine()}, {platform.system()}\n")
    rows: list[Row] = []
    for name in asked:
        print(f"… {name}", file=sys.stderr, flush=True)
        rows += BENCHES[name]()
    print_table(rows)
    return 0 if all(row.is_met for row in rows) else 1


sys.exit(main())
