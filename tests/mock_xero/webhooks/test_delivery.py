"""What an app hears, from whom, how often and in which order (facts §8)."""

import re
from collections import Counter
from typing import Any

import httpx
import pytest

from mock_xero.behaviour import Behaviour, WebhookRetry
from mock_xero.books.changes import Category, Change
from mock_xero.ordering import Ordering
from mock_xero.webhooks.events import event_of
from tests.mock_xero.webhooks.conftest import Scene, Tell

DEMO_APP = ("demo-client", "demo-secret")


async def bearer(scene: Scene) -> dict[str, str]:
    form = {"grant_type": "client_credentials"}
    answer = await scene.client.post("/connect/token", data=form, auth=DEMO_APP)
    return {"Authorization": f"Bearer {answer.json()['access_token']}"}


def test_a_person_and_an_app_are_heard_alike(tell: Tell) -> None:
    ids = []

    async def story(scene: Scene) -> None:
        await scene.subscribe()
        ids.append(scene.enters_contact("Ada"))
        await scene.pass_time(0)
        headers = await bearer(scene)
        created = await scene.client.put("/api.xro/2.0/Contacts", json={"Name": "Bob"}, headers=headers)
        ids.append(created.json()["Contacts"][0]["ContactID"])
        await scene.pass_time(0)
        await scene.client.post(
            "/api.xro/2.0/Contacts", json={"ContactID": ids[1], "FirstName": "Bob"}, headers=headers
        )
        await scene.pass_time(0)

    heard = tell(story)

    assert heard.events == [
        ("CONTACT", "CREATE", ids[0]),
        ("CONTACT", "CREATE", ids[1]),
        ("CONTACT", "UPDATE", ids[1]),
    ]
    assert all(heard.signatures_held[4:])


def test_an_event_says_what_to_ask_for_and_nothing_more(tell: Tell) -> None:
    async def story(scene: Scene) -> None:
        await scene.subscribe(categories=["CONTACT"])
        scene.enters_contact("Ada")
        scene.enters_contact("Bob")
        await scene.pass_time(0)

    heard = tell(story)

    (post,) = heard.posts
    first = post["events"][0]
    assert (post["firstEventSequence"], post["lastEventSequence"]) == (1, 2)
    assert re.fullmatch("[A-Z]{20}", post["entropy"])
    assert first == {
        "resourceUrl": f"https://api.xero.com/api.xro/2.0/Contacts/{first['resourceId']}",
        "resourceId": first["resourceId"],
        "eventDateUtc": "2026-03-02T08:00:00.000",
        "eventType": "CREATE",
        "eventCategory": "CONTACT",
        "tenantId": "b2c885a9-4bb9-4a00-9b6e-6c2bf60b1a2b",
        "tenantType": "ORGANISATION",
    }


def test_what_one_deed_does_to_a_document_is_one_event(tell: Tell) -> None:
    ids = []

    async def story(scene: Scene) -> None:
        await scene.subscribe(categories=["INVOICE"])
        ids.append(scene.enters_sale("1041"))
        await scene.pass_time(0)
        await scene.client.get("/_mock/clock")
        scene.organisation.bookkeeper.records_payment(
            "1041", scene.organisation.books.invoices.all()[0].total, "090", scene.organisation.today()
        )
        await scene.pass_time(0)

    heard = tell(story)

    assert heard.events == [("INVOICE", "CREATE", ids[0]), ("INVOICE", "UPDATE", ids[0])]


def test_under_the_other_reading_a_payment_is_not_heard(tell: Tell) -> None:
    async def story(scene: Scene) -> None:
        await scene.subscribe()
        scene.enters_sale("1041")
        await scene.pass_time(0)
        scene.organisation.bookkeeper.records_payment(
            "1041", scene.organisation.books.invoices.all()[0].total, "090", scene.organisation.today()
        )
        await scene.pass_time(0)

    heard = tell(story, behaviour=Behaviour(payment_fires_invoice_event=False))

    assert Counter(kind for kind, _, _ in heard.events) == {"INVOICE": 1, "CONTACT": 1}


