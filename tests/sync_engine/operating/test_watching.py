"""Logs, health and metrics: they say enough, and never a name or a secret."""

import io
import json
import logging

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from sync_engine import SyncEngine
from sync_engine.operating.exposition import Metric, exposition
from sync_engine.operating.health import health_of
from sync_engine.operating.log import Hearing, JsonLog
from sync_engine.operating.measuring import Measured, outcome_of, resource_of
from sync_engine.operating.readings import readings
from tests.sync_engine.clinic_day import ClinicDay


def lines(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_is_one_json_object(day: ClinicDay) -> None:
    stream = io.StringIO()
    log = JsonLog(day.clock, stream)

    log.note("create invoice", "invoice", "1001", "ok")
    log.call("PUT", "Invoices", 0, 30.0)

    note, call = lines(stream)
    assert note == {
        "at": "2026-03-02T08:00:00.000+00:00",
        "level": "info",
        "event": "create invoice",
        "outcome": "ok",
        "kind": "invoice",
        "number": "1001",
    }
    assert (call["level"], call["resource"], call["seconds"]) == ("warning", "Invoices", 30.0)


def test_of_an_error_its_kind_is_logged_and_not_its_words(day: ClinicDay) -> None:
    stream = io.StringIO()

    JsonLog(day.clock, stream).broke("stopped", ValueError("Ada Lovelace"))

    assert lines(stream)[0]["error"] == "ValueError"
    assert "Ada" not in stream.getvalue()


def test_what_a_library_logs_is_a_line_too_without_what_it_put_into_its_words(day: ClinicDay) -> None:
    stream = io.StringIO()
    hearing = Hearing(JsonLog(day.clock, stream))
    words = logging.makeLogRecord(
        {"name": "uvicorn.error", "levelname": "ERROR", "msg": "No page for %s", "args": ("Ada Lovelace",)}
    )

    hearing.handle(words)

    assert lines(stream)[0]["event"] == "uvicorn.error: No page for %s"
    assert "Ada" not in stream.getvalue()


def test_an_error_of_the_database_names_nobody(day: ClinicDay) -> None:
    with day.engine._database.transaction() as transaction:
        transaction.execute(text("ALTER TABLE invoice_item RENAME TO elsewhere"))

    with pytest.raises(SQLAlchemyError, match=r"no such table|does not exist") as broken:
        day.issue(1001)

    assert "Consultation" not in str(broken.value)


def test_calls_are_counted_by_outcome_and_limits_remembered(day: ClinicDay) -> None:
    answers = iter(
        [
            httpx.Response(200, headers={"x-daylimit-remaining": "4990"}),
            httpx.Response(429, headers={"x-rate-limit-problem": "minute"}),
        ]
    )

    def answer(request: httpx.Request) -> httpx.Response:
        found = next(answers, None)
        if found is None:
            raise httpx.ReadTimeout("no answer", request=request)
        return found

    measured = Measured(httpx.MockTransport(answer), day.clock, JsonLog(day.clock, io.StringIO()))

    async def three_calls() -> None:
        for _ in range(3):
            request = httpx.Request("PUT", "http://xero.test/api.xro/2.0/Invoices/some-id")
            try:
                await measured.handle_async_request(request)
            except httpx.ReadTimeout:
                continue

    day.loop.run_until_complete(three_calls())

    assert measured.calls.by_outcome == {
        ("PUT", "Invoices", "ok"): 1,
        ("PUT", "Invoices", "throttled"): 1,
        ("PUT", "Invoices", "no answer"): 1,
    }
    assert measured.calls.remaining == {"day": 4990}
    assert measured.calls.throttled == {"minute": 1}
    said = exposition(readings(day.engine, day.clock, measured.calls))
    assert 'sync_engine_calls_total{method="PUT",resource="Invoices",outcome="ok"} 1\n' in said
    assert 'sync_engine_limit_remaining{limit="day"} 4990\n' in said


@pytest.mark.parametrize(
    ("path", "resource"),
    [
        ("/api.xro/2.0/Invoices", "Invoices"),
        ("/api.xro/2.0/Payments/1-2-3", "Payments"),
        ("/connect/token", "token"),
        ("/connections", "connections"),
        ("/elsewhere/Ada", "other"),
    ],
)
def test_labels_are_of_a_fixed_list(path: str, resource: str) -> None:
    assert resource_of(path) == resource


def test_every_status_has_its_word() -> None:
    words = [outcome_of(status) for status in (0, 200, 304, 400, 401, 403, 404, 429, 500, 503)]

    assert words == [
        "no answer",
        "ok",
        "ok",
        "refused",
        "not allowed",
        "not allowed",
        "refused",
        "throttled",
        "server error",
        "server error",
    ]


def test_metrics_tell_how_the_documents_stand(day: ClinicDay) -> None:
    day.connect()
    day.issue(1001)
    day.settle()

    said = exposition(readings(day.engine, day.clock, None))

    assert 'sync_engine_deliveries{status="done"} 1\n' in said
    assert 'sync_engine_connection{state="connected"} 1\n' in said
    assert "sync_engine_running 1\n" in said
    assert "sync_engine_oldest_due_document_seconds 0\n" in said


def test_labels_are_escaped() -> None:
    metric = Metric("m", "gauge", "A metric.", [({"name": 'a "b"\n\\'}, 1.5)])

    assert exposition([metric]).splitlines()[-1] == 'm{name="a \\"b\\"\\n\\\\"} 1.5'


def test_an_engine_at_work_is_well_and_one_that_is_not_running_is_not(day: ClinicDay) -> None:
    assert health_of(day.engine).well

    day.crash()
    day.start()
    stopped: SyncEngine = day.engines[0]
    stopped.running = False

    assert health_of(day.engine).well
    assert health_of(stopped).delivering == "stopped"
    assert health_of(stopped).connection == "never connected"


def test_a_database_that_is_gone_is_told(day: ClinicDay) -> None:
    day.crash()

    day.engine.close()

    assert health_of(day.engine).database == "no answer"
    day.engines.clear()
