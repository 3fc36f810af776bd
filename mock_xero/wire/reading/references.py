"""How a body names what exists already: an account, or a document of one kind."""

from mock_xero.wire.bodies import Body, Text


class AccountReference(Body):
    account_id: Text = None
    code: Text = None


class InvoiceReference(Body):
    invoice_id: Text = None
    invoice_number: Text = None


class CreditNoteReference(Body):
    credit_note_id: Text = None
    credit_note_number: Text = None


class PrepaymentReference(Body):
    prepayment_id: Text = None


class OverpaymentReference(Body):
    overpayment_id: Text = None