def test_a_credit_notes_event_tells_its_type_and_status() -> None:
    class Word:
        def __init__(self, value: str) -> None:
            self.value = value

    class Note:
        type = Word("ACCRECCREDIT")
        status = Word("AUTHORISED")

    from datetime import UTC, datetime

    change = Change(Category.CREDITNOTE, "an-id", Note(), created=True, by_money=False)

    told = event_of(change, "a-tenant", datetime(2026, 3, 2, tzinfo=UTC)).spelled()

    assert told["data"] == {"Type": "ACCRECCREDIT", "Status": "AUTHORISED"}


def test_an_app_hears_nothing_of_an_organisation_that_it_is_not_connected_with(tell: Tell) -> None:
    async def story(scene: Scene) -> None:
        await scene.subscribe()
        scene.mock.disconnect(scene.organisation.tenant_id)
        scene.enters_contact("Ada")
        await scene.pass_time(0)

    assert tell(story).posts == []


def test_what_a_snapshot_undoes_at_once_is_not_heard(tell: Tell) -> None:
    async def story(scene: Scene) -> None:
        before = scene.organisation.snapshot()
        await scene.subscribe()
        scene.enters_contact("Ada")
        scene.organisation.restore(before)
        scene.enters_contact("Bob")
        await scene.pass_time(0)

    heard = tell(story)

    assert len(heard.events) == 1


def test_without_a_subscription_nobody_listens_to_the_books(tell: Tell) -> None:
    async def story(scene: Scene) -> None:
        scene.enters_contact("Ada")
        assert scene.organisation.books.changes.listener is None
        assert scene.mock.webhooks.next_due() is None

    tell(story)


def test_a_refused_post_comes_again_at_once_and_then_every_quarter_of_an_hour(tell: Tell) -> None:
    told: dict[str, Any] = {}

    async def story(scene: Scene) -> None:
        await scene.subscribe()
        scene.listener.answers = [httpx.Response(500), httpx.Response(500), httpx.ReadTimeout("late")]
        scene.enters_contact("Ada")
        await scene.pass_time(3600)
        told.update(await scene.webhook())

    heard = tell(story)

    assert [(each["instant"][11:19], each["refused"]) for each in told["attempts"]] == [
        ("08:00:00", "status 500 instead of 200"),
        ("08:00:00", "status 500 instead of 200"),
        ("08:15:00", "no answer within 5 seconds"),
        ("08:30:00", None),
    ]
    assert len({post["entropy"] for post in heard.posts}) == 1


def test_on_the_older_page_it_comes_ever_later(tell: Tell) -> None:
    told: dict[str, Any] = {}

    async def story(scene: Scene) -> None:
        await scene.subscribe()
        scene.listener.down = True
        scene.enters_contact("Ada")
        await scene.pass_time(900)
        told.update(await scene.webhook())

    tell(story, behaviour=Behaviour(webhook_retry=WebhookRetry.EVER_LATER))

    minutes = [each["instant"][14:16] for each in told["attempts"]]
    assert minutes == ["00", "00", "01", "03", "07", "15"]


def test_after_a_day_it_is_disabled_and_what_was_kept_comes_in_order_when_it_resumes(tell: Tell) -> None:
    told: list[Any] = []
    ids: list[str] = []

    async def story(scene: Scene) -> None:
        await scene.subscribe()
        scene.listener.down = True
        for name in ("Ada", "Bob"):
            ids.append(scene.enters_contact(name))
            await scene.pass_time(86_400)
        told.append(await scene.webhook())
        ids.append(scene.enters_contact("Cid"))
        await scene.pass_time(86_400)
        scene.listener.bodies.clear()
        scene.listener.down = False
        told.append((await scene.client.post("/_mock/webhooks/1/validate")).json())
        await scene.pass_time(0)

    heard = tell(story)

    assert [each["status"] for each in told] == ["disabled", "ok"]
    assert [number for _, _, number in heard.events] == ids


