"""Which operations the mock keeps state for, as its own routes say."""

from functools import cache

from mock_xero.endpoints import accounting_routes
from mock_xero.endpoints.coverage import coverage


@cache
def stateful() -> tuple[str, ...]:
    """Return the ids of the operations that are not answered 501."""
    return tuple(each.operation.name for each in coverage(accounting_routes()) if each.stateful)
