"""One story for each stateful operation; a new resource is a file here and its name in `_ROOMS`."""

from typing import Final

from tests.contract.stories import credits as credit
from tests.contract.stories import documents, ledger, reference, sales
from tests.contract.stories.telling import Stories

_ROOMS: Final = (reference, sales, credit, ledger, documents)
NOTHING_TO_FIND: Final = {"getReportFromId": "Reports/7ef31b20-de17-4312-8382-412f869b1510"}  # published ones
STORIES: Final[Stories] = {operation: story for room in _ROOMS for operation, story in room.STORIES.items()}
