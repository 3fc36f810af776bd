"""Reports are tried before anything runs, and are written whole or not at all."""

from pathlib import Path

import pytest

from harness.reporting.outputs import UnwritableError, refuse_clashes, try_out, try_out_folder, write


def test_a_file_is_replaced_as_a_whole_and_nothing_is_left_behind(tmp_path: Path) -> None:
    file = tmp_path / "run.json"
    file.write_bytes(b"old and longer than the new one")

    write(file, b"new")

    assert file.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [file]


def test_trying_out_leaves_no_trace(tmp_path: Path) -> None:
    try_out(tmp_path / "run.json")

    assert list(tmp_path.iterdir()) == []


def test_a_folder_for_reports_is_made(tmp_path: Path) -> None:
    try_out_folder(tmp_path / "deep" / "report")

    assert (tmp_path / "deep" / "report").is_dir()


def test_what_cannot_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")

    with pytest.raises(UnwritableError, match="is a folder; name a file"):
        try_out(tmp_path)
    with pytest.raises(UnwritableError, match="there is no folder"):
        try_out(tmp_path / "nowhere" / "run.json")
    with pytest.raises(UnwritableError, match="cannot be a folder for reports"):
        try_out_folder(tmp_path / "file")


def test_two_reports_do_not_go_to_one_file(tmp_path: Path) -> None:
    with pytest.raises(UnwritableError, match="two reports would go to"):
        refuse_clashes([tmp_path / "a", tmp_path / "b", tmp_path / "x" / ".." / "a"])


def test_a_device_is_written_to_and_never_replaced() -> None:
    try_out(Path("/dev/null"))
    write(Path("/dev/null"), b"gone")

    assert Path("/dev/null").is_char_device()
