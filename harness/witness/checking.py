"""Checks a certificate by the file alone: each record has one document, and the app made no others."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from harness.reconciliation.breaks import Record
from harness.witness.certificate import FORMAT


class UnreadableCertificateError(Exception):
    """The file is no certificate; the message says which file and why."""


class _Exchange(msgspec.Struct):
    number: int


class _Document(msgspec.Struct):
    xero_id: str
    made_by: _Exchange | None


class _Record(msgspec.Struct):
    kind: str
    invoice: str
    documents: Sequence[_Document]


class _Other(msgspec.Struct):
    kind: str
    invoice: str
    document: _Document


class _Violation(msgspec.Struct):
    expectation: str


class Written(msgspec.Struct):
    """A certificate as it was written; what it says beside this is for the reader."""

    format: str
    scenario: str
    records: Sequence[_Record]
    others: Sequence[_Other]
    violations: Sequence[_Violation]


def read_certificate(file: Path) -> Written:
    """Read a file. Raises UnreadableCertificateError."""
    try:
        written = msgspec.json.decode(file.read_bytes(), type=Written)
    except OSError as wrong:
        raise UnreadableCertificateError(f"{file} cannot be read: {wrong.strerror}") from wrong
    except msgspec.DecodeError as wrong:
        raise UnreadableCertificateError(
            f"{file} is no certificate ({wrong}); write one with `harness run ... --witness FILE`"
        ) from wrong
    if written.format != FORMAT:
        raise UnreadableCertificateError(f"{file} is of format {written.format!r}; this reads {FORMAT!r}")
    return written


def objections(written: Written) -> Iterator[str]:
    """Yield a sentence for each thing that is not once and only once there."""
    uses = Counter(each.xero_id for record in written.records for each in record.documents)
    for record in written.records:
        about = str(Record(record.kind, record.invoice))
        if len(record.documents) != 1:
            yield f"{about} has {len(record.documents)} documents in Xero, not one"
        for each in record.documents:
            if uses[each.xero_id] > 1:
                yield f"{about} shares its document {each.xero_id} with another record"
    for other in written.others:
        if maker := other.document.made_by:
            about = str(Record(other.kind, other.invoice))
            yield f"request {maker.number} made a document that is no record's: {about}"
    yield from (f"it did not hold: {violation.expectation}" for violation in written.violations)
