"""From a claim to the request that carries it, to the byte, with the settings as they are now (R3). Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sync_engine.clinic.drafts import BilledItem
from sync_engine.connection.settings import IntegrationSettings
from sync_engine.dispatch.mapped import accounts_of, known_accounts, written_accounts
from sync_engine.dispatch.naming import invoice_reference, payment_reference
from sync_engine.outbox.attempts import Promised, Request
from sync_engine.outbox.cases import Contact, InvoiceCase, PaymentCase
from sync_engine.outbox.claims import Claim
from sync_engine.plan import Step
from sync_engine.xero import wire

NAME_LENGTH: Final = 255  # facts §7.1

Items = Mapping[int, Sequence[BilledItem]]


@dataclass(frozen=True, slots=True)
class Letter:
    """A request, and which delivery is which in it."""

    request: Request
    promised: Sequence[Promised]


def spelled(claim: Claim, items: Items, settings: IntegrationSettings) -> Letter:
    """Spell a claim."""
    invoices = [case for case in claim.cases if isinstance(case, InvoiceCase)]
    payments = [case for case in claim.cases if isinstance(case, PaymentCase)]
    match claim.step:
        case Step.CREATE:
            return _create(invoices, items, settings)
        case Step.UPDATE:
            return _update(invoices[0], items, settings)
        case Step.VOID:
            xero_id = invoices[0].link.xero_id or ""
            return _to_one_invoice(invoices[0], wire.voided_invoice(xero_id), invoices[0].accounts)
        case Step.PAY:
            return _pay(payments, settings)
        case Step.UNPAY:
            return _unpay(payments[0])
        case step:
            raise NothingToSpellError(step.value)


class NothingToSpellError(Exception):
    """A claim for a step that sends nothing."""


def _create(cases: Sequence[InvoiceCase], items: Items, settings: IntegrationSettings) -> Letter:
    elements, promised = [], []
    for case in cases:
        lines = items[case.invoice_number]
        accounts = accounts_of(lines, settings)
        number = f"{settings.invoice_prefix}{case.invoice_number}"
        spelled_lines = _lines(lines, accounts, settings)
        elements.append(
            {
                **wire.new_invoice(number, _contact(case.contact), case.issue_date, spelled_lines),
                "Reference": invoice_reference(case.invoice_number),
                **({"CurrencyCode": case.currency} if case.currency else {}),
            }
        )
        promised.append(Promised(case, number, case.record.fingerprint, written_accounts(accounts)))
    body = wire.encoded({"Invoices": elements})
    return Letter(Request("PUT", "/Invoices?summarizeErrors=false&unitdp=4", body), promised)


def _update(case: InvoiceCase, items: Items, settings: IntegrationSettings) -> Letter:
    """Spell an edit; what was mapped when the invoice was created stays mapped as it was (R3)."""
    lines = items[case.invoice_number]
    accounts = {**accounts_of(lines, settings), **known_accounts(case.accounts)}
    changed = wire.changed_invoice(case.link.xero_id or "", _lines(lines, accounts, settings))
    return _to_one_invoice(case, changed, written_accounts(accounts))


def _to_one_invoice(case: InvoiceCase, body: dict[str, Any], accounts: str | None) -> Letter:
    path = f"/Invoices/{case.link.xero_id}?summarizeErrors=false&unitdp=4"
    promised = Promised(case, case.reference or "", case.record.fingerprint, accounts)
    return Letter(Request("POST", path, wire.encoded(body)), [promised])


def _pay(cases: Sequence[PaymentCase], settings: IntegrationSettings) -> Letter:
    promised = [Promised(case, payment_reference(case), None) for case in cases]
    elements = [
        wire.new_payment(
            case.invoice_xero_id or "",
            settings.account_for_payment(case.source),
            case.paid_on,
            case.amount,
            each.reference,
        )
        for case, each in zip(cases, promised, strict=True)
    ]
    body = wire.encoded({"Payments": elements})
    return Letter(Request("PUT", "/Payments?summarizeErrors=false", body), promised)


def _unpay(case: PaymentCase) -> Letter:
    request = Request("POST", f"/Payments/{case.link.xero_id}", wire.encoded(wire.DELETED_PAYMENT))
    return Letter(request, [Promised(case, case.reference or "", None)])


def _lines(
    lines: Sequence[BilledItem], accounts: Mapping[str, str], settings: IntegrationSettings
) -> list[dict[str, Any]]:
    codes = [accounts[line.item.billable_item or ""] for line in lines]
    return wire.invoice_lines(lines, codes, settings.tax_exempt_rate)


def _contact(contact: Contact) -> dict[str, str]:
    """A known contact by its id alone, so that nothing of it is changed (facts §5.6)."""
    if contact.contact_id:
        return {"ContactID": contact.contact_id}
    suffix = f" ({contact.key})" if contact.by_full_name else ""
    plain = " ".join(contact.name.replace("<", " ").replace(">", " ").split())
    name = f"{plain[: NAME_LENGTH - len(suffix)]}{suffix}".strip()
    return {"ContactNumber": contact.key, "Name": name}
