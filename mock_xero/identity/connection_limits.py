"""With how many organisations an app may be connected, and with how many apps an organisation (facts §1.11).

That a limit is told on the consent page, and in which words, is ours: nobody has published it.
"""

from collections.abc import Iterable
from typing import Final

from mock_xero.identity.applications import Application
from mock_xero.identity.connections import Connections
from mock_xero.organisation import Organisation

UNCERTIFIED_APPS_MAX: Final = 2  # for each organisation


def over_limit(
    application: Application,
    wanted: Iterable[Organisation],
    connections: Connections,
    applications: dict[str, Application],
) -> list[str]:
    """Return sentences for the person who consents; none means that nothing stands in the way."""
    tied = connections.tenants_of_app(application.client_id)
    new = [each for each in wanted if each.tenant_id not in tied]
    found = [
        f"{each.name} is connected with {UNCERTIFIED_APPS_MAX} uncertified apps already. Remove one first."
        for each in new
        if not application.certified and _is_full(connections.apps_of_tenant(each.tenant_id), applications)
    ]
    most = application.tier.value
    if len(tied) + len(new) > most:
        found.append(
            f"{application.name} may be connected with {most} organisations at most, and is with {len(tied)}."
        )
    return found


def _is_full(client_ids: Iterable[str], applications: dict[str, Application]) -> bool:
    uncertified = [each for each in client_ids if not applications[each].certified]
    return len(uncertified) >= UNCERTIFIED_APPS_MAX
