"""/Organisation: the tenant itself (facts §7.3); the answer's list is called Organisations (facts §4.1)."""

from typing import Final

from starlette.responses import Response
from starlette.routing import Route

from mock_xero.endpoints.call import Call, NoSuchDocument, endpoint
from mock_xero.wire.organisations import actions_json, cis_settings_json, organisation_json, reminders_json

_PATH: Final = "/api.xro/2.0/Organisation"


async def read(call: Call) -> Response:
    body = organisation_json(call.organisation.profile, call.books.settings)
    return call.answer("Organisations", [body])


async def read_actions(call: Call) -> Response:
    passes = call.stamp().passes_period_lock
    return call.answer("Actions", actions_json(call.books.settings, passes_period_lock=passes))


async def read_cis_settings(call: Call) -> Response:
    """The organisation in the path can only be the tenant."""
    if call.request.path_params["organisation_id"].lower() != call.organisation.tenant_id:
        raise NoSuchDocument
    return call.answer("CISSettings", [cis_settings_json()])


async def read_reminders(call: Call) -> Response:
    return call.answer("InvoiceReminders", [reminders_json(call.books.settings)])


ROUTES: Final = (
    Route(_PATH, endpoint(read), methods=["GET"]),
    Route(f"{_PATH}/Actions", endpoint(read_actions), methods=["GET"]),
    Route(f"{_PATH}/{{organisation_id}}/CISSettings", endpoint(read_cis_settings), methods=["GET"]),
    Route("/api.xro/2.0/InvoiceReminders/Settings", endpoint(read_reminders), methods=["GET"]),
)
