"""One story for each broken engine: what happens in it, so that the mistake shows and nothing else does.

A good engine keeps every promise in each of them.
"""

from typing import Final

HEAD: Final = """
starts: 2026-03-02T08:00:00+11:00
clinic: {{time zone: Australia/Sydney, payment types: {{EFTPOS: "611", Cash: "612"}}}}
xero: {xero}
weather: {weather}
timeline:
  - {{at: day 1 09:00, do: connect}}
"""
HALF_PAID: Final = ("{at: day 1 09:30, do: trade, for: 1d, invoices per day: 12, partly paid: 100%}",)
ONE_HALF_PAID: Final = (
    "{at: day 1 10:00, do: invoice, number: 1, patient: {id: p1, name: Ada Brown}, amount: 100.00}",
    "{at: day 1 10:10, do: pay, invoice: 1, amount: 40.00, by: EFTPOS, payment: the first half}",
)
LOST_FOR_LONG: Final = "{at: day 1 10:09, do: storm, for: 15m, weather: {answers lost: 100%}}"
THREE_HALF_PAID: Final = (
    *(
        f"{{at: day 1 10:00, do: invoice, number: {n}, patient: {{id: p{n}, name: Ada {n}}}, amount: 100.00}}"
        for n in (1, 2, 3)
    ),
    *(f"{{at: day 1 10:10, do: pay, invoice: {n}, amount: 40.00, by: EFTPOS}}" for n in (1, 2, 3)),
)
CREDIT: Final = (
    "{at: day 1 09:30, do: prepay, patient: {id: p1, name: Ada Brown}, amount: 100.00, by: EFTPOS}",
    "{at: day 1 10:00, do: invoice, number: 1, patient: p1, amount: 100.00}",
)
AWAY_AND_BACK: Final = (
    "{at: day 1 12:00, do: disconnect}",
    "{at: day 1 13:00, do: invoice, number: 7, patient: {id: p7, name: Ben Chen}, amount: 70.00}",
    "{at: day 1 14:00, do: invoice, number: 8, patient: p7, amount: 80.00}",
    "{at: day 1 14:30, do: pay, invoice: 8, amount: 30.00, by: Cash}",
    "{at: day 1 15:00, do: reconnect}",
    "{at: day 1 16:00, do: synchronise, from: day 1}",
)
LOCKED_FOR_A_WHILE: Final = (
    "{at: day 1 09:40, do: xero archives account, account: 200}",
    "{at: day 1 10:00, do: invoice, number: 1, patient: {id: p1, name: Ada Brown}, amount: 100.00}",
    "{at: day 1 10:02, do: xero restores account, account: 200}",
    "{at: day 1 10:03, do: retry, invoice: 1}",
)
LOCKED_FOR_GOOD: Final = (
    "{at: day 1 09:40, do: xero archives account, account: 200}",
    "{at: day 1 10:00, do: invoice, number: 1, patient: {id: p1, name: Ada Brown}, amount: 100.00}",
)
NOT_MISSING: Final = (
    "nothing doubled",
    "amounts agree",
    "limits respected",
    "people are told",
    "no needless calls",
    "names stay private",
)


def story(
    *steps: str,
    xero: str = "{profile: standard}",
    weather: str = "calm",
    expect: tuple[str, ...] = (),
) -> str:
    """Write a scenario file, but for its title."""
    lines = [HEAD.format(xero=xero, weather=weather).strip()]
    lines += [f"  - {step}" for step in steps]
    if expect:
        lines += ["expect:", *(f"  - {each}" for each in expect)]
    return "\n".join(lines)


