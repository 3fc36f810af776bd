"""What can be done to templates: create and delete, nothing else (OpenAPI). Or `Refused`, nothing changed."""

from mock_xero.books.books import Books
from mock_xero.books.document_drawing import enter_contact
from mock_xero.books.document_rules import judge
from mock_xero.books.line_drawing import with_new_ids
from mock_xero.books.problems import DOCUMENT_NOT_FOUND, ONLY_STATUS
from mock_xero.books.refusal import NotFound, Refused
from mock_xero.books.repeating import problems
from mock_xero.books.repeating.template_rules import RULES, draw_up
from mock_xero.books.repeating.templates import Template, TemplateDraft, TemplateStatus
from mock_xero.books.stamp import Stamp


def create_template(books: Books, draft: TemplateDraft, stamp: Stamp) -> Template:
    case = draw_up(books, draft, stamp)
    template = case.candidate
    if found := judge(case, RULES):
        raise Refused(found, template)
    enter_contact(case.contact, template)
    template.lines = with_new_ids(template.lines, books)
    template.template_id = books.new_id("repeating invoice")
    books.templates.keep(template)
    books.history.note(template.template_id, "Created", stamp)
    return template


def create_or_delete_template(books: Books, draft: TemplateDraft, stamp: Stamp) -> Template:
    """POST: with an id it can only be deleted, without one it is created."""
    if draft.template_id is None:
        return create_template(books, draft, stamp)
    template = books.templates.by_id(draft.template_id)
    if template is None:
        raise NotFound((DOCUMENT_NOT_FOUND,), draw_up(books, draft, stamp).candidate)
    return change_template(books, template, draft, stamp)


def change_template(books: Books, template: Template, draft: TemplateDraft, stamp: Stamp) -> Template:
    """Delete it: the invoices that it has made stay."""
    if draft.status is not TemplateStatus.DELETED:
        raise Refused((ONLY_STATUS,), template)
    if template.status is TemplateStatus.DELETED:
        raise Refused((problems.NOT_VALID_FOR_MODIFICATION,), template)
    template.status = TemplateStatus.DELETED
    books.templates.keep(template)
    books.history.note(template.template_id, "Deleted", stamp)
    return template
