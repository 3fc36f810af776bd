"""A small Xero for the engine's own tests: a transport with books, whose answers a test can spoil one by one.

It keeps what the engine must survive: unique numbers, keys that live six minutes, payments without any
uniqueness, token rotation. It is not the mock; it shares nothing with it.
"""

import asyncio
import json
import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from enum import Enum, auto
from typing import Any, Final
from urllib.parse import parse_qs

import httpx

ZERO_ID: Final = "00000000-0000-0000-0000-000000000000"
CENT: Final = Decimal("0.01")
TENANT: Final = "tenant-1"
ACCOUNTS: Final = [
    {"Code": "200", "Name": "Sales", "Type": "REVENUE", "Class": "REVENUE", "Status": "ACTIVE"},
    {"Code": "210", "Name": "Products", "Type": "SALES", "Class": "REVENUE", "Status": "ACTIVE"},
    {"Code": "299", "Name": "Old sales", "Type": "SALES", "Class": "REVENUE", "Status": "ARCHIVED"},
    {"Code": "610", "Name": "Clearing", "Type": "CURRENT", "Class": "ASSET", "EnablePaymentsToAccount": True},
    {"Code": "611", "Name": "EFTPOS", "Type": "BANK", "Class": "ASSET", "Status": "ACTIVE"},
    {"Code": "630", "Name": "Inventory", "Type": "CURRENT", "Class": "ASSET", "Status": "ACTIVE"},
    {"Name": "No code", "Type": "BANK", "Class": "ASSET", "Status": "ACTIVE"},
]
TAX_RATES: Final = [
    {
        "Name": "GST",
        "TaxType": "OUTPUT",
        "EffectiveRate": 10.0,
        "CanApplyToRevenue": True,
        "Status": "ACTIVE",
    },
    {"Name": "Exempt", "TaxType": "EXEMPTOUTPUT", "EffectiveRate": 0, "CanApplyToRevenue": True},
]


class Trouble(Enum):
    """What becomes of one request."""

    REQUEST_LOST = auto()  # nothing is done, nobody answers
    ANSWER_LOST = auto()  # it is done, nobody answers
    SERVER_ERROR = auto()  # nothing is done, 500
    GATEWAY_ERROR = auto()  # it is done, 504
    BROKEN_BODY = auto()  # it is done, half of the answer comes
    MINUTE_LIMIT = auto()  # 429, 26 seconds
    PAYMENT_LIMIT = auto()  # 429 for payments only, 40 seconds
    TOKEN_EXPIRED = auto()  # 401 that a refresh cures
    SCOPE_MISSING = auto()  # 401 that no refresh cures
    REFUSED_WHOLE = auto()  # 400 that names no element
    KEY_IN_FLIGHT = auto()  # 400 about the key


