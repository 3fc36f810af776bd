"""What a question about contacts may name."""

from collections.abc import Callable
from typing import Any, Final

from mock_xero.books.contacts import Contact
from mock_xero.wire.fields import Field, Fields, boolean, guid, instant, itself, name, text


def contact_fields(contact: Callable[[Any], Contact]) -> dict[str, Field]:
    return {
        "contactid": guid(lambda each: contact(each).contact_id),
        "name": name(lambda each: contact(each).name),
        "contactnumber": text(lambda each: contact(each).contact_number),
        "accountnumber": text(lambda each: contact(each).account_number),
        "contactstatus": text(lambda each: contact(each).status.value),
        "emailaddress": text(lambda each: contact(each).email or None),
        "firstname": text(lambda each: contact(each).first_name or None),
        "lastname": text(lambda each: contact(each).last_name or None),
        "companynumber": text(lambda each: contact(each).company_number or None),
        "taxnumber": text(lambda each: contact(each).tax_number or None),
        "bankaccountdetails": text(lambda each: contact(each).bank_account_details or None),
        "hasattachments": boolean(lambda each: contact(each).has_attachments),
        "iscustomer": boolean(lambda each: contact(each).is_customer),
        "issupplier": boolean(lambda each: contact(each).is_supplier),
        "updateddateutc": instant(lambda each: contact(each).updated_at),
    }


CONTACT: Final = Fields("Contact", contact_fields(itself))
