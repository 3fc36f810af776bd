"""Invented names for people: the same within one import, and no way back once its secret is forgotten.

No invented name has a word of the export in it, so that a search for real names finds none.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

SYLLABLES: Final = [
    "ba",
    "bo",
    "da",
    "do",
    "fe",
    "fi",
    "ga",
    "go",
    "ju",
    "ka",
    "ko",
    "lu",
    "ma",
    "mu",
    "na",
    "ne",
    "pa",
    "po",
    "ra",
    "ru",
    "sa",
    "su",
    "ta",
    "to",
    "vi",
    "vo",
    "we",
    "xa",
    "yo",
    "zu",
]
SHORTEST: Final = 3  # letters of a word that is somebody's name
_WORDS: Final = re.compile(r"[^\W\d_]+")


def words_in(texts: Iterable[str]) -> set[str]:
    """Return the words that could name somebody."""
    found = {word for text in texts for word in _WORDS.findall(text.casefold())}
    return {word for word in found if len(word) >= SHORTEST}


@dataclass(slots=True)
class Pseudonyms:
    """Turns people into invented ones. `keep_names` leaves them as they are: somebody asked for it."""

    secret: bytes = field(repr=False)
    keep_names: bool = False
    real_words: frozenset[str] = field(default=frozenset(), repr=False)

    def id_of(self, key: str) -> str:
        """Return the id of a patient, by whatever the export knows them by."""
        return key if self.keep_names else f"P-{int.from_bytes(self._digest(key)[:5]):013}"

    def name_of(self, key: str, name: str) -> str:
        if self.keep_names and name:
            return name
        for attempt in range(1_000):
            digest = self._digest(f"{attempt} {key}")
            invented = f"{_word(digest[:4])} {_word(digest[4:8])}"
            if not self._is_real(invented):
                return invented
        return self.id_of(key)

    def _digest(self, key: str) -> bytes:
        return hashlib.blake2b(key.encode("utf-8", "replace"), key=self.secret, digest_size=16).digest()

    def _is_real(self, invented: str) -> bool:
        """Say whether a word of the export is anywhere within."""
        text = invented.casefold()
        parts = (text[a:b] for a in range(len(text)) for b in range(a + SHORTEST, len(text) + 1))
        return any(part in self.real_words for part in parts)


def _word(digest: bytes) -> str:
    return "".join(SYLLABLES[byte % len(SYLLABLES)] for byte in digest[:3]).capitalize()
