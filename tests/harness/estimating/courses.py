"""Courses and settings for tests: a setting in Sydney, a course of steady arrivals."""

from datetime import datetime

from harness.estimating.backlog import Setting
from harness.estimating.course import Course, Kind, Piece
from harness.nemesis.weather import Weather
from harness.scenario.schema import PROFILES, Clinic, Xero

PRESSED_AT = datetime.fromisoformat("2026-03-02T20:00:00+11:00")


def setting(profile: str = "article", pressed_at: datetime = PRESSED_AT) -> Setting:
    return Setting(Clinic(time_zone="Australia/Sydney"), Xero(profile=PROFILES[profile]), pressed_at)


def steady(kind: Kind, arrivals: int, *, seconds: float, brought: int = 1, calls: int = 1) -> Course:
    """A course in calm weather in which every arrival takes equally long."""
    return Course(Weather(), (Piece(seconds, kind, brought, calls),) * arrivals)
