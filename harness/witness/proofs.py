"""The fewest exchanges that prove a violation, and in a sentence what they show."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from harness.checkers import account_credit, amounts_agree, limits_respected, nothing_doubled, nothing_missing
from harness.checkers.evidence import Evidence
from harness.checkers.verdict import Outcome, Verdict
from harness.ledger import InvoiceStatus
from harness.reconciliation.breaks import Break, BreakKind
from harness.simulation.history import Call
from harness.simulation.refusals import Gate
from harness.witness.exchanges import Exchanges


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing that is wrong: a sentence, what the exchanges show of it, and those exchanges."""

    wrong: str
    shows: str
    exchanges: Sequence[Call]


@dataclass(frozen=True, slots=True)
class Violation:
    """An expectation that did not hold; without proofs where no exchange can show it."""

    expectation: str
    evidence: Sequence[str]
    proofs: Sequence[Proof]


_BROKEN: Final[Mapping[str, Callable[[Evidence], Sequence[Break]]]] = {
    nothing_doubled.EXPECTATION: nothing_doubled.broken,
    nothing_missing.EXPECTATION: nothing_missing.broken,
    amounts_agree.EXPECTATION: amounts_agree.broken,
    account_credit.EXPECTATION: account_credit.broken,
}


def violations(evidence: Evidence, verdicts: Sequence[Verdict], exchanges: Exchanges) -> Iterator[Violation]:
    """Yield what did not hold, in the order of the verdicts."""
    for verdict in verdicts:
        if verdict.outcome is Outcome.INVALID:
            proofs = tuple(_proofs(verdict.expectation, evidence, exchanges))
            yield Violation(verdict.expectation, verdict.evidence, proofs)


def _proofs(expectation: str, evidence: Evidence, exchanges: Exchanges) -> Iterator[Proof]:
    if expectation == limits_respected.EXPECTATION:
        for breach in limits_respected.breaches(evidence):
            told = (evidence.calls[breach.wait.place], breach.call)
            yield Proof(breach.sentence, "The answer that said how long to wait; the call that left.", told)
    elif expectation in _BROKEN:
        for each in _BROKEN[expectation](evidence):
            yield _of_break(each, evidence, exchanges)


def _of_break(found: Break, evidence: Evidence, exchanges: Exchanges) -> Proof:
    if found.kind is BreakKind.MISSING_IN_XERO:
        return _of_missing(found, exchanges)
    documents = _documents(found, evidence)
    if not documents:
        return Proof(found.explanation, "There is no document in Xero to show for it.", ())
    makers = [call for call in map(exchanges.maker, documents) if call is not None]
    told = sorted({call.number: call for call in makers}.values(), key=lambda call: call.number)
    shows = "The requests that made it." if len(told) > 1 else "The request that made it."
    return Proof(found.explanation, shows if told else "No request made it: a person did, in Xero.", told)


def _of_missing(found: Break, exchanges: Exchanges) -> Proof:
    """The last request that carried it is enough: it was not there afterwards."""
    carrying = exchanges.carrying(found.record.kind, found.record.number, -found.amount)
    if not carrying:
        return Proof(found.explanation, "No request carried it.", ())
    return Proof(found.explanation, _fate(carrying[-1]), carrying[-1:])


def _fate(call: Call) -> str:
    """What became of the last request."""
    if call.arrived_at is None:
        return "The last request that carried it never arrived."
    if call.gate is not None and call.gate is not Gate.BOOKS:
        return f"The last request that carried it was refused ({call.gate.value})."
    if call.gate is Gate.BOOKS or any(paper.refused for paper in call.returns):
        return "Xero's books refused it in the last request that carried it."
    if call.returns:
        return "Xero took what the last request carried; it does not stand there any more, or elsewhere."
    return "Xero did not do what the last request asked."


def _documents(found: Break, evidence: Evidence) -> list[str]:
    """Xero's documents that a break is about: a copy together with what it copies."""
    number = found.record.number
    if found.record.kind == "invoice":
        there = [each for each in evidence.xero.invoices if each.number == number]
        standing = [each for each in there if each.status is not InvoiceStatus.VOID]
        return [each.document for each in standing or there]
    paired = {match.xero for match in evidence.reconciliation.matches}
    payments = evidence.xero.payments
    alike = [each for each in payments if each.amount == abs(found.amount)]
    guesses = (
        [each for each in alike if each.invoice == number],
        [each for each in payments if each.invoice == number and each.document not in paired],
        [each for each in alike if each.document not in paired],
    )
    return [each.document for each in next(filter(None, guesses), [])]
