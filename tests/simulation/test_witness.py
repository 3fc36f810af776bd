"""A certificate says which request made which document, and shows what is wrong by the fewest exchanges.

Method: one clinic, each engine broken in one way; the certificate is read as anybody would read the file.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from harness.cli import app
from harness.engines import broken, builtin
from harness.engines.protocol import EngineFactory
from harness.reporting.certificate_json import certificate_json
from harness.runner import run_with
from harness.scenario.loader import loads
from harness.simulation.choices import SeededChoices

STORY = """\
scenario: Two payments and a lost answer
seed: 3
starts: 2026-03-02T08:00:00+11:00
clinic: {{time zone: Australia/Sydney, payment types: {{EFTPOS: "611"}}}}
xero: {{profile: {profile}}}
timeline:
  - {{at: day 1 09:00, do: connect}}
  - {{at: day 1 09:30, do: invoice, number: 1, patient: {{id: P-1, name: Ada Lovelace}}, amount: 120.00}}
  - {{at: day 1 09:40, do: storm, for: 1s, weather: {{answers lost: 100%}}}}
  - {{at: day 1 09:40, do: pay, invoice: 1, amount: 50.00, by: EFTPOS, payment: for Ada Lovelace}}
  - {{at: day 1 11:00, do: pay, invoice: 1, amount: 30.00, by: EFTPOS}}
{more}
expect: [nothing doubled, nothing missing, amounts agree, account credit stays open, limits respected]
"""


def certificate(
    engine: EngineFactory = builtin.create, *, profile: str = "article", more: str = ""
) -> dict[str, Any]:
    scenario = loads(STORY.format(profile=profile, more=more))
    written = certificate_json(run_with(scenario, SeededChoices(3), engine, seed=3))
    read: dict[str, Any] = json.loads(written)
    return read


def only_proof(read: dict[str, Any], expectation: str) -> dict[str, Any]:
    [violation] = [each for each in read["violations"] if each["expectation"] == expectation]
    [proof] = violation["proofs"]
    found: dict[str, Any] = proof
    return found


def test_each_record_has_its_one_document_and_the_request_that_made_it() -> None:
    read = certificate()

    assert [(each["kind"], each["invoice"], each["amount"]) for each in read["records"]] == [
        ("invoice", "1", 120.00),
        ("payment", "1", 50.00),
        ("payment", "1", 30.00),
    ]
    documents = [document for each in read["records"] for document in each["documents"]]
    assert len({document["xero_id"] for document in documents}) == 3
    assert [document["made_by"]["path"] for document in documents] == ["/Invoices", "/Payments", "/Payments"]
    assert read["others"] == read["violations"] == []


def test_the_request_that_made_a_document_is_the_one_whose_answer_was_lost_and_not_its_repetition() -> None:
    [_, paid, _] = certificate()["records"]

    assert paid["documents"][0]["made_by"]["trouble"] == "answer lost"


def test_a_doubled_payment_is_proved_by_two_requests_with_different_keys() -> None:
    read = certificate(broken.key_per_try)

    proof = only_proof(read, "nothing doubled")

    first, second = proof["exchanges"]
    assert first["idempotency_key"] != second["idempotency_key"]
    assert (first["status"], second["status"]) == (200, 200)
    assert (first["trouble"], second["trouble"]) == ("answer lost", None)
    [copy] = read["others"]
    assert copy["document"]["made_by"]["number"] in {first["number"], second["number"]}


def test_a_missing_document_is_proved_by_the_last_request_that_carried_it() -> None:
    more = "\n".join(
        f"  - {{at: day 1 11:00, do: pay, invoice: 1, amount: {amount}.00, by: EFTPOS}}" for amount in (5, 6)
    )
    read = certificate(broken.throttled_taken_for_success, more=more)

    [missing] = [each for each in read["violations"] if each["expectation"] == "nothing missing"]

    assert missing["proofs"]
    for proof in missing["proofs"]:
        [last] = proof["exchanges"]
        assert last["refused_at"] == "payment limit"
        assert proof["shows"] == "The last request that carried it was refused (payment limit)."


def test_what_was_not_done_and_what_was_never_sent_are_told_apart() -> None:
    more = """\
  - {at: day 1 12:55, do: invoice, number: 3, patient: P-1, amount: 10.00}
  - {at: day 1 13:00, do: outage, for: 1h}
  - {at: day 1 13:01, do: invoice, number: 2, patient: P-1, amount: 10.00}
  - {at: day 1 13:02, do: pay, invoice: 2, amount: 10.00, by: EFTPOS}
  - {at: day 1 13:10, do: crash, restart after: 5m}
