"""The one script of these pages, and its fingerprint: a browser runs no other, and needs none."""

import base64
import hashlib
from pathlib import Path
from typing import Final

LIVE: Final = (Path(__file__).parent / "templates" / "live.js").read_text(encoding="utf-8").strip()


def fingerprint(script: str) -> str:
    """Return what a Content-Security-Policy calls this very script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
