"""/Reports: what is asked of each report, and what it answers. The figures come from the books' reports.

The list and single reports by id are of published tax returns, of which there are none here.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from starlette.responses import Response
from starlette.routing import Route

from mock_xero.books.catalogue.tracking import Tracked
from mock_xero.books.reports.aged import Ageing, aged
from mock_xero.books.reports.balance_sheet import balance_sheet
from mock_xero.books.reports.bank_summary import bank_summary
from mock_xero.books.reports.executive_summary import executive_summary
from mock_xero.books.reports.layout import Report
from mock_xero.books.reports.ledger import Ledger
from mock_xero.books.reports.periods import (
    Period,
    Timeframe,
    compared,
    month_end,
    month_of,
    months_before,
)
from mock_xero.books.reports.profit_and_loss import columns_of, profit_and_loss
from mock_xero.books.reports.tracking_columns import TrackingChosen, tracked_columns, with_all_of
from mock_xero.books.reports.trial_balance import trial_balance
from mock_xero.books.statuses import InvoiceType
from mock_xero.endpoints.call import Call, NoSuchDocument, endpoint
from mock_xero.wire.dates import DateUnreadableError, read_date
from mock_xero.wire.problems import ParameterInvalid
from mock_xero.wire.reports import report_json

_PATH: Final = "/api.xro/2.0/Reports"
_PERIODS_MOST: Final = 12
_NO_SUCH_CATEGORY: Final = "The tracking category could not be found"  # both invented
_NO_SUCH_OPTION: Final = "The tracking option could not be found"


async def read_list(call: Call) -> Response:
    return call.answer("Reports", [])


async def read_published(call: Call) -> Response:
    del call
    raise NoSuchDocument


async def read_trial_balance(call: Call) -> Response:
    return _answer(call, trial_balance(_ledger(call), _day(call, "date") or call.organisation.today()))


async def read_profit_and_loss(call: Call) -> Response:
    ledger = _ledger(call)
    periods = list(_profit_periods(call))
    chosen = list(_tracking(call))
    columns = tracked_columns(ledger, chosen, periods) if chosen else columns_of(ledger, periods)
    return _answer(call, profit_and_loss(ledger, periods[0], columns))


async def read_balance_sheet(call: Call) -> Response:
    """At the end of the month; beside it the year before, unless other periods are asked for."""
    end = month_end(_day(call, "date") or call.organisation.today())
    count = _count(call)
    timeframe = Timeframe.YEAR if count is None else _timeframe(call)
    days = [
        month_end(months_before(end, steps * timeframe.value))
        for steps in range((1 if count is None else count) + 1)
    ]
    ledger = _ledger(call)
    said = filter(None, (_parameter(call, name) for name in ("trackingoptionid1", "trackingoptionid2")))
    if options := frozenset(_option(call, each).option.option_id for each in said):
        ledger = ledger.tracked(with_all_of(options))
    return _answer(call, balance_sheet(ledger, days))


async def read_bank_summary(call: Call) -> Response:
    return _answer(call, bank_summary(_ledger(call), _range(call, month_of(call.organisation.today()))))


async def read_executive_summary(call: Call) -> Response:
    return _answer(call, executive_summary(_ledger(call), _day(call, "date") or call.organisation.today()))


async def read_aged_receivables(call: Call) -> Response:
    return _answer(call, aged(call.books, _ageing(call, InvoiceType.ACCREC)))


async def read_aged_payables(call: Call) -> Response:
    return _answer(call, aged(call.books, _ageing(call, InvoiceType.ACCPAY)))


def _answer(call: Call, report: Report) -> Response:
    organisation = call.organisation
    return call.answer("Reports", [report_json(report, organisation.today(), organisation.now())])


def _ledger(call: Call) -> Ledger:
    return Ledger(call.books, payments_only=call.says("paymentsonly"))


def _ageing(call: Call, kind: InvoiceType) -> Ageing:
    """Up to the end of the month, unless other days are asked for."""
    contact_id = _parameter(call, "contactid")
    if not contact_id:
        raise ParameterInvalid("A ContactID must be specified for this report")
    contact = call.books.contacts.by_id(contact_id)
    if contact is None:
        raise NoSuchDocument
    end = _day(call, "date") or month_end(call.organisation.today())
    return Ageing(kind, contact, end, _day(call, "fromdate"), _day(call, "todate") or end)


def _parameter(call: Call, name: str) -> str:
    return call.parameters.get(name, "").strip().lower()


def _tracking(call: Call) -> Iterator[TrackingChosen]:
    """The categories asked for, the first one first; an option alone says its category, too."""
    for suffix in ("", "2"):
        category_id = _parameter(call, f"trackingcategoryid{suffix}")
        option_id = _parameter(call, f"trackingoptionid{suffix}")
        if option_id:
            tracked = _option(call, option_id)
            if category_id not in {"", tracked.category.category_id}:
                raise ParameterInvalid(_NO_SUCH_OPTION)
            yield TrackingChosen(tracked.category, tracked.option)
        elif category_id:
            category = call.books.tracking.by_id(category_id)
            if category is None:
                raise ParameterInvalid(_NO_SUCH_CATEGORY)
            yield TrackingChosen(category)


def _option(call: Call, option_id: str) -> Tracked:
    tracked = call.books.tracking.tracked(option_id)
    if tracked is None:
        raise ParameterInvalid(_NO_SUCH_OPTION)
    return tracked


def _profit_periods(call: Call) -> Iterator[Period]:
    """The present month, or as many months as the timeframe has; the latest period first."""
    timeframe = _timeframe(call)
    month = month_of(call.organisation.today())
    usual = Period(months_before(month.first, timeframe.value - 1), month.last)
    chosen = {"fromdate", "todate"} & call.parameters.keys()
    return compared(_range(call, usual), timeframe, _count(call) or 0, whole=not chosen)


def _range(call: Call, usual: Period) -> Period:
    """The days asked for; where only the last is said, the first lies in its month at the latest."""
    last = _day(call, "todate") or usual.last
    return Period(_day(call, "fromdate") or min(usual.first, last.replace(day=1)), last)


def _day(call: Call, parameter: str) -> date | None:
    text = call.parameters.get(parameter, "").strip()
    try:
        return read_date(text) if text else None
    except DateUnreadableError:
        raise ParameterInvalid("String was not recognized as a valid DateTime.") from None


def _timeframe(call: Call) -> Timeframe:
    """An unknown word counts as not said."""
    word = call.parameters.get("timeframe", "").strip().upper()
    return Timeframe[word] if word in Timeframe.__members__ else Timeframe.MONTH


def _count(call: Call) -> int | None:
    """How many periods are compared with the first; None if none are asked for."""
    text = call.parameters.get("periods", "").strip()
    if not text.isdecimal() or len(text) > 9 or not int(text):
        return None
    return min(int(text), _PERIODS_MOST)


ROUTES: Final = (
    Route(_PATH, endpoint(read_list), methods=["GET"]),
    Route(f"{_PATH}/TrialBalance", endpoint(read_trial_balance), methods=["GET"]),
    Route(f"{_PATH}/ProfitAndLoss", endpoint(read_profit_and_loss), methods=["GET"]),
    Route(f"{_PATH}/BalanceSheet", endpoint(read_balance_sheet), methods=["GET"]),
    Route(f"{_PATH}/BankSummary", endpoint(read_bank_summary), methods=["GET"]),
    Route(f"{_PATH}/ExecutiveSummary", endpoint(read_executive_summary), methods=["GET"]),
    Route(f"{_PATH}/AgedReceivablesByContact", endpoint(read_aged_receivables), methods=["GET"]),
    Route(f"{_PATH}/AgedPayablesByContact", endpoint(read_aged_payables), methods=["GET"]),
    Route(f"{_PATH}/{{report_id:uuid}}", endpoint(read_published), methods=["GET"]),
)