"""
    read = certificate(broken.outbox_forgotten_in_a_crash, more=more)

    [violation] = read["violations"]
    invoice, payment = violation["proofs"]

    assert invoice["shows"] == "Xero did not do what the last request asked."
    assert [each["status"] for each in invoice["exchanges"]] == [503]
    assert (payment["shows"], payment["exchanges"]) == ("No request carried it.", [])


def test_account_credit_that_was_sent_is_proved_by_the_request_that_sent_it() -> None:
    more = """\
  - {at: day 1 12:00, do: prepay, patient: P-1, amount: 40.00, by: EFTPOS}
  - {at: day 1 12:05, do: pay by credit, invoice: 1, amount: 40.00}
"""
    read = certificate(broken.credit_is_money, more=more)

    [exchange] = only_proof(read, "account credit stays open")["exchanges"]

    assert (exchange["method"], exchange["path"]) == ("PUT", "/Payments")


def test_a_call_that_left_too_early_is_proved_by_the_answer_that_told_it_to_wait() -> None:
    more = "  - {at: day 1 11:00, do: pay, invoice: 1, amount: 5.00, by: EFTPOS}"
    read = certificate(broken.retry_after_ignored, more=more)

    [violation] = read["violations"]
    told, left = violation["proofs"][0]["exchanges"]

    assert violation["expectation"] == "limits respected"
    assert told["status"] == 429
    assert told["number"] < left["number"]


def test_what_a_bookkeeper_entered_is_no_requests_and_no_records() -> None:
    more = "  - {at: day 1 14:00, do: xero records payment, invoice: 1, amount: 7.00, account: '611'}"

    [other] = certificate(more=more)["others"]

    assert (other["kind"], other["amount"], other["document"]["made_by"]) == ("payment", 7.00, None)


def test_no_name_is_in_it_and_the_bytes_are_always_the_same() -> None:
    def written() -> bytes:
        scenario = loads(STORY.format(profile="article", more=""))
        result = run_with(scenario, SeededChoices(3), broken.key_per_try, seed=3)
        return certificate_json(result)

    assert b"Lovelace" not in written()
    assert written() == written()


def harness(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def story(tmp_path: Path) -> Path:
    file = tmp_path / "story.yaml"
    file.write_text(STORY.format(profile="article", more=""))
    return file


def test_a_good_certificate_is_written_and_checked_by_the_file_alone(tmp_path: Path, story: Path) -> None:
    file = tmp_path / "certificate.json"

    assert harness("run", story, "--witness", file).exit_code == 0
    checked = harness("witness", file)

    assert checked.exit_code == 0
    assert "3 records, one document each" in checked.output


def test_several_scenarios_write_a_certificate_each(tmp_path: Path, story: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(story.read_text().replace("scenario: Two", "scenario: Just two"))

    harness("run", story, other, "--witness", tmp_path / "w.json")

    assert sorted(file.name for file in tmp_path.glob("w-*.json")) == [
        "w-just-two-payments-and-a-lost-answer.json",
        "w-two-payments-and-a-lost-answer.json",
    ]


def test_a_certificate_of_a_broken_run_is_objected_to(tmp_path: Path, story: Path) -> None:
    file = tmp_path / "certificate.json"
    engine = "harness.engines.broken:key_per_try"

    harness("run", story, "--engine", engine, "--witness", file)
    checked = harness("witness", file)

    assert checked.exit_code == 1
    assert "made a document that is no record's: payment on invoice 1" in checked.output
    assert "it did not hold: nothing doubled" in checked.output


def test_a_record_without_a_document_or_with_anothers_is_objected_to(tmp_path: Path, story: Path) -> None:
    file = tmp_path / "certificate.json"
    harness("run", story, "--witness", file)
    read = json.loads(file.read_text())
    read["records"][0]["documents"] = []
    read["records"][1]["documents"] = read["records"][2]["documents"]
    file.write_text(json.dumps(read))

    checked = harness("witness", file)

    assert checked.exit_code == 1
    assert "invoice 1 has 0 documents in Xero, not one" in checked.output
    assert checked.output.count("shares its document") == 2


@pytest.mark.parametrize("content", ["", "[]", '{"format": "another/1"}'])
def test_what_is_no_certificate_ends_with_2(tmp_path: Path, content: str) -> None:
    file = tmp_path / "no.json"
    file.write_text(content)

    refused = harness("witness", file, tmp_path / "nowhere.json")

    assert refused.exit_code == 2
    assert f"{file} is no certificate" in refused.output
    assert "nowhere.json cannot be read" in refused.output
