"""Whether the engine is well, for whoever restarts it: database and loop. The tie to Xero is told only.

A lost connection needs a person, and a restart would not bring one: it leaves the engine well.
"""

from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError

from sync_engine import SyncEngine


@dataclass(frozen=True, slots=True)
class HealthReport:
    """What `/healthz` says."""

    database: str
    delivering: str
    connection: str

    @property
    def well(self) -> bool:
        return self.database == self.delivering == "ok"


def health_of(engine: SyncEngine) -> HealthReport:
    """Ask the database something small, and see whether the loop stands."""
    try:
        engine.counts()
    except SQLAlchemyError:
        database = "no answer"
    else:
        database = "ok"
    return HealthReport(database, "ok" if engine.running else "stopped", engine.connection.state.value)
