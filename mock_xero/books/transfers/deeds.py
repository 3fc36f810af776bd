"""What can be done to bank transfers. A deed is done and posted, or `Refused` and has changed nothing."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from mock_xero.books.accounts import Account, AccountType
from mock_xero.books.books import Books
from mock_xero.books.catalogue.line_choices import named_in_vain, tracked
from mock_xero.books.catalogue.problems import tracking_invalid
from mock_xero.books.catalogue.tracking import option_ids
from mock_xero.books.drafts import TrackingChoice
from mock_xero.books.journal import Posting, Source, SourceType
from mock_xero.books.lock_rules import closed_to, closed_to_edits
from mock_xero.books.money import ZERO, rounded
from mock_xero.books.problems import Problem
from mock_xero.books.refusal import NotFound, Refused
from mock_xero.books.stamp import Stamp
from mock_xero.books.transfers import problems
from mock_xero.books.transfers.sides import delete_sides, enter_sides
from mock_xero.books.transfers.transfers import Transfer, TransferStatus

_LARGEST: Final = Decimal("9999999999.99")


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferDraft:
    """What somebody asks for. None means that it was not said. It doubles as the echo of a refusal."""

    from_account_id: str | None = None
    from_account_code: str | None = None
    to_account_id: str | None = None
    to_account_code: str | None = None
    amount: Decimal | None = None
    date: dt.date | None = None
    reference: str | None = None
    from_is_reconciled: bool = False
    to_is_reconciled: bool = False
    from_tracking: tuple[TrackingChoice, ...] = ()
    to_tracking: tuple[TrackingChoice, ...] = ()


@dataclass(frozen=True, slots=True)
class TransferChange:
    """What is asked of an existing transfer."""

    transfer_id: str | None
    status: TransferStatus | None


def create_transfer(books: Books, draft: TransferDraft, stamp: Stamp) -> Transfer:
    source = books.accounts.find(draft.from_account_id, draft.from_account_code)
    target = books.accounts.find(draft.to_account_id, draft.to_account_code)
    day = draft.date or stamp.today
    found = [*_problems_of_accounts(draft, source, target), *_problems_of_amount(draft)]
    found += _problems_of_tracking(books, draft)
    found += closed_to(books, "document", day, stamp)
    if found or source is None or target is None:
        raise Refused(found, draft)
    transfer = Transfer(
        transfer_id=books.new_id("bank transfer"),
        from_transaction_id=books.new_id("bank transaction"),
        to_transaction_id=books.new_id("bank transaction"),
        from_account=source,
        to_account=target,
        amount=rounded(draft.amount or ZERO, books.behaviour.half_cent),
        date=day,
        reference=draft.reference or None,
        from_is_reconciled=draft.from_is_reconciled,
        to_is_reconciled=draft.to_is_reconciled,
        from_tracking=tracked(books, draft.from_tracking),
        to_tracking=tracked(books, draft.to_tracking),
        created_by=stamp.author,
        created_at=stamp.instant,
        updated_at=stamp.instant,
    )
    for each in (*transfer.from_tracking, *transfer.to_tracking):
        each.option.used = True
    books.transfers.keep(transfer)
    enter_sides(books, transfer)
    books.journal.post(_source(transfer), transfer.date, _postings(transfer), stamp.instant)
    books.history.note(transfer.transfer_id, "Created", stamp)
    return transfer


def delete_transfer(books: Books, change: TransferChange, stamp: Stamp) -> Transfer:
    """The only change there is."""
    transfer = books.transfers.by_id(change.transfer_id or "")
    if transfer is None:
        raise NotFound((problems.NOT_FOUND,), change)
    if change.status is not TransferStatus.DELETED:
        raise Refused((problems.ONLY_DELETED,), transfer)
    if not transfer.stands:
        raise Refused((problems.NOT_VALID_FOR_MODIFICATION,), transfer)
    closed = closed_to_edits(books, transfer.date, stamp)
    if books.behaviour.lock_refuses_voids and (found := list(closed)):
        raise Refused(found, transfer)
    transfer.status = TransferStatus.DELETED
    transfer.updated_at = stamp.instant
    books.transfers.keep(transfer)
    delete_sides(books, transfer)
    books.journal.reverse(_source(transfer), stamp.instant)
    books.history.note(transfer.transfer_id, "Deleted", stamp)
    return transfer


def _problems_of_accounts(
    draft: TransferDraft, source: Account | None, target: Account | None
) -> Iterator[Problem]:
    sides = (
        (draft.from_account_id or draft.from_account_code, source, problems.FROM_REQUIRED),
        (draft.to_account_id or draft.to_account_code, target, problems.TO_REQUIRED),
    )
    for said, account, missing in sides:
        if said is None:
            yield missing
        elif account is None or account.type is not AccountType.BANK or not account.is_active:
            yield problems.no_bank_account(said)
    if source is not None and target is not None and source.account_id == target.account_id:
        yield problems.SAME_ACCOUNT


def _problems_of_tracking(books: Books, draft: TransferDraft) -> Iterator[Problem]:
    """There are no warnings on a transfer, so that what is named in vain is refused."""
    for choices in (draft.from_tracking, draft.to_tracking):
        for choice in named_in_vain(books, choices):
            yield tracking_invalid(choice.category_id or choice.category, choice.option_id or choice.option)


def _problems_of_amount(draft: TransferDraft) -> Iterator[Problem]:
    amount = draft.amount or ZERO
    if amount < Decimal("0.005"):
        yield problems.AMOUNT_NOT_POSITIVE
    elif amount > _LARGEST:
        yield problems.AMOUNT_TOO_LARGE


def _source(transfer: Transfer) -> Source:
    return Source(SourceType.TRANSFER, transfer.transfer_id)


def _postings(transfer: Transfer) -> tuple[Posting, Posting]:
    return (
        Posting(
            transfer.from_account.account_id, -transfer.amount, tracking=option_ids(transfer.from_tracking)
        ),
        Posting(transfer.to_account.account_id, transfer.amount, tracking=option_ids(transfer.to_tracking)),
    )
