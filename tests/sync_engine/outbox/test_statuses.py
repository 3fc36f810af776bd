"""The life of a delivery is a table."""

import pytest

from sync_engine.outbox.statuses import MAY_BECOME, ForbiddenMoveError, Status, moved


def test_nothing_is_sent_that_was_not_due() -> None:
    before_sending = {status for status, then in MAY_BECOME.items() if Status.SENDING in then}

    assert before_sending == {Status.DUE}


def test_every_status_has_a_way_on() -> None:
    assert all(MAY_BECOME[status] for status in Status)


def test_a_forbidden_move_is_an_error() -> None:
    with pytest.raises(ForbiddenMoveError, match="parked may not become sending"):
        moved(Status.PARKED, Status.SENDING)
