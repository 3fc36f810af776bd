"""Tells a short story in words, from its steps: the `about` of a scenario that was found and shrunk."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from harness.nemesis.weather import Weather
from harness.scenario import schema
from harness.scenario.moments import duration_text

_TROUBLES: Final = {
    "request lost": "is lost on its way",
    "request late": "arrives a minute late, when nobody waits for it any more",
    "answer lost": "is carried out, but its answer is lost",
    "connection reset": "is carried out, but its answer breaks off",
    "server error": "is answered with 500",
    "gateway error": "is carried out, but a gateway answers 504",
    "answer duplicated": "is sent twice by a proxy",
    "token expired": "finds its token expired",
    "crash before": "is about to leave when the engine dies",
    "crash after": "is carried out, but the engine dies before it hears of it",
}
_ORDINALS: Final = ("The next", "The second", "The third")


def about(scenario: schema.Scenario, failure: str, evidence: str) -> str:
    """Return the story in a few sentences, and what it breaks."""
    told = [_told(step) for step in scenario.timeline]
    weather = ["The weather is rough."] if scenario.weather != Weather() else []
    ended = f'Then "{failure}" does not hold' + (f": {evidence}" if evidence else ".")
    return " ".join(" ".join([*weather, *told, ended]).split())


def _told(step: schema.Step) -> str:
    teller = _TELLERS.get(type(step))
    return teller(step) if teller else f"{step.do[0].upper()}{step.do[1:]}."


def _invoice(step: schema.IssueInvoice) -> str:
    return f"Invoice {step.number} of {step.total} is issued."


def _pay(step: schema.Pay) -> str:
    paid = " and ".join(f"{amount} of invoice {number}" for number, amount in step.allocations.items())
    return f"{paid} is paid by {' and '.join(step.sources)}."


def _mishap(step: schema.Mishap) -> str:
    which = _ORDINALS[step.after] if step.after < len(_ORDINALS) else f"After {step.after} others, one"
    return f"{which} {step.to or 'request'} {_TROUBLES[step.what]}."


_TELLERS: Final[Mapping[type, Callable[[Any], str]]] = {
    schema.Connect: lambda _: "The clinic connects to Xero.",
    schema.Disconnect: lambda _: "A user removes the app in Xero.",
    schema.Reconnect: lambda _: "Somebody reconnects.",
    schema.Synchronise: lambda step: f"Somebody synchronises from {step.since}.",
    schema.IssueInvoice: _invoice,
    schema.Pay: _pay,
    schema.Prepay: lambda step: f"{step.amount} is paid in advance.",
    schema.PayByCredit: lambda step: f"{step.amount} of invoice {step.invoice} is paid by account credit.",
    schema.EditInvoice: lambda step: f"Invoice {step.invoice} is changed to {step.total}.",
    schema.DeleteInvoice: lambda step: f"Invoice {step.invoice} is deleted.",
    schema.DeletePayment: lambda step: f"The payment called {step.payment} is deleted.",
    schema.Crash: lambda step: f"The engine dies and is back after {duration_text(step.restart_after)}.",
    schema.Storm: lambda step: f"The network is bad for {duration_text(step.lasts)}.",
    schema.Outage: lambda step: f"Xero is down for {duration_text(step.lasts)}.",
    schema.Mishap: _mishap,
}
