"""`/healthz` and `/metrics`: for machines. No page, no name, no secret."""

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sync_engine.operating.exposition import CONTENT_TYPE, exposition
from sync_engine.operating.health import health_of
from sync_engine.operating.measuring import Calls
from sync_engine.operating.readings import readings
from sync_engine.pages.desk import Desk


class OperatingPages:
    """Answers whoever watches the engine."""

    def __init__(self, desk: Desk, calls: Calls | None) -> None:
        self._desk = desk
        self._calls = calls

    def routes(self) -> list[Route]:
        return [
            Route("/healthz", self.health, methods=["GET"]),
            Route("/metrics", self.metrics, methods=["GET"]),
        ]

    async def health(self, request: Request) -> Response:
        del request
        report = health_of(self._desk.engine)
        return Response(
            msgspec.json.encode(report), 200 if report.well else 503, media_type="application/json"
        )

    async def metrics(self, request: Request) -> Response:
        del request
        found = readings(self._desk.engine, self._desk.clock, self._calls)
        return Response(exposition(found), headers={"content-type": CONTENT_TYPE})
