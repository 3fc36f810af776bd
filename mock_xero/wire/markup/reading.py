"""Reads an XML body into the JSON that says the same, so that everything behind it knows one kind of body.

Which elements there may be is read from the body's own struct: an unknown or a repeated one is refused.
"""

from types import GenericAlias, UnionType
from typing import Any, Final, get_args, get_origin
from xml.etree.ElementTree import Element

import msgspec
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from mock_xero.wire.markup.names import TAKEN_AND_DROPPED, singular
from mock_xero.wire.problems import PostDataInvalid

_DEPTH_MAX: Final = 12  # of bodies whose members are not known beforehand


def as_json(body: bytes, envelope: str, kind: object) -> bytes:
    """Return the JSON of the elements in the body: one bare element, or a list in an envelope.

    Raises:
        PostDataInvalid: the body is no XML, or has an element that Xero does not know.

    """
    root = _parsed(body)
    if root.tag == envelope:
        found = _list(root, kind)
    elif root.tag == singular(envelope):
        found = [_members(root, kind)]
    else:
        raise _unrecognised(root.tag)
    return msgspec.json.encode({envelope: found})


def _parsed(body: bytes) -> Element:
    try:
        root: Element = fromstring(body, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as problem:
        # The words are ours; Xero's own (.NET's) are not published.
        raise PostDataInvalid(f"XML for post data was invalid, {problem}") from None
    return root


def _list(element: Element, kind: object) -> list[Any]:
    expected = singular(element.tag)
    for child in element:
        if child.tag != expected:
            raise _unrecognised(child.tag)
    return [_members(child, kind) for child in element]


def _members(element: Element, kind: object) -> Any:
    if not (isinstance(kind, type) and issubclass(kind, msgspec.Struct)):
        return _free(element, 0)
    known = {field.encode_name: field.type for field in msgspec.structs.fields(kind)}
    found: dict[str, Any] = {}
    for child in element:
        if child.tag in found or (child.tag not in known and child.tag not in TAKEN_AND_DROPPED):
            raise _unrecognised(child.tag)
        if child.tag in known:
            found[child.tag] = _value(child, known[child.tag])
    return found


def _value(element: Element, annotation: object) -> Any:
    for kind in _alternatives(annotation):
        if get_origin(kind) is list or isinstance(kind, GenericAlias):
            return _list(element, get_args(kind)[0])
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            return _members(element, kind)
        if get_origin(kind) is dict:
            return _free(element, 0)
    if len(element):
        raise _unrecognised(element[0].tag)
    return _text(element)


def _alternatives(annotation: object) -> tuple[object, ...]:
    return get_args(annotation) if isinstance(annotation, UnionType) else (annotation,)


def _free(element: Element, depth: int) -> Any:
    """An element whose members are not known beforehand: text, or members by name."""
    if not len(element):
        return _text(element)
    if depth > _DEPTH_MAX:
        raise _unrecognised(element.tag)
    return {child.tag: _free(child, depth + 1) for child in element}


def _text(element: Element) -> str | None:
    """An empty element says nothing, as an empty text of JSON does."""
    return element.text.strip() if element.text else None


def _unrecognised(tag: str) -> PostDataInvalid:
    return PostDataInvalid(
        f"The element '{tag}' was not recognised. Ensure the element name has the correct case "
        "and that there are no duplicate elements of the same name."
    )
