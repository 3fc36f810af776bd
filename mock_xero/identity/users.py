"""The people who can sign in to this Xero."""

import hmac
from dataclasses import dataclass, field, replace
from typing import Final

from mock_xero.roles import Member


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A person. In which organisations, and as what, the organisations know (`Organisation.members`)."""

    user_id: str
    email: str
    password: str = field(repr=False)
    given_name: str
    family_name: str

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"

    def seated(self, member: Member) -> Member:
        """Return the place as this person's."""
        return replace(member, email=self.email, given_name=self.given_name, family_name=self.family_name)

    def signs_in_with(self, email: str, password: str) -> bool:
        """Return whether these are the person's credentials, in constant time."""
        right_email = hmac.compare_digest(email.strip().lower().encode(), self.email.encode())
        right_password = hmac.compare_digest(password.encode(), self.password.encode())
        return right_email and right_password


_PUBLISHED: Final = "demo"  # the login page shows it

DEMO_USER: Final = User(
    user_id="5b0c6e2e-9f1d-4a57-8f0e-3c1c2f7d9a11",
    email="demo@example.com",
    password=_PUBLISHED,
    given_name="Robin",
    family_name="Demo",
)
