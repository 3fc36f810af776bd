"""Forms of the small clinic, filled in."""

from typing import Final

Fields = dict[str, str | list[str]]
_MEMBERS: Final = ("description", "billable_item", "quantity", "unit_price", "discount", "tax")


def item_fields(*rows: tuple[str, str, str, str, str, str]) -> Fields:
    """Rows of the invoice form."""
    columns = zip(*rows, strict=True)
    return {f"item_{member}": list(column) for member, column in zip(_MEMBERS, columns, strict=True)}


def invoice_of(number: int, name: str) -> Fields:
    """An invoice over 120.00 for a new patient."""
    return {
        "number": str(number),
        "new_patient": name,
        "date": "2026-03-02",
        **item_fields(("Consultation", "", "1", "120.00", "", "")),
    }


def payment(**fields: str | list[str]) -> Fields:
    """A payment of the first patient."""
    return {"patient": "P-1", "date": "2026-03-03", **fields}


INVOICE: Final = invoice_of(1001, "Ada Lovelace")
PREPAYMENT: Final = payment(type=["Cash"], amount=["100"])
CREDIT: Final = payment(invoice=["1001"], new_money=[""], credit=["70"])
