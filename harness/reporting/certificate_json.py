"""The certificate of a run as JSON (docs/witness.md). Stable: the same run gives the same bytes."""

from typing import Any

from harness.reporting.as_json import cents, pretty
from harness.result import RunResult
from harness.simulation.history import Call, instant_text
from harness.witness.certificate import FORMAT, certify
from harness.witness.proofs import Proof, Violation
from harness.witness.records import Attested, Document, Other


def certificate_json(result: RunResult) -> bytes:
    """Return the certificate of a finished run."""
    certificate = certify(result.evidence, result.verdicts)
    return pretty(
        {
            "format": FORMAT,
            "scenario": result.scenario,
            "seed": result.seed,
            "digest": result.digest,
            "records": [_record(each) for each in certificate.records],
            "others": [_other(each) for each in certificate.others],
            "violations": [_violation(each) for each in certificate.violations],
            "reproduce": result.reproduce,
        }
    )


def _record(record: Attested) -> dict[str, Any]:
    return {**_about(record), "documents": [_document(each) for each in record.documents]}


def _other(other: Other) -> dict[str, Any]:
    return {**_about(other), "document": _document(other.document)}


def _about(record: Attested | Other) -> dict[str, Any]:
    return {
        "kind": record.kind,
        "invoice": record.invoice,
        "amount": cents(record.amount),
        "date": record.date.isoformat(),
    }


def _document(document: Document) -> dict[str, Any]:
    made_by = document.made_by
    return {"xero_id": document.xero_id, "made_by": None if made_by is None else _exchange(made_by)}


def _violation(violation: Violation) -> dict[str, Any]:
    return {
        "expectation": violation.expectation,
        "evidence": list(violation.evidence),
        "proofs": [_proof(each) for each in violation.proofs],
    }


def _proof(proof: Proof) -> dict[str, Any]:
    return {
        "wrong": proof.wrong,
        "shows": proof.shows,
        "exchanges": [_exchange(each) for each in proof.exchanges],
    }


def _exchange(call: Call) -> dict[str, Any]:
    """One request and its answer: `status` is Xero's, also where the answer was lost on its way."""
    return {
        "number": call.number,
        "instant": instant_text(call.departed_at),
        "method": call.method,
        "path": call.path,
        "idempotency_key": call.key,
        "status": call.status,
        "refused_at": None if call.gate is None else call.gate.value,
        "trouble": call.trouble,
    }
