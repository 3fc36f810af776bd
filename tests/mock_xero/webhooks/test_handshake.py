"""The intent to receive: Xero asks whether the app is listening before it sends anything (facts §8)."""

import re

import httpx
import pytest

from tests.mock_xero.webhooks.conftest import KEY, Scene, Tell


def test_an_app_that_tells_good_signatures_from_bad_is_listening(tell: Tell) -> None:
    told = {}

    async def story(scene: Scene) -> None:
        told.update(await scene.subscribe())

    heard = tell(story)

    assert (told["status"], told["failures"], told["key"]) == ("ok", [], KEY)
    assert len(heard.bodies) == 4
    assert set(heard.signatures_held) == {True, False}


def test_the_bodies_are_empty_of_events_and_spelled_as_no_serialiser_spells_them(tell: Tell) -> None:
    async def story(scene: Scene) -> None:
        await scene.subscribe()

    heard = tell(story)

    for body in heard.bodies:
        spelled = rb'\{"events":\[\],"firstEventSequence": 0,"lastEventSequence": 0, "entropy": "[A-Z]{20}"\}'
        assert re.fullmatch(spelled, body)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (httpx.Response(200, content=b"ok"), "Response contains a body"),
        (httpx.Response(200, headers={"set-cookie": "a=b"}), "Response contains a cookie"),
        (httpx.Response(500), "status 500 instead of "),
        (httpx.Response(302, headers={"location": "/"}), "status 302 instead of "),
        (httpx.ReadTimeout("late"), "no answer within 5 seconds"),
        (httpx.ConnectError("down"), "no answer: ConnectError"),
    ],
)
def test_an_answer_that_will_not_do_is_told_and_nothing_is_sent(
    tell: Tell, answer: httpx.Response | Exception, words: str
) -> None:
    told = {}

    async def story(scene: Scene) -> None:
        scene.listener.answers = [answer] * 4
        told.update(await scene.subscribe())
        scene.enters_contact("Ada")
        await scene.pass_time(3600)

    heard = tell(story)

    assert told["status"] == "intent to receive required"
    assert any(words in each for each in told["failures"])
    assert heard.posts == []


def test_an_app_that_takes_bad_signatures_for_good_is_refused(tell: Tell) -> None:
    told = {}

    async def story(scene: Scene) -> None:
        scene.listener.answers = [httpx.Response(200) for _ in range(4)]
        told.update(await scene.subscribe())

    tell(story)

    assert told["status"] == "intent to receive required"
    assert set(told["failures"]) == {"wrongly signed: status 200 instead of 401"}


def test_it_can_be_asked_for_again(tell: Tell) -> None:
    told = {}

    async def story(scene: Scene) -> None:
        scene.listener.answers = [httpx.Response(404)]
        await scene.subscribe()
        told.update((await scene.client.post("/_mock/webhooks/1/validate")).json())
        assert (await scene.client.post("/_mock/webhooks/2/validate")).status_code == 404

    tell(story)

    assert told["status"] == "ok"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"url": "nowhere"}, "not an absolute http or https URL"),
        ({"url": "http://\u2028/"}, "not an absolute http or https URL"),
        ({"url": "http://[::1"}, "not an absolute http or https URL"),
        ({"url": "http://a/", "categories": ["PAYMENT"]}, "categories are CONTACT, INVOICE, CREDITNOTE"),
        ({"url": "http://a/", "client_id": "nobody"}, "there is no app 'nobody'"),
        ({}, "missing required field `url`"),
    ],
)
def test_a_webhook_that_can_not_be_is_refused_in_a_sentence(
    tell: Tell, body: dict[str, object], words: str
) -> None:
    async def story(scene: Scene) -> None:
        refused = await scene.client.post("/_mock/webhooks", json=body)
        assert refused.status_code == 400
        assert words in refused.json()["error"]

    tell(story)
