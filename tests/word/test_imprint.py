"""A built file tells of itself and of its information, and nothing of the template's author."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

import docx
import pytest

from briefing.word import package
from briefing.word.imprint import Imprint, imprinted
from briefing.word.verify import verify
from tests import letters

OURS = Imprint("Ships & <more>", "Slow", "Desk", "Crew", "en-GB", "1.0", "Final", "2023-01-23T00:00:00Z")
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CORE = (
    f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>{title}</dc:title><dc:creator>Mallory</dc:creator><cp:lastModifiedBy>Mallory</cp:lastModifiedBy>"
    "<dc:description>{described}</dc:description></cp:coreProperties>"
)
CUSTOM = "<Properties><property><lpwstr>Secret client</lpwstr></property></Properties>"


def template(**more: str) -> bytes:
    """A Word file with parts added and text put in place: `path__to__part` is a name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(letters.docx("Hello"))) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            data = old.read(name).decode()
            if name == "_rels/.rels":
                data = data.replace("</Relationships>", f"{RELATIONS}</Relationships>")
            if name == "[Content_Types].xml":
                data = data.replace("</Types>", f"{TYPES}</Types>")
            if name == "word/settings.xml" and "settings" in more:
                data = re.sub(r"></w:settings>", f">{more['settings']}</w:settings>", data)
            new.writestr(name, data)
        new.writestr("docProps/core.xml", more.get("core", CORE.format(title="Old", described="Draft for Acme")))
        new.writestr("docProps/custom.xml", CUSTOM)
        new.writestr("docProps/thumbnail.jpeg", b"\xff\xd8 what it looked like")
    return stream.getvalue()


RELATIONS = (
    f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    '<Relationship Id="rId3" Target="docProps/custom.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"/>'
    f'<Relationship Id="rId4" Type="{PACKAGE}/relationships/metadata/thumbnail" Target="docProps/thumbnail.jpeg"/>'
)
TYPES = (
    '<Default Extension="jpeg" ContentType="image/jpeg"/><Override PartName="/docProps/core.xml"'
    ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override'
    ' PartName="/docProps/custom.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>'
)


def made(data: bytes, rendered: Mapping[str, str] | None = None, imprint: Imprint = OURS) -> bytes:
    """The file with its imprint; `rendered` are members as rendering left them."""
    members = package.read(data)
    changed = {name: package.pack(name, (xml.encode(),)) for name, xml in (rendered or {}).items()}
    stream = io.BytesIO()
    package.write(imprinted({**members, **changed}, members, "word/document.xml", imprint).values(), stream)
    return stream.getvalue()


def texts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def test_it_says_what_it_is() -> None:
    properties = docx.Document(io.BytesIO(made(template()))).core_properties
    assert (properties.title, properties.subject, properties.author) == ("Ships & <more>", "Slow", "Desk")
    assert (properties.keywords, properties.language, properties.version) == ("Crew", "en-GB", "1.0")
    assert properties.content_status == "Final"
    assert str(properties.created) == str(properties.modified)
    assert str(properties.created).startswith("2023-01-23 00:00:00")


def test_nothing_of_the_templates_author_is_left() -> None:
    members = texts(made(template()))
    everything = "".join(members.values())
    for secret in ("Mallory", "Acme", "Secret client", "what it looked like", "thumbnail"):
        assert secret not in everything, secret
    assert {name for name in members if name.startswith("docProps/")} == {
        *("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml")
    }


def test_properties_that_stand_elsewhere_are_found_by_their_relationships() -> None:
    """As the Open XML SDK writes them."""
    elsewhere = "package/services/metadata/core-properties/1f.psmdcp"
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template())) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            data = old.read(name).replace(b"docProps/core.xml", elsewhere.encode())
            new.writestr(name.replace("docProps/core.xml", elsewhere), data)
    members = texts(made(stream.getvalue()))
    assert elsewhere not in members
    assert "Mallory" not in "".join(members.values())
    assert members["_rels/.rels"].count("metadata/core-properties") == 1
    assert [one for one in verify(made(stream.getvalue()), "x.docx") if one.is_error] == []


def test_the_file_stays_valid() -> None:
    assert [one for one in verify(made(template()), "x.docx") if one.is_error] == []
    assert [one for one in verify(made(letters.docx("no properties at all")), "x.docx") if one.is_error] == []


def test_what_the_designer_filled_with_a_tag_stays() -> None:
    core = CORE.format(title="{{ briefing.title }}!", described="{{ audience.label }} only")
    rendered = {"docProps/core.xml": CORE.format(title="Ships &amp; co!", described="Crew only")}
    properties = docx.Document(io.BytesIO(made(template(core=core), rendered))).core_properties
    assert (properties.title, properties.comments, properties.author) == ("Ships & co!", "Crew only", "Desk")


@pytest.mark.parametrize(
    "traces",
    [
        '<w:rsids><w:rsidRoot w:val="00AB12CD"/><w:rsid w:val="00AB12CD"/></w:rsids>',
        "<w:rsids/>",
        '<w:attachedTemplate r:id="rId1"/>',
        '<w:mailMerge><w:mainDocumentType w:val="formLetters"/><w:dataSource r:id="rId2"/></w:mailMerge>',
    ],
)
def test_traces_in_the_settings_go(traces: str) -> None:
    settings = texts(made(template(settings=f'<w:zoom w:percent="100"/>{traces}')))["word/settings.xml"]
    assert "rsid" not in settings
    assert "attachedTemplate" not in settings
    assert "mailMerge" not in settings
    assert '<w:zoom w:percent="100"/>' in settings


def test_without_a_date_none_is_stated() -> None:
    core = texts(made(template(), imprint=OURS._replace(dated="", subject="")))["docProps/core.xml"]
    assert "dcterms:created" not in core
    assert "dc:subject" not in core


def test_the_designers_comments_and_their_names_go() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Hello")
    document.add_comment(paragraph.runs, text="ask the client", author="Mallory", initials="M")
    stream = io.BytesIO()
    document.save(stream)
    members = package.read(stream.getvalue())
    kept = imprinted(members, members, "word/document.xml", OURS)
    assert not [name for name, member in kept.items() if b"Mallory" in member.read() or b"ask the" in member.read()]
    assert b"comment" not in kept["word/document.xml"].read()
    out = io.BytesIO()
    package.write(kept.values(), out)
    assert not [one for one in verify(out.getvalue(), "out.docx") if one.is_error]
