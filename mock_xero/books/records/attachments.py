"""Files attached to documents. A document has one file of a name, whatever its case."""

from dataclasses import dataclass

from mock_xero.books.index import folded


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """`include_online` shows the file to the customer, with the online invoice."""

    attachment_id: str
    file_name: str
    mime_type: str
    content: bytes
    include_online: bool

    def __deepcopy__(self, memo: dict[int, object]) -> "Attachment":
        return self  # immutable: a snapshot shares it


class Attachments:
    """Ids are unique over all kinds of documents, so that one shelf holds them all."""

    def __init__(self) -> None:
        self._by_document: dict[str, dict[str, Attachment]] = {}

    def __bool__(self) -> bool:
        return bool(self._by_document)

    def of(self, document_id: str) -> list[Attachment]:
        """Return the document's files, the oldest first."""
        return list(self._by_document.get(document_id, {}).values())

    def named(self, document_id: str, file_name: str) -> Attachment | None:
        return self._by_document.get(document_id, {}).get(folded(file_name))

    def by_id(self, document_id: str, attachment_id: str) -> Attachment | None:
        found = (each for each in self.of(document_id) if each.attachment_id == attachment_id)
        return next(found, None)

    def keep(self, document_id: str, attachment: Attachment) -> None:
        """Enter the file; another of its name is replaced."""
        self._by_document.setdefault(document_id, {})[folded(attachment.file_name)] = attachment
