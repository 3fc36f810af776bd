"""A comparison as one JSON object: the outcome, the proof, the lots, then every break. Amounts are text."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from harness.comparison.result import Comparison
from harness.comparison.totals import Proof, Totals
from harness.reconciliation.breaks import BreakKind
from harness.reconciliation.lots import Lot
from harness.reporting.reconciled.rows import row_of


def as_json(found: Comparison) -> Iterator[bytes]:
    """Yield the file in pieces, so that a million breaks need no memory."""
    head = json.dumps(_head(found), indent=2, ensure_ascii=False).removesuffix("\n}")
    yield f"{head},\n".encode()
    yield from _listed("lots", (_lot(lot) for lot in found.lots))
    yield b",\n"
    yield from _listed("breaks", (row_of(told) for told in found.told))
    yield b"\n}\n"


def _head(found: Comparison) -> dict[str, Any]:
    return {
        "outcome": "wrong" if found.wrong else "right",
        "wrong": found.wrong,
        "expected": found.told.count(BreakKind.OPEN_FOR_ACCOUNT_CREDIT),
        "breaks_by_kind": {kind.name: found.told.count(kind) for kind in BreakKind},
        "matches": {
            "one_to_one": found.matches,
            "one_to_many": found.lots.one_to_many,
            "many_to_one": found.lots.many_to_one,
        },
        "repeated_documents": found.repeated,
        "clinic": _totals(found.clinic),
        "xero": _totals(found.xero),
        "proof": [_proof(proof) for proof in found.proofs],
    }


def _totals(totals: Totals) -> dict[str, Any]:
    return {
        "invoices": totals.invoices,
        "payments": totals.payments,
        "invoiced": f"{totals.invoiced:.2f}",
        "paid": f"{totals.paid:.2f}",
    }


def _proof(proof: Proof) -> dict[str, Any]:
    return {
        "record": proof.record,
        "clinic": f"{proof.clinic:.2f}",
        "xero": f"{proof.xero:.2f}",
        "difference": f"{proof.difference:.2f}",
        "explained_by_breaks": {kind.name: f"{amount:.2f}" for kind, amount in proof.explained.items()},
        "account_credit_recorded_by_hand": f"{proof.credit_recorded:.2f}",
        "unexplained": f"{proof.unexplained:.2f}",
    }


def _lot(lot: Lot) -> dict[str, Any]:
    return {
        "number": lot.clinic[0].invoice,
        "amount": f"{lot.amount:.2f}",
        "clinic_ids": [payment.document for payment in lot.clinic],
        "xero_ids": [payment.document for payment in lot.xero],
    }


def _listed(name: str, elements: Iterable[Any]) -> Iterator[bytes]:
    before = f'  "{name}": ['.encode()
    for element in elements:
        yield before + b"\n    " + json.dumps(element, ensure_ascii=False).encode()
        before = b","
    yield (b"\n  " if before == b"," else before) + b"]"
