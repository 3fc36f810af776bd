"""`/healthz` and `/metrics` as a machine sees them."""

from tests.sync_engine.pages.conftest import Browser


def test_an_engine_that_does_not_run_is_not_well(browser: Browser) -> None:
    answer = browser.get("/healthz")

    assert answer.status_code == 503
    assert answer.json() == {"database": "ok", "delivering": "stopped", "connection": "never connected"}


def test_metrics_are_in_the_text_format(browser: Browser) -> None:
    answer = browser.get("/metrics")

    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert "# TYPE sync_engine_deliveries gauge\n" in answer.text
