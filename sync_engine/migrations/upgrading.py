"""Runs revisions one after the other, in the caller's transaction. Alembic is imported here only."""

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection

from sync_engine.migrations import FOLDER, NOW


def upgrade(transaction: Connection, was: str | None) -> None:
    """Run what lies between a revision and now; None is an empty database."""
    history = ScriptDirectory(str(FOLDER))
    steps = list(history.iterate_revisions(NOW, was or "base"))
    with Operations.context(MigrationContext.configure(transaction)):
        for step in reversed(steps):
            step.module.upgrade()
