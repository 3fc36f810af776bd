"""The floor: as many calls through httpx, ASGITransport and a bare Starlette route that answers JSON.

The calls are those of the run: the headers and the body of one payment, an answer as long as Xero's. Nobody
checks a token, keeps a limit or books a cent.
"""

import asyncio
from typing import Final

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from harness.simulation.tripwire import stopwatch

GUID: Final = "7cb59f93-1964-421b-bd5a-0f33d4a8a1a1"
HEADERS: Final = {
    "authorization": f"Bearer {'x' * 1100}",
    "xero-tenant-id": GUID,
    "idempotency-key": GUID,
    "accept": "application/json",
    "content-type": "application/json",
}
BODY: Final = (
    f'{{"Payments":[{{"Invoice":{{"InvoiceID":"{GUID}"}},"Account":{{"Code":"611"}},"Date":"2026-03-02",'
    f'"Amount":120.00,"Reference":"P1041/EFTPOS/1041"}}]}}'
).encode()
LINE: Final = {
    "LineItemID": GUID,
    "Description": "Standard consultation",
    "UnitAmount": 120.0,
    "AccountCode": "200",
}
INVOICE: Final = {
    "Type": "ACCREC",
    "InvoiceID": GUID,
    "InvoiceNumber": "1041",
    "Contact": {"ContactID": GUID, "Name": "A. Patient", "Addresses": [], "Phones": [], "ContactGroups": []},
    "Date": "/Date(1772409600000+0000)/",
    "DueDate": "/Date(1772409600000+0000)/",
    "Status": "PAID",
    "LineItems": [LINE],
    "SubTotal": 120.0,
    "Total": 120.0,
    "AmountDue": 0.0,
    "AmountPaid": 120.0,
    "UpdatedDateUTC": "/Date(1772442000000+0000)/",
}
ANSWER: Final = {
    "Id": GUID,
    "Status": "OK",
    "ProviderName": "Demo App",
    "DateTimeUTC": "/Date(1772442000000)/",
    "Payments": [{"PaymentID": GUID, "Amount": 120.0, "Status": "AUTHORISED", "Invoice": INVOICE}],
}


async def _answer(request: Request) -> JSONResponse:
    await request.body()
    return JSONResponse(ANSWER)


BARE: Final = Starlette(routes=[Route("/api.xro/2.0/Payments", _answer, methods=["PUT"])])


def calls_a_second(calls: int) -> float:
    """Make that many calls, one after the other, and say how many were made a second."""

    async def make_them() -> float:
        transport = httpx.ASGITransport(BARE)
        async with httpx.AsyncClient(transport=transport, base_url="http://xero.test") as client:
            began = stopwatch()
            for _ in range(calls):
                await client.put("/api.xro/2.0/Payments", headers=HEADERS, content=BODY)
            return calls / (stopwatch() - began)

    return asyncio.run(make_them())