@dataclass
class FakeXero(httpx.AsyncBaseTransport):
    """One organisation. `calls` is every request that arrived, as (method, path)."""

    now: Callable[[], datetime]
    invoices: dict[str, dict[str, Any]] = field(default_factory=dict)
    payments: dict[str, dict[str, Any]] = field(default_factory=dict)
    breaks_at: set[str] = field(default_factory=set)  # texts at which it answers 500
    contacts: dict[str, dict[str, str]] = field(default_factory=dict)
    calls: list[tuple[str, str]] = field(default_factory=list)
    called_at: list[tuple[str, datetime]] = field(default_factory=list)
    asked_since: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    troubles: dict[str, deque[Trouble]] = field(default_factory=dict)
    tenants: list[str] = field(default_factory=lambda: [TENANT])
    refresh_tokens: set[str] = field(default_factory=set)
    token_life_seconds: int = 1800
    payments_each_minute: int | None = None
    latency_seconds: float = 0.0
    page_size: int = 1000
    _answered: dict[str, tuple[datetime, httpx.Request, httpx.Response]] = field(default_factory=dict)
    _paid_at: list[datetime] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=lambda: iter(range(1, 1_000_000)))

    def trouble(self, route: str, *troubles: Trouble) -> None:
        """Spoil the next calls of a route such as `PUT /Payments`, in order."""
        self.troubles.setdefault(route, deque()).extend(troubles)

    def count(self, route: str) -> int:
        return sum(f"{method} {path}" == route for method, path in self.calls)

    def live_invoices(self) -> list[dict[str, Any]]:
        return [each for each in self.invoices.values() if each["Status"] in {"AUTHORISED", "PAID"}]

    def live_payments(self) -> list[dict[str, Any]]:
        return [each for each in self.payments.values() if each["Status"] == "AUTHORISED"]

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path.removeprefix("/api.xro/2.0")
        route = f"{request.method} /{path.split('/')[1]}"
        self.calls.append((request.method, path))
        self.called_at.append((route, self.now()))
        await asyncio.sleep(self.latency_seconds)
        waiting = self.troubles.get(route)
        trouble = waiting.popleft() if waiting else None
        if trouble is Trouble.REQUEST_LOST:
            await self._silence(request)
        if any(text in request.content.decode() for text in self.breaks_at):
            trouble = Trouble.SERVER_ERROR
        response = _SPOILT[trouble]() if trouble in _SPOILT else self._answer(request, path)
        if trouble is Trouble.ANSWER_LOST:
            await self._silence(request)
        if trouble is Trouble.GATEWAY_ERROR:
            return httpx.Response(504, html="<h1>504</h1>")
        if trouble is Trouble.BROKEN_BODY:
            return httpx.Response(200, content=response.content[: len(response.content) // 2])
        return response

    async def _silence(self, request: httpx.Request) -> None:
        await asyncio.sleep(request.extensions["timeout"]["read"])
        raise httpx.ReadTimeout("no answer", request=request)

    def _answer(self, request: httpx.Request, path: str) -> httpx.Response:
        if path == "/connect/token":
            return self._token(parse_qs(request.content.decode()))
        if path == "/connections":
            return httpx.Response(200, json=[{"tenantId": each, "tenantName": each} for each in self.tenants])
        if request.headers["xero-tenant-id"] not in self.tenants:
            return httpx.Response(403, json={"Title": "Forbidden", "Detail": "AuthenticationUnsuccessful"})
        return self._once(request, path) if request.method in {"PUT", "POST"} else self._read(request, path)

    def _token(self, form: dict[str, list[str]]) -> httpx.Response:
        if form["grant_type"] == ["refresh_token"] and form["refresh_token"][0] not in self.refresh_tokens:
            return httpx.Response(400, json={"error": "invalid_grant"})
        if form["grant_type"] == ["authorization_code"] and form["code"] != ["good"]:
            return httpx.Response(400, json={"error": "invalid_grant"})
        number = next(self._numbers)
        self.refresh_tokens.add(f"refresh-{number}")
        body = {
            "access_token": f"access-{number}",
            "refresh_token": f"refresh-{number}",
            "expires_in": self.token_life_seconds,
            "token_type": "Bearer",
        }
        return httpx.Response(200, json=body)

    def _once(self, request: httpx.Request, path: str) -> httpx.Response:
        """An idempotency key is one deed for six minutes; later it is a new one."""
        key = request.headers["idempotency-key"]
        self.keys.append(key)
        known = self._answered.get(key)
        if known and self.now() < known[0] + timedelta(minutes=6):
            assert known[1].content == request.content, "a key was used with another request"
            return known[2]
        response = self._write(request, path)
        if response.status_code != 429:
            self._answered[key] = (self.now(), request, response)
        return response

    def _write(self, request: httpx.Request, path: str) -> httpx.Response:
        body = json.loads(request.content, parse_float=Decimal)
        match request.method, path.split("/")[1:]:
            case "PUT", ["Invoices"]:
                return _json({"Invoices": [self._create(each) for each in body["Invoices"]]})
            case "POST", ["Invoices", xero_id]:
                return _json({"Invoices": [self._change(xero_id, body)]})
            case "PUT", ["Payments"]:
                return self._pay_within_limit(body["Payments"])
            case "POST", ["Payments", xero_id]:
                return self._delete_payment(xero_id)
            case _:
                pass
        return httpx.Response(404, html="<h1>not found</h1>")

    def _create(self, element: dict[str, Any]) -> dict[str, Any]:
        number = element["InvoiceNumber"]
        if any(each["InvoiceNumber"] == number for each in self.invoices.values()):
            return _refused(element, "InvoiceID", "Invoice # must be unique.")
        contact = self._contact(element["Contact"])
        if isinstance(contact, str):
            return _refused(element, "InvoiceID", contact)
        xero_id = f"invoice-{next(self._numbers)}"
        invoice = {**element, "InvoiceID": xero_id, "Contact": contact, "AmountPaid": Decimal(0)}
        invoice["SubTotal"], invoice["Total"] = _net(element), _total(element)
        self.invoices[xero_id] = invoice
        return {**invoice, "HasErrors": False, "StatusAttributeString": "OK"}

    def _contact(self, contact: dict[str, str]) -> dict[str, str] | str:
        for known in self.contacts.values():
            if contact.get("ContactID") == known["ContactID"]:
                return known
            if "ContactNumber" in contact and contact["ContactNumber"] == known.get("ContactNumber"):
                return known
        if any(known["Name"].casefold() == contact["Name"].casefold() for known in self.contacts.values()):
            return (
                f"The contact name {contact['Name']} is already assigned to another contact. "
                "The contact name must be unique across all active contacts."
            )
        created = {**contact, "ContactID": f"contact-{next(self._numbers)}"}
        self.contacts[created["ContactID"]] = created
        return created

    def _change(self, xero_id: str, body: dict[str, Any]) -> dict[str, Any]:
        invoice = self.invoices[xero_id]
        if invoice["Status"] not in {"AUTHORISED", "PAID"}:
            return _refused(invoice, "", "Invoice not of valid status for modification")
        if invoice["AmountPaid"]:
            return _refused(
                invoice, "", "This document cannot be edited as it has a payment allocated to it."
            )
        invoice.update(body)
        if "LineItems" in body:
            invoice["SubTotal"], invoice["Total"] = _net(body), _total(body)
        return invoice

    def _pay_within_limit(self, elements: list[dict[str, Any]]) -> httpx.Response:
        limit, now = self.payments_each_minute, self.now()
        self._paid_at = [each for each in self._paid_at if each > now - timedelta(minutes=1)]
        if limit is not None and len(self._paid_at) + len(elements) > limit:
            return _limit("paymentminute", 60)
        self._paid_at += [now] * len(elements)
        return _json({"Payments": [self._pay(each) for each in elements]})

    def _pay(self, element: dict[str, Any]) -> dict[str, Any]:
        invoice = self.invoices[element["Invoice"]["InvoiceID"]]
        due = invoice["Total"] - invoice["AmountPaid"]
        if invoice["Status"] != "AUTHORISED" or element["Amount"] > due:
            paid = "Payments can only be made against Authorised documents"
            more = "Payment amount exceeds the amount outstanding on this document"
            return _refused(element, "PaymentID", *([paid] * (invoice["Status"] != "AUTHORISED")), more)
        invoice["AmountPaid"] += element["Amount"]
        invoice["Status"] = "PAID" if invoice["AmountPaid"] == invoice["Total"] else "AUTHORISED"
        xero_id = f"payment-{next(self._numbers)}"
        self.payments[xero_id] = {**element, "PaymentID": xero_id, "Status": "AUTHORISED"}
        return {**self.payments[xero_id], "HasValidationErrors": False}

    def _delete_payment(self, xero_id: str) -> httpx.Response:
        payment = self.payments[xero_id]
        if payment["Status"] == "DELETED":
            words = [{"Message": "Payment not of valid status for modification"}]
            return httpx.Response(400, json={"Message": "invalid", "Elements": [{"ValidationErrors": words}]})
        payment["Status"] = "DELETED"
        invoice = self.invoices[payment["Invoice"]["InvoiceID"]]
        invoice["AmountPaid"] -= payment["Amount"]
        invoice["Status"] = "AUTHORISED"
        return _json({"Payments": [{**payment, "HasValidationErrors": False}]})

    def record_by_hand(self, number: str, amount: str) -> dict[str, Any]:
        """A bookkeeper records a payment in Xero."""
        [invoice] = [each for each in self.live_invoices() if each["InvoiceNumber"] == number]
        element = {"Invoice": {"InvoiceID": invoice["InvoiceID"]}, "Account": {"Code": "610"}}
        return self._pay({**element, "Amount": Decimal(amount)})

    def _with_payments(self, invoice: dict[str, Any]) -> dict[str, Any]:
        mine = [
            each for each in self.payments.values() if each["Invoice"]["InvoiceID"] == invoice["InvoiceID"]
        ]
        return {**invoice, "Payments": mine}

    def _read(self, request: httpx.Request, path: str) -> httpx.Response:
        query = request.url.params
        if path == "/Accounts":
            return _json({"Accounts": ACCOUNTS})
        if path == "/TaxRates":
            return _json({"TaxRates": TAX_RATES})
        if path == "/Payments":
            wanted = set(re.findall(r'Guid\("([^"]+)"\)', query["where"]))
            found = [each for each in self.payments.values() if each["Invoice"]["InvoiceID"] in wanted]
            return self._paged("Payments", found, int(query["page"]))
        if "if-modified-since" in request.headers:
            self.asked_since.append(request.headers["if-modified-since"])
            page, size = int(query["page"]), int(query["pageSize"])
            listed = list(self.invoices.values())[(page - 1) * size : page * size]
            return _json({"Invoices": [self._with_payments(each) for each in listed]})
        where, ids = query.get("where", ""), query.get("IDs", "").split(",")
        numbers = re.findall(r'InvoiceNumber=="([^"]*)"', where)
        references = re.findall(r'Reference=="([^"]*)"', where)
        invoices = [
            each
            for each in self.invoices.values()
            if each["InvoiceNumber"] in numbers
            or each.get("Reference") in references
            or each["InvoiceID"] in ids
        ]
        return self._paged("Invoices", invoices, int(query["page"]))

    def _paged(self, name: str, found: list[dict[str, Any]], page: int) -> httpx.Response:
        size = self.page_size
        pagination = {"page": page, "pageSize": size, "pageCount": -(-len(found) // size)}
        return _json({"pagination": pagination, name: found[(page - 1) * size : page * size]})


def _net(element: dict[str, Any]) -> Decimal:
    return sum(
        (
            (Decimal(line["Quantity"]) * line["UnitAmount"] - line.get("DiscountAmount", 0)).quantize(CENT)
            for line in element["LineItems"]
        ),
        Decimal(0),
    )


def _total(element: dict[str, Any]) -> Decimal:
    return _net(element) + sum(
        (line.get("TaxAmount", Decimal(0)) for line in element["LineItems"]), Decimal(0)
    )


def _refused(element: dict[str, Any], zeroed: str, *words: str) -> dict[str, Any]:
    errors = [{"Message": each} for each in words]
    flags = {"HasErrors": True, "HasValidationErrors": True, "StatusAttributeString": "ERROR"}
    return {**element, **({zeroed: ZERO_ID} if zeroed else {}), **flags, "ValidationErrors": errors}


def _json(body: dict[str, Any]) -> httpx.Response:
    text = json.dumps(body, default=float)
    return httpx.Response(200, text=text, headers={"content-type": "application/json"})


def _limit(limit: str, seconds: int) -> httpx.Response:
    return httpx.Response(429, headers={"x-rate-limit-problem": limit, "retry-after": str(seconds)})


def _problem(status: int, detail: str) -> httpx.Response:
    return httpx.Response(status, json={"Type": None, "Status": status, "Detail": detail})


_SPOILT: Final[dict[Trouble | None, Callable[[], httpx.Response]]] = {
    Trouble.SERVER_ERROR: lambda: httpx.Response(500, json={"Title": "An error occurred"}),
    Trouble.MINUTE_LIMIT: lambda: _limit("minute", 26),
    Trouble.PAYMENT_LIMIT: lambda: _limit("paymentminute", 40),
    Trouble.TOKEN_EXPIRED: lambda: _problem(401, "TokenExpired: token expired at 08/12/2022 07:00:40"),
    Trouble.SCOPE_MISSING: lambda: _problem(401, "AuthorizationUnsuccessful"),
    Trouble.REFUSED_WHOLE: lambda: httpx.Response(400, json={"Message": "A batch was refused"}),
    Trouble.KEY_IN_FLIGHT: lambda: httpx.Response(
        400, text="Idempotency Key: k is used with a different request."
    ),
}
