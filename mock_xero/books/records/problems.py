"""Why a note or a file is refused. That it is refused is documented; the words are ours."""

from typing import Final

from mock_xero.books.problems import Problem

# Invented
DETAILS_REQUIRED: Final = Problem("The details of the history record must be specified")
DETAILS_TOO_LONG: Final = Problem("The details of a history record cannot be longer than 2500 characters")
FILE_EMPTY: Final = Problem("The file is empty")
FILE_NAME_TOO_LONG: Final = Problem("The name of the file cannot be longer than 255 characters")
FILE_NAME_INVALID: Final = Problem("The name of the file has characters that are not allowed")
FILE_TYPE_UNSUPPORTED: Final = Problem(
    "The file couldn't be uploaded because it isn't a supported file type."
)
TOO_MANY_FILES: Final = Problem("A document cannot have more than 10 attachments")
