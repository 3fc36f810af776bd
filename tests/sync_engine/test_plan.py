"""The plan as a table: what the clinic has now, what Xero holds, what is done next."""

import pytest

from sync_engine.plan import InvoiceRecord, InXero, Link, PartRecord, Step, plan
from sync_engine.reasons import Reason

NEVER = Link()
STANDS = Link(InXero.STANDS, "id", "as sent")
GONE = Link(InXero.GONE, "id", "as sent")


def invoice(content: str = "as sent", *, deleted: bool = False, held: bool = False) -> InvoiceRecord:
    return InvoiceRecord(content, deleted=deleted, held_by_payments=held)


def part(*, released: bool = False, at_rest: bool = True) -> PartRecord:
    return PartRecord(released=released, invoice_at_rest=at_rest)


@pytest.mark.parametrize(
    ("record", "link", "step"),
    [
        pytest.param(invoice(), NEVER, Step.CREATE, id="a new invoice is created"),
        pytest.param(invoice(), STANDS, Step.NOTHING, id="an unchanged invoice is left alone"),
        pytest.param(invoice("edited"), STANDS, Step.UPDATE, id="an edited invoice is updated"),
        pytest.param(invoice(deleted=True), NEVER, Step.NOTHING, id="deleted before it was sent: nothing"),
        pytest.param(invoice(deleted=True), STANDS, Step.VOID, id="a deleted invoice is voided"),
        pytest.param(
            invoice(deleted=True, held=True), STANDS, Step.WAIT, id="it waits for its payments to go"
        ),
        pytest.param(
            invoice("edited", held=True), STANDS, Step.WAIT, id="an edit waits for money taken back to go"
        ),
        pytest.param(
            invoice(held=True), STANDS, Step.NOTHING, id="what is not edited has nothing to wait for"
        ),
        pytest.param(invoice(deleted=True), GONE, Step.NOTHING, id="a voided one is done with"),
        pytest.param(invoice(), GONE, Step.PARK, id="voided by a person: a person is told"),
        pytest.param(invoice("edited"), GONE, Step.PARK, id="and editing does not bring it back"),
        pytest.param(part(), NEVER, Step.PAY, id="new money is paid"),
        pytest.param(part(at_rest=False), NEVER, Step.WAIT, id="it waits for its invoice"),
        pytest.param(part(), STANDS, Step.NOTHING, id="paid is paid"),
        pytest.param(part(at_rest=False), STANDS, Step.NOTHING, id="even while its invoice moves"),
        pytest.param(part(released=True), NEVER, Step.NOTHING, id="taken back before it was sent: nothing"),
        pytest.param(part(released=True), STANDS, Step.UNPAY, id="taken back: deleted in Xero"),
        pytest.param(part(released=True), GONE, Step.NOTHING, id="deleted is deleted"),
        pytest.param(part(), GONE, Step.PARK, id="deleted by a person: a person is told"),
    ],
)
def test_what_is_done_next(record: InvoiceRecord | PartRecord, link: Link, step: Step) -> None:
    assert plan(record, link).step is step


def test_a_person_is_told_why() -> None:
    assert plan(invoice(), GONE).reason == Reason.VOIDED_IN_XERO
    assert plan(part(), GONE).reason == Reason.DELETED_IN_XERO
