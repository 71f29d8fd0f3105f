"""Readers and phones, on loopback: each holds a connection and asks again as soon as it is answered."""

import asyncio
import gzip
import json
import re
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import Any


@dataclass(frozen=True, slots=True)
class Answer:
    """``waited``: milliseconds for the reader; ``spent``: those the server says it took, 0 if it says nothing."""

    status: int
    waited: float
    spent: float
    headers: str
    body: bytes

    @property
    def text(self) -> str:
        is_zipped = "content-encoding: gzip" in self.headers.lower()
        return (gzip.decompress(self.body) if is_zipped else self.body).decode()


class Connection:
    """One browser: its cookies, and a connection kept open."""

    def __init__(self, port: int, cookie: str) -> None:
        self.port, self.cookie = port, cookie
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, path: str, said: Any = None, token: str = "") -> Answer:
        """GET a page, or POST ``said`` as JSON."""
        reader, writer = self.streams = self.streams or await asyncio.open_connection("127.0.0.1", self.port)
        content = b"" if said is None else json.dumps(said).encode()
        head = [f"{'GET' if said is None else 'POST'} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}"]
        head += [f"Cookie: {self.cookie}", f"Content-Length: {len(content)}", "Content-Type: application/json"]
        head += [f"X-CSRFToken: {token}", "Accept-Encoding: gzip", "", ""]
        started = time.perf_counter()
        writer.write("\r\n".join(head).encode() + content)
        headers = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        length = re.search(r"(?im)^content-length: *(\d+)", headers)
        body = await reader.readexactly(int(length[1])) if length else b""
        waited = (time.perf_counter() - started) * 1000
        spent = re.search(r"(?im)^server-timing: .*?dur=([\d.]+)", headers)
        return Answer(int(headers.split()[1]), waited, float(spent[1]) if spent else 0, headers, body)

    def close(self) -> None:
        if self.streams:
            self.streams[1].close()


@dataclass(frozen=True, slots=True)
class Load:
    """What a number of readers got in a time."""

    answers: Sequence[Answer]
    seconds: float

    @property
    def a_second(self) -> float:
        return len(self.answers) / self.seconds

    @property
    def failed(self) -> int:
        return sum(answer.status != 200 for answer in self.answers)

    @property
    def slowest(self) -> float:
        return max(answer.waited for answer in self.answers)

    @property
    def spent(self) -> float:
        return _p95([answer.spent for answer in self.answers])

    @property
    def waited(self) -> float:
        return _p95([answer.waited for answer in self.answers])


def read(port: int, cookie: str, path: str, readers: int, seconds: float) -> Load:
    """``readers`` at once ask for a page again and again for that long."""
    answers: list[Answer] = []

    async def one(connection: Connection, end: float) -> None:
        while time.perf_counter() < end:
            answers.append(await connection.ask(path))

    started = time.perf_counter()
    end = started + seconds
    _together([Connection(port, cookie) for _ in range(readers)], lambda connection: one(connection, end))
    return Load(answers, time.perf_counter() - started)


def send(port: int, cookie: str, path: str, bodies: Sequence[Any], token: str) -> Load:
    """Every body at once, each by its own phone."""
    answers: list[Answer] = []
    left = iter(bodies)

    async def one(connection: Connection) -> None:
        answers.append(await connection.ask(path, next(left), token))

    started = time.perf_counter()
    _together([Connection(port, cookie) for _ in bodies], one)
    return Load(answers, time.perf_counter() - started)


def _together(connections: Sequence[Connection], each: Callable[[Connection], Awaitable[None]]) -> None:
    async def everyone() -> None:
        await asyncio.gather(*(each(connection) for connection in connections))
        for connection in connections:
            connection.close()

    asyncio.run(everyone())


def once(port: int, cookie: str, path: str) -> Answer:
    async def ask() -> Answer:
        connection = Connection(port, cookie)
        answer = await connection.ask(path)
        connection.close()
        return answer

    return asyncio.run(ask())


def _p95(values: list[float]) -> float:
    return quantiles(values, n=20)[-1] if len(values) > 1 else (values or [0.0])[0]
