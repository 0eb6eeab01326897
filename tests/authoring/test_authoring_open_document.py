"""What pandoc leaves out of a text of LibreOffice is told."""

import zipfile
from pathlib import Path

from chapbook.authoring.open_document import unread_in_odt


def odt(folder: Path, content: str) -> Path:
    with zipfile.ZipFile(folder / "a.odt", "w") as archive:
        archive.writestr("content.xml", content)
    return folder / "a.odt"


def test_changes_and_comments_are_counted(tmp_path: Path) -> None:
    change = '<text:changed-region xml:id="c"><text:deletion/></text:changed-region>'
    comment = '<office:annotation office:name="1"><text:p>So?</text:p></office:annotation>'
    assert unread_in_odt(odt(tmp_path, f"<x>{change}{change}{comment}</x>")) == (
        "the text has recorded changes, taken as accepted (2): saved as .docx it keeps them",
        "the text has comments, left out (1): saved as .docx it keeps them",
    )


def test_nothing_is_told_of_a_plain_text_or_another_file(tmp_path: Path) -> None:
    assert unread_in_odt(odt(tmp_path, "<x/>")) == ()
    (tmp_path / "b.odt").write_text("no archive")
    assert unread_in_odt(tmp_path / "b.odt") == ()
    assert unread_in_odt(tmp_path / "c.docx") == ()