def test_what_was_kept_for_more_than_31_days_is_lost(tell: Tell) -> None:
    ids: list[str] = []

    async def story(scene: Scene) -> None:
        await scene.subscribe()
        scene.listener.down = True
        scene.enters_contact("Ada")
        await scene.pass_time(86_400 * 20)
        ids.append(scene.enters_contact("Bob"))
        await scene.pass_time(86_400 * 12)
        scene.listener.bodies.clear()
        scene.listener.down = False
        await scene.client.post("/_mock/webhooks/1/validate")
        await scene.pass_time(0)

    heard = tell(story)

    assert [number for _, _, number in heard.events] == ids


@pytest.mark.parametrize("seed", range(3))
def test_under_a_random_ordering_everything_comes_at_least_once_and_in_another_order(
    tell: Tell, seed: int
) -> None:
    ids: list[str] = []

    async def story(scene: Scene) -> None:
        await scene.subscribe()
        for number in range(60):
            ids.append(scene.enters_contact(f"Contact {number}"))
            await scene.pass_time(1)
        await scene.pass_time(120)

    heard = tell(story, seed=seed, ordering=Ordering.RANDOM)

    arrived = [number for _, _, number in heard.events]
    assert set(arrived) == set(ids)
    assert list(dict.fromkeys(arrived)) != ids
    assert len(arrived) > len(ids)


def test_nothing_comes_twice_where_the_switch_says_so(tell: Tell) -> None:
    async def story(scene: Scene) -> None:
        await scene.subscribe()
        for number in range(100):
            scene.enters_contact(f"Contact {number}")
            await scene.pass_time(1)

    heard = tell(story, behaviour=Behaviour(some_events_come_twice=False))

    assert len(heard.events) == 100


def test_a_credit_note_and_what_it_is_allocated_to_are_heard(tell: Tell) -> None:
    async def story(scene: Scene) -> None:
        await scene.subscribe(categories=["CREDITNOTE", "INVOICE"])
        sale = scene.enters_sale("1041")
        headers = await bearer(scene)
        line = {"Description": "x", "Quantity": 1, "UnitAmount": 40, "AccountCode": "200"}
        note = {
            "Type": "ACCRECCREDIT",
            "Status": "AUTHORISED",
            "Contact": {"Name": "Ada"},
            "LineItems": [line],
        }
        made = (await scene.client.put("/api.xro/2.0/CreditNotes", json=note, headers=headers)).json()
        await scene.pass_time(0)
        scene.listener.bodies.clear()
        path = f"/api.xro/2.0/CreditNotes/{made['CreditNotes'][0]['CreditNoteID']}/Allocations"
        allocation = {"Amount": 10, "Date": "2026-03-02", "Invoice": {"InvoiceID": sale}}
        await scene.client.put(path, json=allocation, headers=headers)
        await scene.pass_time(0)

    heard = tell(story)

    told = {event["eventCategory"]: event for post in heard.posts for event in post["events"]}
    assert {name: each["eventType"] for name, each in told.items()} == {
        "CREDITNOTE": "UPDATE",
        "INVOICE": "UPDATE",
    }
    assert told["CREDITNOTE"]["data"] == {"Type": "ACCRECCREDIT", "Status": "AUTHORISED"}


@pytest.mark.parametrize("kind", ["OVERPAYMENT", "PREPAYMENT"])
def test_money_in_advance_is_heard(tell: Tell, kind: str) -> None:
    async def story(scene: Scene) -> None:
        await scene.subscribe(categories=[kind])
        line = {"Description": "x", "Quantity": 1, "UnitAmount": 40}
        if kind == "PREPAYMENT":
            line |= {"AccountCode": "200", "TaxType": "EXEMPTOUTPUT"}
        money = {
            "Type": f"RECEIVE-{kind}",
            "Contact": {"Name": "Ada"},
            "BankAccount": {"Code": "090"},
            "LineAmountTypes": "NoTax",
            "LineItems": [line],
        }
        made = await scene.client.put(
            "/api.xro/2.0/BankTransactions", json=money, headers=await bearer(scene)
        )
        assert made.status_code == 200, made.text
        await scene.pass_time(0)

    heard = tell(story)

    assert [(category, what) for category, what, _ in heard.events] == [(kind, "CREATE")]
