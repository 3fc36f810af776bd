"""Whatever Xero quotes, no patient's name is kept with its words."""

import pytest

from sync_engine.outbox.privacy import nameless


@pytest.mark.parametrize(
    ("words", "name", "told"),
    [
        ("Contact Ada Lovelace is not good", "Ada Lovelace", "Contact (the patient) is not good"),
        ("Contact ada  LOVELACE.", "Ada Lovelace", "Contact (the patient)."),
        ("Contact Ada Lovelace.", " Ada <Lovelace> ", "Contact (the patient)."),
        ("Also, Albert said so", "Al", "Also, Albert said so"),
        ("Nothing of the kind", "Ada (Countess) Lovelace", "Nothing of the kind"),
        ("No.", "", "No."),
        (
            "The contact name Somebody Else is already assigned to another contact.",
            "Ada Lovelace",
            "The contact name (the patient) is already assigned to another contact.",
        ),
    ],
)
def test_a_name_is_left_out_of_what_xero_says(words: str, name: str, told: str) -> None:
    assert nameless(words, name) == told
