"""Files that reports go to: tried before anything runs, and never left half-written."""

import contextlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path


class UnwritableError(Exception):
    """A report cannot be written where it was asked for."""


def try_out(file: Path) -> None:
    """Make sure that a file could be written. Raises UnwritableError."""
    if file.is_dir():
        raise UnwritableError(f"{file} is a folder; name a file")
    if not file.parent.is_dir():
        raise UnwritableError(f"{file} cannot be written: there is no folder {file.parent}")
    _try_folder(file.parent, file)


def try_out_folder(folder: Path) -> None:
    """Make a folder, and sure that files could be written to it. Raises UnwritableError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as wrong:
        raise UnwritableError(f"{folder} cannot be a folder for reports: {wrong.strerror}") from wrong
    _try_folder(folder, folder)


def refuse_clashes(files: Iterable[Path]) -> None:
    """Two reports may not go to one file. Raises UnwritableError."""
    seen: set[Path] = set()
    for file in files:
        if file.resolve() in seen and not _is_special(file):
            raise UnwritableError(f"two reports would go to {file}; name two files")
        seen.add(file.resolve())


def write(file: Path, content: bytes) -> None:
    """Write the whole file or nothing. Raises UnwritableError."""
    write_pieces(file, (content,))


def write_pieces(file: Path, pieces: Iterable[bytes]) -> None:
    """Write the whole file or nothing, piece by piece as they come. Raises UnwritableError."""
    try:
        if _is_special(file):
            with file.open("wb") as special:
                special.writelines(pieces)
        else:
            _replace(file, pieces)
    except OSError as wrong:
        raise UnwritableError(f"{file} cannot be written: {wrong.strerror}") from wrong


def _is_special(file: Path) -> bool:
    """A terminal, a pipe or a device is written to; it cannot be replaced."""
    return file.exists() and not file.is_file()


def _try_folder(folder: Path, wanted: Path) -> None:
    try:
        handle, name = tempfile.mkstemp(prefix=".harness-", dir=folder)
    except OSError as wrong:
        if not _is_special(wanted):
            raise UnwritableError(f"{wanted} cannot be written: {wrong.strerror}") from wrong
        return
    os.close(handle)
    Path(name).unlink()


def _replace(file: Path, pieces: Iterable[bytes]) -> None:
    handle, name = tempfile.mkstemp(prefix=".harness-", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as unfinished:
            unfinished.writelines(pieces)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(file)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
        raise


def _umask() -> int:
    """The process's mask; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
