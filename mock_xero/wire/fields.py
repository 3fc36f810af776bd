"""Which members of a resource `where` and `order` may name, and how each is read from the books' document."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from mock_xero.books.accounts import Account
from mock_xero.books.contacts import Contact
from mock_xero.books.invoices import Invoice
from mock_xero.books.payments import Payment
from mock_xero.books.tax_rates import TaxRate
from mock_xero.wire.dates import midnight
from mock_xero.wire.payments import payment_type
from mock_xero.wire.problems import QueryUnparsable


class FieldType(Enum):
    """The names under which Xero complains about operands that don't go together."""

    TEXT = "String"
    GUID = "Guid"
    NUMBER = "Decimal"
    DATE = "DateTime"
    BOOLEAN = "Boolean"
    NULL = "Object"


Value = str | Decimal | datetime | bool | None


@dataclass(frozen=True, slots=True)
class Field:
    type: FieldType
    read: Callable[[Any], Value]


@dataclass(frozen=True, eq=False)
class Fields:
    """The members of one resource by lower-case dotted path. Equal only to itself, so it can be a key."""

    resource: str
    by_path: Mapping[str, Field]

    def named(self, path: str) -> Field:
        """Return the field.

        Raises:
            QueryUnparsable: the resource has no such member.

        """
        field = self.by_path.get(path.lower())
        if field is None:
            raise QueryUnparsable(f"No property or field '{path}' exists in type '{self.resource}'")
        return field


def _text(read: Callable[[Any], str | None]) -> Field:
    return Field(FieldType.TEXT, read)


def _guid(read: Callable[[Any], str | None]) -> Field:
    return Field(FieldType.GUID, read)


def _number(read: Callable[[Any], Decimal]) -> Field:
    return Field(FieldType.NUMBER, read)


def _boolean(read: Callable[[Any], bool]) -> Field:
    return Field(FieldType.BOOLEAN, read)


def _instant(read: Callable[[Any], datetime]) -> Field:
    return Field(FieldType.DATE, read)


def _day(read: Callable[[Any], date | None]) -> Field:
    def read_midnight(document: Any) -> datetime | None:
        day = read(document)
        return None if day is None else midnight(day)

    return Field(FieldType.DATE, read_midnight)


def _contact_fields(contact: Callable[[Any], Contact]) -> dict[str, Field]:
    return {
        "contactid": _guid(lambda each: contact(each).contact_id),
        "name": _text(lambda each: contact(each).name),
        "contactnumber": _text(lambda each: contact(each).contact_number),
        "accountnumber": _text(lambda each: contact(each).account_number),
        "contactstatus": _text(lambda each: contact(each).status.value),
        "emailaddress": _text(lambda each: contact(each).email or None),
        "firstname": _text(lambda each: contact(each).first_name or None),
        "lastname": _text(lambda each: contact(each).last_name or None),
        "iscustomer": _boolean(lambda each: contact(each).is_customer),
        "issupplier": _boolean(lambda each: contact(each).is_supplier),
        "updateddateutc": _instant(lambda each: contact(each).updated_at),
    }


def _invoice_fields(invoice: Callable[[Any], Invoice]) -> dict[str, Field]:
    own = {
        "invoiceid": _guid(lambda each: invoice(each).invoice_id),
        "invoicenumber": _text(lambda each: invoice(each).number),
        "type": _text(lambda each: invoice(each).type.value),
        "status": _text(lambda each: invoice(each).status.value),
        "reference": _text(lambda each: invoice(each).reference),
        "currencycode": _text(lambda each: invoice(each).currency),
        "lineamounttypes": _text(lambda each: invoice(each).line_amount_types.value),
        "date": _day(lambda each: invoice(each).date),
        "duedate": _day(lambda each: invoice(each).due_date),
        "fullypaidondate": _day(lambda each: invoice(each).fully_paid_on),
        "subtotal": _number(lambda each: invoice(each).subtotal),
        "totaltax": _number(lambda each: invoice(each).total_tax),
        "total": _number(lambda each: invoice(each).total),
        "amountdue": _number(lambda each: invoice(each).amount_due),
        "amountpaid": _number(lambda each: invoice(each).amount_paid),
        "amountcredited": _number(lambda each: invoice(each).amount_credited),
        "senttocontact": _boolean(lambda each: invoice(each).sent_to_contact),
        "updateddateutc": _instant(lambda each: invoice(each).updated_at),
    }
    return own | _under("contact", _contact_fields(lambda each: invoice(each).contact))


def _account_fields(account: Callable[[Any], Account]) -> dict[str, Field]:
    return {
        "accountid": _guid(lambda each: account(each).account_id),
        "code": _text(lambda each: account(each).code),
        "name": _text(lambda each: account(each).name),
        "type": _text(lambda each: account(each).type.word),
        "class": _text(lambda each: account(each).type.account_class.value),
        "status": _text(lambda each: account(each).status.value),
        "taxtype": _text(lambda each: account(each).tax_type),
        "systemaccount": _text(lambda each: _system_word(account(each))),
        "enablepaymentstoaccount": _boolean(lambda each: account(each).enable_payments),
        "updateddateutc": _instant(lambda each: account(each).updated_at),
    }


def _payment_fields() -> dict[str, Field]:
    own = {
        "paymentid": _guid(lambda each: each.payment_id),
        "paymenttype": _text(payment_type),
        "status": _text(lambda each: each.status.value),
        "reference": _text(lambda each: each.reference),
        "date": _day(lambda each: each.date),
        "amount": _number(lambda each: each.amount),
        "bankamount": _number(lambda each: each.amount),
        "isreconciled": _boolean(lambda each: each.is_reconciled),
        "updateddateutc": _instant(lambda each: each.updated_at),
    }
    return (
        own
        | _under("invoice", _invoice_fields(_invoice_of))
        | _under("account", _account_fields(_account_of))
    )


def _invoice_of(payment: Payment) -> Invoice:
    return payment.invoice


def _account_of(payment: Payment) -> Account:
    return payment.account


def _system_word(account: Account) -> str | None:
    return None if account.system is None else account.system.value


def _itself(document: Any) -> Any:
    return document


def _under(path: str, fields: Mapping[str, Field]) -> dict[str, Field]:
    return {f"{path}.{name}": field for name, field in fields.items()}


def _tax_rate_fields() -> dict[str, Field]:
    def percent(rate: TaxRate) -> Decimal:
        return rate.percent

    return {
        "name": _text(lambda each: each.name),
        "taxtype": _text(lambda each: each.tax_type),
        "reporttaxtype": _text(lambda each: each.tax_type),
        "status": _text(lambda _: "ACTIVE"),
        "effectiverate": _number(percent),
        "displaytaxrate": _number(percent),
    }


INVOICE: Final = Fields("Invoice", _invoice_fields(_itself))
PAYMENT: Final = Fields("Payment", _payment_fields())
CONTACT: Final = Fields("Contact", _contact_fields(_itself))
ACCOUNT: Final = Fields("Account", _account_fields(_itself))
TAX_RATE: Final = Fields("TaxRate", _tax_rate_fields())
