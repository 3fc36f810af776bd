"""Tokens at rest: sealed with the first key, opened with any, so that a key can be changed."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.fernet import InvalidToken

from sync_engine import Configuration
from sync_engine.connection.health import Health, TokenPair
from sync_engine.connection.keys import keyring
from sync_engine.database import Database
from sync_engine.observer import Silent

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PAIR = TokenPair("access-in-clear", "refresh-in-clear", NOON)


class Noon:
    def now(self) -> datetime:
        return NOON


def health(folder: Path, *keys: str) -> Health:
    return Health(Database(f"sqlite:///{folder}/engine.sqlite"), Noon(), Silent(), keyring(keys))


def test_what_the_first_key_sealed_any_key_opens() -> None:
    sealed = keyring(["new", "old"]).encrypt(b"words")

    assert keyring(["newest", "new"]).decrypt(sealed) == b"words"
    with pytest.raises(InvalidToken):
        keyring(["old"]).decrypt(sealed)


def test_after_a_rotation_the_old_key_may_be_left_out(tmp_path: Path) -> None:
    health(tmp_path, "old").keep(tokens=PAIR)

    assert health(tmp_path, "new", "old").reseal()

    assert health(tmp_path, "new").tie.tokens == PAIR
    assert health(tmp_path, "old").tie.tokens is None


def test_what_no_key_opens_is_left_as_it_is(tmp_path: Path) -> None:
    health(tmp_path, "old").keep(tokens=PAIR)

    assert not health(tmp_path, "new").reseal()

    assert health(tmp_path, "old").tie.tokens == PAIR


def test_a_rotation_undoes_no_refresh_that_came_meanwhile(tmp_path: Path) -> None:
    at_work = health(tmp_path, "new", "old")
    at_work.keep(tokens=PAIR)
    operator = health(tmp_path, "new", "old")
    fresh = TokenPair("access-2", "refresh-2", NOON)
    at_work.keep(tokens=fresh)

    assert operator.reseal()

    assert health(tmp_path, "new").tie.tokens == fresh


def test_several_keys_are_told_with_commas_and_none_is_the_client_secret() -> None:
    def keys(text: str) -> tuple[str, ...]:
        return Configuration.for_server(
            "http://xero.test",
            client_id="app",
            client_secret="secret",
            redirect_uri="http://here",
            encryption_key=text,
        ).sealing_keys

    assert keys("new, old ,") == ("new", "old")
    assert keys("") == ("secret",)
