"""The envelope around every list that Xero sends (facts §4.1), keys in the recorded order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from starlette.responses import Response

from mock_xero.wire.dates import spelled_bare
from mock_xero.wire.encoding import Element, Json, encoded
from mock_xero.wire.paging import Page
from mock_xero.wire.problems import JSON_TYPE


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who answers, when, and under which id; quotes also say whether errors are summarised (facts §4.1)."""

    answer_id: str
    provider: str
    instant: datetime
    summarises_errors: bool | None = None

    def around(self, resource: str, elements: Sequence[Element], page: Page | None = None) -> Response:
        """Return the answer that carries the elements; `page` only if one was asked for."""
        body: Json = {} if self.summarises_errors is None else {"SummarizeErrors": self.summarises_errors}
        body |= {
            "Id": self.answer_id,
            "Status": "OK",
            "ProviderName": self.provider,
            "DateTimeUTC": spelled_bare(self.instant),
        }
        if page is not None:
            body["pagination"] = page.as_json()
        body[resource] = elements
        return Response(encoded(body), media_type=JSON_TYPE)
