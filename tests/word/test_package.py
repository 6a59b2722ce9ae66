"""Zip in and out: what was not touched is the same bytes, what was made is always the same."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from briefing import limits
from briefing.word import package
from briefing.word.package import Unreadable
from tests.word.merging import merged
from tests.word.sketch import docx, members, names


def raw(data: bytes) -> dict[str, bytes]:
    """The compressed bytes of the members."""
    return {name: member.data for name, member in package.read(data).items()}


def test_untouched_members_keep_their_compressed_bytes() -> None:
    template = docx("a {{ x }}", header="plain", more={"word/media/image1.png": b"\x89PNG" * 1000})
    data, _ = merged(template, x=1)
    before, after = raw(template), raw(data)
    assert {name for name in before if before[name] != after[name]} == {"word/document.xml"}


def test_members_keep_their_order_with_the_content_types_first() -> None:
    template = docx("a {{ x }}", header="plain", title="T")
    shuffled = io.BytesIO()
    with zipfile.ZipFile(shuffled, "w") as archive:
        for name, content in reversed(members(template).items()):
            archive.writestr(name, content)
    data, _ = merged(shuffled.getvalue(), x=1)
    assert list(names(data)) == ["[Content_Types].xml", *(n for n in reversed([*names(template)]) if n[0] != "[")]


def test_every_date_is_the_oldest_a_zip_can_say() -> None:
    data, _ = merged(docx("a {{ x }}"), x=1)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None


def test_the_same_input_gives_the_same_bytes() -> None:
    template = docx("a {{ x }}", header="{{ x }}", footnote="{{ x }}")
    assert merged(template, x="b")[0] == merged(template, x="b")[0]


def test_a_name_outside_of_ascii_survives() -> None:
    data, _ = merged(docx("a {{ x }}", more={"word/media/größe.png": b"x"}), x=1)
    assert members(data)["word/media/größe.png"] == b"x"


def changed(position: int, value: bytes) -> bytes:
    data = docx("a")
    return data[:position] + value + data[position + len(value) :]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "T001"),
        (b"plain text", "T001"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "T002"),
        (docx("a")[:-30], "T001"),
        (docx("a")[:200] + docx("a")[220:], "T001"),
        (changed(60, b"\xff" * 40), "T001"),
    ],
    ids=["empty", "text", "old format", "cut off", "hole", "damaged"],
)
def test_what_is_no_sound_archive_is_said_to_be_none(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as fault:
        package.read(data)
    assert fault.value.code == code


def test_what_it_is_instead_is_told() -> None:
    with pytest.raises(Unreadable) as fault:
        package.read(b"%PDF-1.7")
    assert fault.value.message == "this is not a Word file: it is a PDF"


def test_an_archive_without_content_types_is_no_word_file() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(Unreadable, match="not a Word file"):
        package.read(stream.getvalue())


def test_a_member_that_is_there_twice_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "a")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("[Content_Types].xml", "b")
    with pytest.raises(Unreadable, match="twice"):
        package.read(stream.getvalue())


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", bytes(2 * limits.MIB))
    with limits.granted({"unpacked": limits.MIB}), pytest.raises(Unreadable) as fault:
        package.read(stream.getvalue())
    assert fault.value.code == "T003"


def test_a_member_that_unpacks_to_more_than_it_says_is_refused() -> None:
    data = bytearray(docx("a"))
    start = data.index(b"PK\x01\x02")
    size = struct.unpack_from("<I", data, start + 24)[0]
    struct.pack_into("<I", data, start + 24, size - 1)
    with pytest.raises(Unreadable, match="damaged"):
        package.read(bytes(data))


def test_an_encrypted_member_is_refused() -> None:
    data = bytearray(docx("a"))
    start = data.index(b"PK\x01\x02")
    data[start + 8] |= 1
    with pytest.raises(Unreadable) as fault:
        package.read(bytes(data))
    assert fault.value.code == "T002"


def renamed(name: str) -> bytes:
    """A file with one more member, of this name: as many characters as there are in the placeholder."""
    placeholder = "x" * len(name.encode())
    return docx("a", more={placeholder: b"x"}).replace(placeholder.encode(), name.encode())


@pytest.mark.parametrize("name", ["word/a\x1b[31m.xml", "word/a\nb.xml", "../a.xml", "/a.xml", "word/" + "a" * 600])
def test_a_name_that_is_none_for_a_part_is_refused(name: str) -> None:
    with pytest.raises(Unreadable, match="is no name for a part") as fault:
        package.read(renamed(name))
    assert fault.value.message.isprintable()


def test_a_member_without_a_name_is_refused() -> None:
    stream = io.BytesIO()
    package.write([*package.read(docx("a")).values(), package.pack("", (b"x",))], stream)
    with pytest.raises(Unreadable, match="'' is no name for a part"):
        package.read(stream.getvalue())


def test_members_that_lie_over_one_another_are_refused_before_they_are_copied() -> None:
    data = bytearray(docx("a"))
    start = data.index(b"PK\x01\x02")
    struct.pack_into("<I", data, start + 20, len(data))
    with pytest.raises(Unreadable, match="lie over one another"):
        package.read(bytes(data))


def test_a_member_ends_where_it_says() -> None:
    data, more = docx("a"), b"hidden"
    start = data.index(b"PK\x01\x02")
    size, offset = struct.unpack_from("<I", data, start + 20)[0], struct.unpack_from("<I", data, start + 42)[0]
    changed = bytearray(data)
    struct.pack_into("<I", changed, start + 20, size + len(more))
    end = offset + 30 + sum(struct.unpack_from("<HH", data, offset + 26)) + size
    with pytest.raises(Unreadable, match="damaged"):
        package.read(bytes(changed[:end] + more + changed[end:]))


XML = '<?xml version="1.0" encoding="{}"?><a/>'


@pytest.mark.parametrize(
    "content",
    [
        XML.format("UTF-8").encode(),
        XML.format("utf-8").encode("utf-8-sig"),
        XML.format("UTF-16").encode("utf-16"),
        b"<a/>",
    ],
)
def test_xml_in_unicode_is_read(content: bytes) -> None:
    assert "a.xml" in package.read(docx("a", more={"a.xml": content}))


@pytest.mark.parametrize(
    "content",
    [
        XML.format("ISO-8859-1").encode(),
        XML.format("UTF-7").encode(),
        XML.format("UTF-16LE").encode("utf-16-le"),
        XML.format("UTF-32").encode("utf-32"),
        XML.format("IBM037").encode("cp037"),
    ],
    ids=["Latin 1", "UTF-7", "UTF-16 without a mark", "UTF-32", "EBCDIC"],
)
def test_xml_in_another_encoding_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable, match="neither in UTF-8 nor in UTF-16") as fault:
        package.read(docx("a", more={"a.xml": content}))
    assert fault.value.code == "T004"


def test_a_drawing_may_be_in_any_encoding() -> None:
    assert "a.svg" in package.read(docx("a", more={"a.svg": XML.format("ISO-8859-1").encode()}))


@pytest.mark.parametrize(
    "more",
    [
        {"a.xml": b"<a>" + b"<b/>" * 600 + b"</a>", "b.xml": b"<a>" + b"<b/>" * 600 + b"</a>"},
        {"a.xml": b"<a>" + b"<b c='d'/>" * 500 + b"</a>"},
        {"a.xml": b"<a>" + b" " * 200_000 + b"</a>"},
    ],
    ids=["all parts together", "attributes", "blanks"],
)
def test_more_xml_than_any_document_needs_is_refused(more: dict[str, bytes]) -> None:
    with limits.granted({"nodes": 1_000}), pytest.raises(Unreadable) as fault:
        package.read(docx("a", more=more))
    assert fault.value.code == "T003"


def test_a_document_type_is_looked_for_in_linear_time() -> None:
    assert not package.declares_type(b"<?a?>" * 60 + b"<a><![CDATA[<!DOCTYPE]]></a>")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_element_with_thousands_of_attributes_is_refused(encoding: str) -> None:
    held = " ".join(f"a{n} = '>'" for n in range(1_001))
    with pytest.raises(Unreadable, match=r"an element of 'a.xml' has more than 1,000 attributes"):
        package.read(docx("a", more={"a.xml": f"<a {held}/>".encode(encoding)}))


def test_a_long_attribute_is_one() -> None:
    text = "<a b='" + '="' * 9_000 + "'>" + "='a' " * 9_000 + "</a>"
    assert package.read(docx("a", more={"a.xml": text.encode()}))
