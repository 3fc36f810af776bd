"""Settings -> Integrations as the clinic sees it: connect, choose accounts, synchronise, look after the rest.

A room of its own: it calls the engine's door, and nothing in the engine knows that it is there.
"""

from sync_engine.pages.app import pages

__all__ = ["pages"]
