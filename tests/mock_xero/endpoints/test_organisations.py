"""The organisation through the API: itself, what may be done in it, its people and its reminders."""

from collections.abc import Callable
from datetime import date

import httpx

from mock_xero.organisation import Organisation

Ask = Callable[..., httpx.Response]
NOBODY = "0f0f0f0f-0000-4000-8000-000000000000"


def test_a_locked_period_takes_an_action_away(ask: Ask, organisation: Organisation) -> None:
    def actions() -> dict[str, str]:
        found = ask("GET", "Organisation/Actions").json()["Actions"]
        return {each["Name"]: each["Status"] for each in found}

    assert actions()["UseMulticurrency"] == "ALLOWED"
    assert actions()["ApproveTransactionsBeforePeriodLockDate"] == "ALLOWED"

    organisation.bookkeeper.locks_period(date(2026, 1, 31))

    assert actions()["ApproveTransactionsBeforePeriodLockDate"] == "NOT-ALLOWED"


def test_the_construction_scheme_is_off_for_the_organisation_and_its_contacts(ask: Ask) -> None:
    tenant = ask("GET", "Organisation").json()["Organisations"][0]["OrganisationID"]
    ada = ask("PUT", "Contacts", json={"Name": "Ada Byron"}).json()["Contacts"][0]["ContactID"]

    own = ask("GET", f"Organisation/{tenant}/CISSettings").json()["CISSettings"]
    hers = ask("GET", f"Contacts/{ada}/CISSettings").json()["CISSettings"]

    assert own == [{"CISContractorEnabled": False, "CISSubContractorEnabled": False}]
    assert hers == [{"CISEnabled": False}]
    assert ask("GET", f"Organisation/{NOBODY}/CISSettings").status_code == 404
    assert ask("GET", f"Contacts/{NOBODY}/CISSettings").status_code == 404


def test_reminders_are_off_until_somebody_turns_them_on(ask: Ask, organisation: Organisation) -> None:
    before = ask("GET", "InvoiceReminders/Settings").json()["InvoiceReminders"]

    organisation.books.settings.invoice_reminders = True

    assert before == [{"Enabled": False}]
    assert ask("GET", "InvoiceReminders/Settings").json()["InvoiceReminders"] == [{"Enabled": True}]


def test_people_are_read_all_together_and_one_by_one(ask: Ask) -> None:
    people = ask("GET", "Users", params={"where": 'OrganisationRole=="STANDARD"', "order": "LastName"}).json()

    (robin,) = people["Users"]
    assert (robin["FirstName"], robin["EmailAddress"]) == ("Robin", "demo@example.com")
    assert robin["IsSubscriber"]
    assert ask("GET", f"Users/{robin['UserID']}").json()["Users"] == [robin]
    assert ask("GET", f"Users/{NOBODY}").status_code == 404
    new = ask("GET", "Users", headers={"If-Modified-Since": "2026-01-01T00:00:00"}).json()
    assert new["Users"] == []
