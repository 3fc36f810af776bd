"""The types of file that can be attached, by the ending of the name, and what each is called."""

from typing import Final

_UNNAMED: Final = "application/octet-stream"
_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_OPEN: Final = "application/vnd.oasis.opendocument"
_TYPES: Final = {
    "7z": "application/x-7z-compressed",
    "bmp": "image/bmp",
    "csv": "text/csv",
    "doc": "application/msword",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "eml": "message/rfc822",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "keynote": _UNNAMED,
    "msg": "application/vnd.ms-outlook",
    "numbers": _UNNAMED,
    "odf": f"{_OPEN}.formula",
    "ods": f"{_OPEN}.spreadsheet",
    "odt": f"{_OPEN}.text",
    "pages": _UNNAMED,
    "pdf": "application/pdf",
    "png": "image/png",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "rar": "application/vnd.rar",
    "rtf": "application/rtf",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "txt": "text/plain",
    "xls": "application/vnd.ms-excel",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "zip": "application/zip",
}


def is_supported(file_name: str) -> bool:
    return _ending(file_name) in _TYPES


def mime_type_of(file_name: str, said: str) -> str:
    """What the sender says it is, unless that says nothing."""
    return said if said and said != _UNNAMED else _TYPES[_ending(file_name)]


def _ending(file_name: str) -> str:
    return file_name.rpartition(".")[2].lower()
