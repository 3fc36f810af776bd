"""Xero's words without a patient's name: they are kept, shown and e-mailed, and a name belongs nowhere."""

import re
from typing import Final

from sync_engine.outbox.cases import InvoiceCase
from sync_engine.outbox.moving import AnyCase

INSTEAD: Final = "(the patient)"
_A_NAME: Final = re.compile(r"(?<=The contact name ).+(?= is already assigned)")


def name_in(case: AnyCase) -> str:
    """Return the name that an answer about this document may quote."""
    return case.contact.name if isinstance(case, InvoiceCase) else ""


def nameless(words: str, name: str) -> str:
    """Return the words with something else in the name's place, however Xero spaces it."""
    parts = [re.escape(each) for each in re.split(r"[\s<>]+", name) if each]
    spelled = r"[\s<>]+".join(parts)
    known = re.compile(rf"(?<!\w){spelled}(?!\w)", re.IGNORECASE) if parts else None
    said = known.sub(INSTEAD, words) if known else words
    return _A_NAME.sub(INSTEAD, said)
