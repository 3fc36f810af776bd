"""Spells an answer as XML from the JSON that says the same (facts §4.1, §4.2).

Dates are ISO, their `…String` twins are left out, the elements of a list have its name in the singular, and
`StatusAttributeString` is the attribute that its name promises.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from html import escape
from typing import Any, Final

import msgspec

from mock_xero.wire.markup.names import singular

XML_TYPE: Final = "text/xml; charset=utf-8"
_NAMESPACES: Final = (
    'xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
_DATE: Final = re.compile(r"/Date\((-?\d+)([+-]\d{4})?\)/")
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # not in XML 1.0
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_DECODER: Final = msgspec.json.Decoder(float_hook=Decimal)


def as_xml(body: bytes, resource: str) -> bytes:
    """Return the XML of a JSON answer; `resource` names the type of the elements that an error lists."""
    members = _DECODER.decode(body)
    root = "ApiException" if "ErrorNumber" in members else "Response"
    typed = f' xsi:type="{singular(resource)}"'
    inner = "".join(_children(members, typed))
    return f'<?xml version="1.0" encoding="utf-8"?>\n<{root} {_NAMESPACES}>{inner}</{root}>'.encode()


def _children(members: Mapping[str, Any], typed: str = "") -> Iterator[str]:
    for name, value in members.items():
        if value is None or name == "StatusAttributeString" or _is_twin(name, members):
            continue
        if isinstance(value, list):
            attributes = typed if name == "Elements" else ""
            inner = "".join(_element(singular(name), each, attributes) for each in value)
            yield _tagged(name, inner)
        else:
            yield _element(name, value)


def _element(name: str, value: Any, attributes: str = "") -> str:
    if not isinstance(value, dict):
        return _tagged(name, _text(value), attributes)
    if "StatusAttributeString" in value:
        attributes += f' status="{escape(value["StatusAttributeString"])}"'
    return _tagged(name, "".join(_children(value)), attributes)


def _tagged(name: str, inner: str, attributes: str = "") -> str:
    return f"<{name}{attributes}>{inner}</{name}>" if inner else f"<{name}{attributes} />"


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        found = _DATE.fullmatch(value)
        return escape(_UNWRITABLE.sub("", value), quote=False) if found is None else _instant(found)
    return str(value)


def _instant(found: re.Match[str]) -> str:
    """A date or the time of a change without a zone; the envelope's own time, which has no offset, with Z."""
    instant = _EPOCH + timedelta(milliseconds=int(found[1]))
    spelled = instant.replace(tzinfo=None).isoformat(timespec="milliseconds").removesuffix(".000")
    return spelled if found[2] else f"{spelled}Z"


def _is_twin(name: str, members: Mapping[str, Any]) -> bool:
    return name.endswith("String") and name.removesuffix("String") in members
