"""`make bench`, fourth part: `harness reconcile` on up to a million records a side.

It takes the processor's time, the wall's, and the peak of memory of each size. Half of a side's records are
invoices, half their payments; in Xero one invoice in a hundred differs. The floor reads the same lines, sorts
them by number in the same kind of database and walks through them. Each measurement has a process of its own.
"""

import json
import resource
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import msgspec
from rich.console import Console
from rich.table import Table

from harness.comparison.compare import comparing
from harness.comparison.disk import scratch_disk
from harness.reporting.outputs import write_pieces
from harness.reporting.reconciled.as_csv import as_csv
from harness.reporting.reconciled.as_json import as_json
from harness.reporting.reconciled.page import comparison_page
from harness.simulation.tripwire import stopwatch
from harness.sources.json_lines import read_json_lines

RECORDS_A_SIDE: Final = (10_000, 100_000, 1_000_000)
NEW_YEAR: Final = date(2026, 1, 1)
ONE_IN: Final = 100  # invoices differ


@dataclass(frozen=True)
class Measured:
    seconds: float  # of the processor: what else the machine does is not counted
    wall_seconds: float
    mebibytes: float
    wrong: int = 0
    unexplained: tuple[str, ...] = ()


def main() -> None:
    """Measure every size beside its floor and print the table."""
    table = Table(
        "records a side",
        "CPU, s",
        "wall, s",
        "records/s",
        "peak, MiB",
        "floor, s",
        "fraction of the floor",
        "breaks",
    )
    with TemporaryDirectory(prefix="harness-bench-") as folder:
        for records in RECORDS_A_SIDE:
            clinic, xero = Path(folder) / "clinic.jsonl", Path(folder) / "xero.jsonl"
            _write(clinic, records, differing=False)
            _write(xero, records, differing=True)
            floor, whole = _apart(_floor, clinic, xero), _apart(_reconciled, clinic, xero)
            table.add_row(
                f"{records:,}",
                f"{whole.seconds:.1f}",
                f"{whole.wall_seconds:.1f}",
                f"{2 * records / whole.seconds:,.0f}",
                f"{whole.mebibytes:.0f}",
                f"{floor.seconds:.1f}",
                f"{floor.seconds / whole.seconds:.2f}",
                f"{whole.wrong:,}, unexplained {', '.join(whole.unexplained)}",
            )
    Console().print(table)


def _reconciled(clinic: Path, xero: Path) -> Measured:
    began = stopwatch()
    with comparing(read_json_lines(clinic), read_json_lines(xero)) as found:
        for name, pieces in (("csv", as_csv), ("json", as_json), ("html", comparison_page)):
            write_pieces(clinic.with_suffix(f".{name}"), pieces(found))
        unexplained = tuple(str(proof.unexplained) for proof in found.proofs)
        return Measured(_processor_seconds(), stopwatch() - began, _peak(), found.wrong, unexplained)


def _floor(clinic: Path, xero: Path) -> Measured:
    began = stopwatch()
    decode = msgspec.json.Decoder(dict[str, Any]).decode

    def rows() -> Iterator[tuple[str, bytes]]:
        for file in (clinic, xero):
            with file.open("rb") as lines:
                for line in lines:
                    said = decode(line)
                    yield said.get("number") or said["invoice"], line

    with scratch_disk() as disk:
        disk.execute("CREATE TABLE line (number TEXT, body BLOB)")
        disk.executemany("INSERT INTO line VALUES (?, ?)", rows())
        for _, line in disk.execute("SELECT number, body FROM line ORDER BY number"):
            decode(line)
    return Measured(_processor_seconds(), stopwatch() - began, _peak())


def _apart(work: Any, clinic: Path, xero: Path) -> Measured:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        measured: Measured = process.submit(work, clinic, xero).result()
        return measured


def _processor_seconds() -> float:
    """Of this process since it began, its start included."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _peak() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def _write(file: Path, records: int, *, differing: bool) -> None:
    """Write a ledger; in Xero's, payments are missing, doubled, altered, or elsewhere."""
    with file.open("w", encoding="ascii") as lines:
        for place in range(records // 2):
            spoilt = differing and place % ONE_IN == 0
            for record in _records(place, spoilt=spoilt):
                lines.write(f"{json.dumps(record)}\n")


def _records(place: int, *, spoilt: bool) -> Iterator[dict[str, str]]:
    cents, number = 8_000 + place % 7_919, str(1_000_000 + place)
    day = (NEW_YEAR + timedelta(days=place % 330)).isoformat()
    total = f"{cents / 100:.2f}"
    payment = {"record": "payment", "invoice": number, "id": f"payment {place}", "date": day, "amount": total}
    payment["account"] = str(611 + place % 3)
    invoice = {"record": "invoice", "number": number, "id": f"invoice {place}", "date": day, "total": total}
    paid = {**invoice, "due": "0.00", "customer": f"customer {place % 40_000}"}
    if not spoilt:
        yield from (paid, payment)
        return
    match place // ONE_IN % 5:
        case 0:
            yield {**paid, "due": total}
        case 1:
            yield from ({**paid, "due": f"-{total}"}, payment, {**payment, "id": f"copy {place}"})
        case 2:
            yield from ({**paid, "due": "1.00"}, {**payment, "amount": f"{cents / 100 - 1:.2f}"})
        case 3:
            yield from (paid, {**payment, "account": "699"})
        case _:
            elsewhere = str(1_000_000 + place - 1)
            yield from ({**paid, "due": total}, {**payment, "invoice": elsewhere})


if __name__ == "__main__":
    main()
