"""Request bodies as they come: the members that Xero reads, not yet converted. Others are dropped.

A body is one bare element or an envelope whose key may be in any case (facts §4.1, §4.2).
"""

from functools import cache
from types import GenericAlias
from typing import Any, Final, TypeVar

import msgspec

from mock_xero.wire.problems import PostDataInvalid

Text = str | int | None  # Xero reads a number where it wants text

_SPECIAL: Final = {"id": "ID", "cogs": "COGS", "pdf": "PDF"}


def _pascal(name: str) -> str:
    return "".join(_SPECIAL.get(word, word.title()) for word in name.split("_"))


class Body(msgspec.Struct, rename=_pascal):
    """Members are spelled in Pascal case, abbreviations in capitals."""


B = TypeVar("B")


def elements(body: bytes, envelope: str, kind: type[B]) -> list[B]:
    """Return the elements of a body, of one kind.

    Raises:
        PostDataInvalid: the body is no JSON object, or a member has the wrong type.

    """
    shape: Any = kind
    try:
        members = _MEMBERS.decode(body)
        wrapped = next((raw for key, raw in members.items() if key.lower() == envelope.lower()), None)
        if wrapped is None:
            return [_decoder(shape).decode(body)]
        if bytes(wrapped).lstrip()[:1] == b"[":
            return list(_decoder(GenericAlias(list, (shape,))).decode(wrapped))
        return [_decoder(shape).decode(wrapped)]
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        raise PostDataInvalid(f"JSON for post data was invalid,Error converting value: {problem}") from None


_MEMBERS: Final = msgspec.json.Decoder(dict[str, msgspec.Raw])


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind, strict=False)