_TOLD: Final = {
    "key_per_try": story(*HALF_PAID, weather="{answers lost: 20%}"),
    "key_outlived": story(
        *ONE_HALF_PAID,
        "{at: day 1 10:09, do: storm, for: 90s, weather: {answers lost: 100%}}",
        "{at: day 1 10:25, do: invoice, number: 2, patient: p1, amount: 50.00}",
    ),
    "refusals_remembered": story(*LOCKED_FOR_A_WHILE),
    "fresh_key_after_a_server_error": story(*HALF_PAID, weather="{gateway errors: 30%}"),
    "lost_taken_for_done": story(*HALF_PAID, weather="{requests lost: 30%}"),
    "two_workers": story(*ONE_HALF_PAID),
    "nobody_asks": story(*ONE_HALF_PAID, LOST_FOR_LONG),
    "first_page_only": story(
        *ONE_HALF_PAID,
        *(f"{{at: day 1 10:0{minute}, do: pay, invoice: 1, amount: 5.00, by: Cash}}" for minute in (1, 2, 3)),
        LOST_FOR_LONG,
    ),
    "rotated_token_lost": story(
        *ONE_HALF_PAID, "{at: day 2 10:00, do: invoice, number: 2, patient: p1, amount: 50.00}"
    ),
    "refreshes_for_ever": story(*ONE_HALF_PAID),
    "connections_believed": story(*AWAY_AND_BACK),
    "throttled_taken_for_success": story(*THREE_HALF_PAID, xero="{profile: article}"),
    "errors_in_a_200_overlooked": story(*LOCKED_FOR_A_WHILE),
    "one_spoils_the_batch": story(
        *THREE_HALF_PAID,
        "{at: day 1 10:10, do: pay, invoice: 1, amount: 20.00, by: Cash}",
        "{at: day 1 10:05, do: outage, for: 10m}",
        "{at: day 1 10:06, do: xero closes account to payments, account: 612}",
        "{at: day 1 10:40, do: xero opens account to payments, account: 612}",
        "{at: day 1 10:50, do: retry}",
    ),
    "server_error_taken_for_refusal": story(*HALF_PAID, weather="{server errors: 30%}"),
    "outage_taken_for_disconnection": story("{at: day 1 10:05, do: outage, for: 30m}", *ONE_HALF_PAID),
    "post_instead_of_put": story(
        "{at: day 1 09:40, do: xero issues invoice, number: 1, amount: 55.00, account: 200}",
        "{at: day 1 10:00, do: invoice, number: 1, patient: {id: p1, name: Ada Brown}, amount: 100.00}",
        "{at: day 1 10:30, do: xero renumbers invoice, number: 1, to: X-1}",
        "{at: day 1 10:40, do: retry}",
        expect=("nothing missing", "amounts agree", "limits respected"),
    ),
    "outbox_forgotten_in_a_crash": story(
        "{at: day 1 09:50, do: outage, for: 30m}",
        *ONE_HALF_PAID,
        "{at: day 1 10:10, do: crash, restart after: 5m}",
    ),
    "promises_forgotten_in_a_crash": story(
        *ONE_HALF_PAID, LOST_FOR_LONG, "{at: day 1 10:11, do: crash, restart after: 1m}"
    ),
    "early_payments_skipped": story("{at: day 1 09:50, do: outage, for: 2h}", *ONE_HALF_PAID),
    "edits_not_sent": story(
        *ONE_HALF_PAID[:1], "{at: day 1 12:00, do: edit invoice, invoice: 1, amount: 120.00}"
    ),
    "deletions_not_sent": story(*ONE_HALF_PAID[:1], "{at: day 1 12:00, do: delete invoice, invoice: 1}"),
    "deleted_payments_stay": story(
        *ONE_HALF_PAID, "{at: day 1 12:00, do: delete payment, payment: the first half}"
    ),
    "namesakes_share_a_contact": story(
        *ONE_HALF_PAID,
        "{at: day 1 12:00, do: invoice, number: 2, patient: {id: p2, name: Ada Brown}, amount: 50.00}",
    ),
    "renamed_is_somebody_else": story(
        *ONE_HALF_PAID,
        "{at: day 1 12:00, do: rename patient, patient: {id: p1, name: Ada Smith}}",
        "{at: day 1 13:00, do: invoice, number: 2, patient: p1, amount: 50.00}",
    ),
    "third_party_left_out": story(
        *ONE_HALF_PAID,
        "{at: day 1 12:00, do: invoice, number: 2, patient: p1, invoice to: An Insurer, amount: 50.00}",
    ),
    "dates_in_utc": story(*ONE_HALF_PAID),
    "tax_of_the_document": story(
        "{at: day 1 10:00, do: invoice, number: 1, patient: {id: p1, name: Ada Brown}, items: ["
        "{description: a, unit price: 33.33, taxable: true}, "
        "{description: b, unit price: 33.33, taxable: true}, "
        "{description: c, unit price: 33.33, taxable: true}]}",
    ),
    "prices_of_two_places": story(
        "{at: day 1 10:00, do: invoice, number: 1, patient: {id: p1, name: Ada Brown}, items: ["
        "{description: a, quantity: 7, unit price: 12.3456}]}",
    ),
    "discounts_left_out": story(
        "{at: day 1 10:00, do: invoice, number: 1, patient: {id: p1, name: Ada Brown}, items: ["
        "{description: a, unit price: 50.00, discount: 5.00}]}",
    ),
    "tax_included": story(
        "{at: day 1 10:00, do: invoice, number: 1, patient: {id: p1, name: Ada Brown}, items: ["
        "{description: a, unit price: 50.00, taxable: true}]}",
    ),
    "one_account_for_all": story(
        *ONE_HALF_PAID, "{at: day 1 12:00, do: pay, invoice: 1, amount: 60.00, by: Cash}"
    ),
    "credit_is_money": story(*CREDIT, "{at: day 1 11:00, do: pay by credit, invoice: 1, amount: 100.00}"),
    "credit_added_to_cash": story(
        *CREDIT,
        "{at: day 1 11:00, do: pay by credit, invoice: 1, amount: 30.00}",
        "{at: day 1 12:00, do: pay, invoice: 1, amount: 70.00, by: Cash}",
    ),
    "surplus_sent": story(
        *ONE_HALF_PAID[:1],
        "{at: day 1 11:00, do: pay, invoices: {1: 100.00}, by: {Cash: 120.00}}",
    ),
    "reset_on_reconnection": story(*ONE_HALF_PAID, "{at: day 2 09:00, do: reconnect}"),
    "first_choice_for_ever": story(
        '{at: day 1 09:30, do: change settings, payment types: {Cash: "613"}}', *ONE_HALF_PAID
    ),
    "after_the_day": story(*AWAY_AND_BACK),
    "all_over_again": story(*ONE_HALF_PAID, "{at: day 2 12:00, do: synchronise, from: day 1}"),
    "invoices_only": story(*AWAY_AND_BACK),
    "goes_unasked": story(*AWAY_AND_BACK),
    "retry_after_ignored": story(*THREE_HALF_PAID, xero="{profile: article}"),
    "day_taken_for_a_minute": story(
        "{at: day 1 09:30, do: trade, for: 1d, invoices per day: 16}",
        xero="{profile: {minute: 60, day: 8, concurrent: 5}}",
    ),
    "looks_all_day": story(
        *CREDIT,
        "{at: day 1 11:00, do: pay by credit, invoice: 1, amount: 100.00}",
        "{at: day 1 11:30, do: invoice, number: 2, patient: p1, amount: 50.00}",
    ),
    "no_letters": story(*LOCKED_FOR_GOOD, expect=NOT_MISSING),
    "parked_in_silence": story(*LOCKED_FOR_GOOD, expect=NOT_MISSING),
    "reason_swallowed": story(*LOCKED_FOR_GOOD, expect=NOT_MISSING),
    "patients_in_letters": story(*LOCKED_FOR_GOOD, expect=NOT_MISSING),
    "credit_not_listed": story(*CREDIT, "{at: day 1 11:00, do: pay by credit, invoice: 1, amount: 100.00}"),
    "always_settled": story("{at: day 1 09:50, do: outage, for: 2h}", *ONE_HALF_PAID),
}
STORIES: Final = {
    name: f"scenario: {name.replace('_', ' ').capitalize()}\n{told}" for name, told in _TOLD.items()
}
