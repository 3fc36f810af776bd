"""The ties between an app, a user and an organisation: made by consent, ended in Xero or by the app.

Tokens are another matter: ending a tie ends none (facts §0.10, §0.11, §1.8).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from mock_xero.behaviour import Behaviour
from mock_xero.seams import Choices

Owner = tuple[str, str | None]  # app and user; no user for a custom connection


@dataclass(slots=True)
class Connection:
    """One tie. Reconnecting revives it: `created_at` stays, `updated_at` moves (facts §1.7)."""

    connection_id: str
    owner: Owner
    tenant_id: str
    auth_event_id: str
    created_at: datetime
    updated_at: datetime
    live: bool = True


class Connections:
    """All ties there have been, by owner and organisation."""

    def __init__(self, *, choices: Choices, behaviour: Behaviour) -> None:
        self._choices = choices
        self._behaviour = behaviour
        self._all: dict[tuple[Owner, str], Connection] = {}

    def connect(self, owner: Owner, tenant_id: str, auth_event_id: str, now: datetime) -> None:
        """Tie the app to the organisation; a live tie keeps its id and its authorisation event."""
        connection = self._all.get((owner, tenant_id))
        if connection is None:
            self._all[owner, tenant_id] = Connection(
                self._new_id(), owner, tenant_id, auth_event_id, created_at=now, updated_at=now
            )
        elif not connection.live:
            self._revive(connection, auth_event_id, now)

    def is_live(self, owner: Owner, tenant_id: str) -> bool:
        connection = self._all.get((owner, tenant_id))
        return connection is not None and connection.live

    def of(self, owner: Owner) -> list[Connection]:
        """Return the owner's live ties, oldest first."""
        return [each for each in self._all.values() if each.live and each.owner == owner]

    def end_tenant(self, tenant_id: str) -> list[Owner]:
        """A person removes the app in Xero: end every tie to the organisation; return whose they were."""
        ended = [each for each in self._all.values() if each.live and each.tenant_id == tenant_id]
        for connection in ended:
            connection.live = False
        return [connection.owner for connection in ended]

    def tenants_of_app(self, client_id: str) -> set[str]:
        """Organisations that users have tied to the app; one tied by two users counts once (facts §1.7)."""
        return {each.tenant_id for each in self._tied_by_users() if each.owner[0] == client_id}

    def apps_of_tenant(self, tenant_id: str) -> set[str]:
        """Apps that users have tied to the organisation."""
        return {each.owner[0] for each in self._tied_by_users() if each.tenant_id == tenant_id}

    def reaches(self, client_id: str, tenant_id: str) -> bool:
        """Whether the app has any live tie to the organisation, a user's or its own."""
        return any(
            each.live and each.owner[0] == client_id and each.tenant_id == tenant_id
            for each in self._all.values()
        )

    def end_owner(self, owner: Owner) -> None:
        """End every tie of this app and user."""
        for connection in self.of(owner):
            connection.live = False

    def _tied_by_users(self) -> Iterator[Connection]:
        return (each for each in self._all.values() if each.live and each.owner[1] is not None)

    def _revive(self, connection: Connection, auth_event_id: str, now: datetime) -> None:
        connection.live = True
        connection.updated_at = now
        connection.auth_event_id = auth_event_id
        if not self._behaviour.reconnection_keeps_connection_id:
            connection.connection_id = self._new_id()

    def _new_id(self) -> str:
        return self._choices.guid(label="connection id")
