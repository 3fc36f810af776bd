"""`make bench`, second part: what the served mock takes for a call, beside a bare route on the same server.

The client is a socket that writes prepared bytes and reads one answer, so that what is timed is the server.
"""

import json
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from statistics import median
from typing import IO, Final

from rich.console import Console
from rich.table import Table

from harness.simulation.tripwire import stopwatch
from tests.benchmarks.floor import BODY, GUID

ROUNDS: Final = 5
CALLS: Final = 400
PAGES: Final = 10
TENANT: Final = "b2c885a9-4bb9-4a00-9b6e-6c2bf60b1a2b"
STORED: Final = (1_000, 10_000, 100_000)


class Wire:
    """One kept-alive connection."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._headers = ""

    def authorise(self) -> None:
        """Take a token as a custom connection would; every later call carries it."""
        form = b"grant_type=client_credentials&client_id=demo-client&client_secret=demo-secret"
        kind = "Content-Type: application/x-www-form-urlencoded"
        answer = self.call(request("POST", "/connect/token", form, kind))
        token = json.loads(answer)["access_token"]
        self._headers = f"Authorization: Bearer {token}\r\nxero-tenant-id: {TENANT}\r\n"

    def prepared(self, method: str, path: str, body: bytes = b"", key: str = "") -> bytes:
        extra = f"{self._headers}Accept: application/json\r\nContent-Type: application/json"
        return request(method, path, body, f"{extra}\r\nIdempotency-Key: {key}" if key else extra)

    def call(self, raw: bytes) -> bytes:
        """Send one request and return the body of its answer."""
        self._socket.sendall(raw)
        received = bytearray()
        while (end := received.find(b"\r\n\r\n")) < 0:
            received += self._socket.recv(1 << 18)
        head = received[:end].decode("latin-1").lower()
        length = int(head.split("content-length: ")[1].split("\r\n")[0])
        while len(received) < end + 4 + length:
            received += self._socket.recv(1 << 18)
        if " 200 " not in head.split("\r\n")[0]:
            raise RuntimeError(received[: end + 400].decode())
        return bytes(received[end + 4 :])


def request(method: str, path: str, body: bytes, extra: str) -> bytes:
    head = f"{method} {path} HTTP/1.1\r\nHost: xero\r\n{extra}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def invoice(number: int) -> dict[str, object]:
    line = {"Description": "Consultation", "Quantity": 1, "UnitAmount": 120, "AccountCode": "200"}
    return {
        "Type": "ACCREC",
        "Status": "AUTHORISED",
        "InvoiceNumber": f"B{number}",
        "Contact": {"Name": f"Patient {number % 500}"},
        "Date": "2026-03-02",
        "DueDate": "2026-03-16",
        "LineItems": [line],
    }


def store(wire: Wire, first: int, last: int) -> str:
    """Store the invoices with these numbers, in batches; returns the id of the last."""
    answer = b"{}"
    for start in range(first, last, 500):
        batch = {"Invoices": [invoice(number) for number in range(start, min(start + 500, last))]}
        answer = wire.call(wire.prepared("PUT", "/api.xro/2.0/Invoices", json.dumps(batch).encode()))
    return str(json.loads(answer)["Invoices"][-1]["InvoiceID"])


def milliseconds(wire: Wire, requests: list[bytes]) -> float:
    began = stopwatch()
    for raw in requests:
        wire.call(raw)
    return (stopwatch() - began) * 1000 / len(requests)


def ratio(wire: Wire, what: Callable[[int], bytes], bare: bytes, calls: int) -> tuple[float, float]:
    """Measure in turn with the bare route; returns the median milliseconds and the median ratio."""
    taken, ratios = [], []
    for round_ in range(ROUNDS):
        floor = milliseconds(wire, [bare] * CALLS)
        taken.append(milliseconds(wire, [what(round_ * calls + each) for each in range(calls)]))
        ratios.append(floor / taken[-1])
    return median(taken), median(ratios)


def pages_ratio(wire: Wire, pages: list[bytes], bare: bytes) -> tuple[float, float]:
    """Measure pages that nobody has read since the last deed: before each round somebody does one."""
    taken, ratios = [], []
    for round_ in range(ROUNDS):
        contact = json.dumps({"Name": f"Somebody {len(pages)} {round_} {stopwatch()}"}).encode()
        wire.call(wire.prepared("PUT", "/api.xro/2.0/Contacts", contact))
        floor = milliseconds(wire, [bare] * CALLS)
        taken.append(milliseconds(wire, pages))
        ratios.append(floor / taken[-1])
    return median(taken), median(ratios)


@contextmanager
def served() -> Iterator[tuple[int, float, IO[str], IO[str]]]:
    """Start the server; yields its port, the seconds to its first answer, and its two ends."""
    began = stopwatch()
    command = [sys.executable, "-m", "tests.benchmarks.bare_beside_mock"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("the server has no pipes")
        port = int(process.stdout.readline())
        Wire(port).call(request("GET", "/bare", b"", "Accept: */*"))
        yield port, stopwatch() - began, process.stdin, process.stdout
        process.kill()


def memory(asking: IO[str], telling: IO[str]) -> int:
    asking.write("\n")
    asking.flush()
    return int(telling.readline())


def main() -> None:
    """Measure and print."""
    table = Table("what", "ms", "of the bare route", title="The served mock, profile unlimited")
    notes = []
    with served() as (port, start_seconds, asking, telling):
        wire = Wire(port)
        wire.authorise()
        bare_get = wire.prepared("GET", "/bare")
        bare_put = wire.prepared("PUT", "/bare", BODY, key=GUID)
        notes.append(f"first answer {start_seconds:.2f} s after the start")
        stored = 0
        for size in STORED:
            last = store(wire, stored, size)
            stored = size
            if size == STORED[0]:
                notes.append(f"peak memory with {size:,} invoices: {memory(asking, telling)} MiB")
                one = wire.prepared("GET", f"/api.xro/2.0/Invoices/{last}")
                row(table, "GET of one invoice", ratio(wire, partial(_same, one), bare_get, CALLS))
                put = ratio(wire, partial(_new, wire), bare_put, CALLS)
                row(table, "PUT of one invoice, with a key", put)
            pages = [_page(wire, size, each) for each in range(PAGES)]
            row(table, f"page of 100 of {size:,}", pages_ratio(wire, pages, bare_get))
            row(table, "  the same page again", ratio(wire, partial(_same, pages[0]), bare_get, PAGES))
        notes.append(f"peak memory with {stored:,} invoices: {memory(asking, telling)} MiB")
    console = Console()
    console.print(table)
    for note in notes:
        console.print(note)


def row(table: Table, what: str, measured: tuple[float, float]) -> None:
    table.add_row(what, f"{measured[0]:.2f}", f"{measured[1]:.2f}")


def _same(raw: bytes, each: int) -> bytes:
    del each
    return raw


def _new(wire: Wire, each: int) -> bytes:
    body = json.dumps({"Invoices": [invoice(10_000_000 + each)]}).encode()
    return wire.prepared("PUT", "/api.xro/2.0/Invoices", body, key=f"key-{each}")


def _page(wire: Wire, size: int, each: int) -> bytes:
    return wire.prepared("GET", f"/api.xro/2.0/Invoices?page={each % (size // 100) + 1}&pageSize=100")


if __name__ == "__main__":
    main()
