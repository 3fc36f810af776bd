"""A mailbox for tests: takes letters, or is out of order for a while."""

from dataclasses import dataclass, field

from sync_engine import Letter, NotPostedError


@dataclass
class Mailbox:
    """`handed_over` has every letter as often as it came; `arrived` each once, as a mailbox shows it."""

    handed_over: list[Letter] = field(default_factory=list)
    out_of_order: bool = False
    tried: int = 0

    async def post(self, letter: Letter) -> None:
        self.tried += 1
        if self.out_of_order:
            raise NotPostedError("the mail server answered 451")
        self.handed_over.append(letter)

    @property
    def arrived(self) -> list[Letter]:
        return list({each.message_id: each for each in self.handed_over}.values())
