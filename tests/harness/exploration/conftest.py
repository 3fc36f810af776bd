"""A story small enough to interrupt everywhere, as text and as a file."""

from pathlib import Path
from typing import Final

import pytest

from harness.scenario.loader import loads
from harness.scenario.schema import Scenario

ONE_PAYMENT: Final = """\
scenario: One payment
starts: 2026-03-02T08:00:00+11:00
clinic: {name: Harbour Physio, time zone: Australia/Sydney}
timeline:
  - {at: day 1 09:00, do: connect}
  - {at: day 1 10:00, do: invoice, number: 1, patient: {id: P-1, name: Ada Lovelace}, amount: 120.00}
  - {at: day 1 10:05, do: pay, invoice: 1, amount: 50.00, by: EFTPOS}
expect:
  - nothing doubled
  - nothing missing
"""


@pytest.fixture
def one_payment() -> Scenario:
    return loads(ONE_PAYMENT)


@pytest.fixture
def one_payment_file(tmp_path: Path) -> Path:
    file = tmp_path / "one-payment.yaml"
    file.write_text(ONE_PAYMENT)
    return file
