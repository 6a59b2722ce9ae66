"""What the examples of codes can only say in words, made for real: each function makes the circumstance, or what should
be in its place, and gives what is said of it."""

from __future__ import annotations

import io
import os
import struct
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from briefing import batch, convert, limits, pipeline, render, template
from briefing.commands import holding
from briefing.commands.holding import held
from briefing.diagnostics import Diagnostic
from briefing.pipeline import inspecting
from briefing.word import access, package, residue, verify
from briefing.writing import write
from tests.examples import DOCUMENT, lay_out, word_file
from tests.letters import docx as letter
from tests.projects import project
from tests.word.drawn import AXES, chart, columns, frame, series, with_chart
from tests.word.sketch import docx, members
from tests.word.sound import SOUND, packed

Said = Iterable[Diagnostic]
Circumstance = Callable[[Path, pytest.MonkeyPatch, bool], Said]
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
SIZE_IN_DIRECTORY = 24  # of an entry in the zip's directory, APPNOTE.TXT 4.3.12
MADE = """#!/bin/sh
for file; do :; done
while [ "$1" != --outdir ]; do shift; done
printf '%%PDF-1.7 whole %%%%EOF' > "$2/$(basename "$file" .docx).pdf"
"""
ENDED = "#!/bin/sh\nexit 0\n"
HANGING = "#!/bin/sh\nexec sleep 60\n"
"""Programs in LibreOffice's place: one that makes a PDF, one that ends without any, one that does not end."""


def changed_topic(folder: Path, change: Callable[[str], bytes]) -> Said:
    """What is said of a project whose topic is changed."""
    lay_out(folder)
    path = folder / "content" / "topic.yaml"
    path.write_bytes(change(path.read_text(encoding="utf-8")))
    return pipeline.check(folder).diagnostics


def without(folder: Path, name: str, *, wrong: bool) -> Said:
    """What is said of a project that lacks a file."""
    lay_out(folder)
    if wrong:
        (folder / name).unlink()
    return pipeline.check(folder).diagnostics


def of_template(data: bytes) -> Said:
    """What is said of a template with these bytes."""
    return template.compile_docx(data, "note.docx")[1]


def commented() -> Mapping[str, str | bytes]:
    """A letter with comments."""
    return {**SOUND, DOCUMENT: members(letter("Dear reader"))[DOCUMENT]}


def unpacking_to_gigabytes() -> bytes:
    """A file that says of one of its members that it is two gigabytes long."""
    data = bytearray(packed(SOUND))
    at = data.index(b"PK\x01\x02") + SIZE_IN_DIRECTORY
    data[at : at + 4] = struct.pack("<I", 2**31)
    return bytes(data)


def strict() -> bytes:
    """A file in the strict variant of the format, as far as anybody looks."""
    main = str(SOUND["word/document.xml"]).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    return packed({**SOUND, "word/document.xml": main})


def with_macros() -> bytes:
    """A template with the part in which Word keeps macros."""
    held = members(docx("Dear reader"))
    table, types = "word/_rels/document.xml.rels", "[Content_Types].xml"
    kind = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    entry = (
        '<Relationship Id="rMacros" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"'
        ' Target="vbaProject.bin"/></Relationships>'
    )
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macros = "application/vnd.ms-word.document.macroEnabled.main+xml"
    return packed(
        {
            **held,
            types: held[types].decode().replace("</Types>", kind).replace(main, macros),
            table: held[table].decode().replace("</Relationships>", entry),
            "word/vbaProject.bin": b"not a program",
        }
    )


def nested(depth: int) -> bytes:
    """A template whose conditions stand within each other."""
    return word_file("{% if paid %}" * depth + "Thank you." + "{% endif %}" * depth)


def rendered(data: bytes, **values: object) -> Said:
    """What is said of rendering a template."""
    compiled, _ = template.compile_docx(data, "note.docx")
    assert compiled is not None
    return render.render(compiled, values, io.BytesIO())


def long_text(*, wrong: bool) -> Said:
    """What is said of a caption in a file with a text that is long, or not."""
    field = "<w:fldSimple w:instr=' SEQ Figure '><w:r><w:t>9</w:t></w:r></w:fldSimple>"
    sketch = f"{{% for x in lines %}}¦Figure ¦{field}¦{{{{ x }}}}¦{{% endfor %}}\na ¦{frame('{{ long }}').strip('¦')}"
    data = with_chart(sketch, chart(columns(series(0)) + AXES))
    return rendered(data, lines=["a", "b"], long="a" * (11_000_000 if wrong else 10))


def pdf(folder: Path, patch: pytest.MonkeyPatch, script: str, *, timeout: float = 30, into: str = "out") -> Said:
    """What is said of making a PDF with a program in LibreOffice's place; with none, if there is no script."""
    place = folder / "bin"
    place.mkdir(parents=True)
    patch.setattr(convert, "_USUAL_PLACES", ())
    patch.setenv("PATH", f"{place}{os.pathsep}{os.environ['PATH']}" if script else str(place))
    if script:
        (place / "soffice").write_text(script, encoding="utf-8")
        (place / "soffice").chmod(0o755)
    (folder / "paper.docx").write_bytes(word_file("Dear reader"))
    return convert.to_pdf([folder / "paper.docx"], folder / into, timeout)[1]


def _c103(folder: Path, patch: pytest.MonkeyPatch, wrong: bool) -> Said:
    encoding = "cp1252" if wrong else "utf-8"
    return changed_topic(folder, lambda text: text.replace("Leeds", "Café Leeds").encode(encoding))


def _c148(folder: Path, patch: pytest.MonkeyPatch, wrong: bool) -> Said:
    lay_out(folder, {"blocks": "- {id: fares, table: {columns: [Year, Fares], rows: {csv: fares.csv}}}"})
    head = "" if wrong else "Year,Fares\n"
    (folder / "content" / "fares.csv").write_text(f"{head}2023,310\n2024,340\n", encoding="utf-8")
    return pipeline.check(folder).diagnostics


def _c104(folder: Path, patch: pytest.MonkeyPatch, wrong: bool) -> Said:
    return changed_topic(folder, lambda text: text.encode() + (b"# a row of sales\n" * 1_500_000 if wrong else b""))


def _c110(folder: Path, patch: pytest.MonkeyPatch, wrong: bool) -> Said:
    depth = 61 if wrong else 3
    return changed_topic(folder, lambda text: f"{text}data: {{rows: {'[' * depth}{']' * depth}}}\n".encode())


def _o105(folder: Path, patch: pytest.MonkeyPatch, wrong: bool) -> Said:
    folder.mkdir(parents=True)
    (folder / "build").write_text("a file", encoding="utf-8")
    return write([(folder / ("build" if wrong else "papers") / "move.docx", word_file("Dear reader"))])[1]


def _o104(folder: Path, patch: pytest.MonkeyPatch, wrong: bool) -> Said:
    return pdf(folder, patch, MADE, into="paper.docx" if wrong else "out")


def _o309(folder: Path, patch: pytest.MonkeyPatch, wrong: bool) -> Said:
    styles = str(SOUND["word/styles.xml"])
    said = styles if wrong else styles.replace("</w:rPr>", '<w:lang w:val="en-GB"/></w:rPr>', 1)
    held = package.read(packed({**SOUND, "word/styles.xml": said}))
    return access.barriers(held, "word/document.xml", "paper.docx")


def _of_bytes(wrong: bytes, right: bytes) -> Circumstance:
    return lambda folder, patch, is_wrong: of_template(wrong if is_wrong else right)


def _verified(wrong: bytes) -> Circumstance:
    return lambda folder, patch, is_wrong: verify.verify(wrong if is_wrong else packed(SOUND), "paper.docx")


def _pdf(wrong: str, *, timeout: float = 30) -> Circumstance:
    return lambda folder, patch, is_wrong: (
        pdf(folder, patch, wrong, timeout=timeout) if is_wrong else pdf(folder, patch, MADE)
    )


def _o279(folder: Path, patch: pytest.MonkeyPatch, wrong: bool) -> Said:
    kind = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
    entry = f'<Override PartName="/docProps/app.xml" ContentType="{kind}"/></Types>'
    types = str(SOUND["[Content_Types].xml"]).replace("</Types>", entry)
    own = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    app = f'<Properties xmlns="{own}"><Pages>{"many" if wrong else 2}</Pages></Properties>'
    return verify.verify(packed({**SOUND, "[Content_Types].xml": types, "docProps/app.xml": app}), "paper.docx")


def _p111(folder: Path, patch: pytest.MonkeyPatch, wrong: bool) -> Said:
    @held
    def endless() -> int:
        if wrong:
            raise limits.Exceeded("rendering note.docx", 8)
        return 0

    patch.setattr(holding, "finished", lambda told, format: patch.setattr(holding, "told", told, raising=False) or 1)
    return holding.told if endless() else ()  # type: ignore[attr-defined]


def built(folder: Path, texts: Mapping[str, str] | None = None) -> Path:
    """A small project, built; gives the paper for its board."""
    lay_out(folder, texts)
    outcome = pipeline.build(folder, ("board",), output=folder / "build")
    return outcome.files[0]


def identified(folder: Path, change: Callable[[Path], object]) -> Said:
    """What is said of a paper after something was changed."""
    paper = built(folder)
    change(paper)
    return inspecting.identified([paper], folder)[1]


def _retitled(paper: Path) -> None:
    topic = paper.parent.parent / "content/topic.yaml"
    topic.write_text(topic.read_text(encoding="utf-8").replace("in summer", "in autumn"), encoding="utf-8")


def _edited(paper: Path) -> None:
    held = dict(package.read(paper.read_bytes()))
    document = held[DOCUMENT].read().replace(b"summer", b"autumn")
    with paper.open("wb") as stream:
        package.write({**held, DOCUMENT: package.pack(DOCUMENT, (document,))}.values(), stream)


def _nothing(paper: Path) -> None:
    """Changes nothing."""


def _o200(folder: Path, patch: pytest.MonkeyPatch, wrong: bool) -> Said:
    folder.mkdir(parents=True)
    (folder / "paper.docx").write_bytes(packed(SOUND))
    return inspecting.verified([folder / ("papers.docx" if wrong else "paper.docx")], folder)


def _o296(folder: Path, patch: pytest.MonkeyPatch, wrong: bool) -> Said:
    folder.mkdir(parents=True)
    (folder / "paper.docx").write_bytes(word_file("Dear {{ name }}" if wrong else "Dear Ada"))
    return inspecting.verified([folder / "paper.docx"], folder)


def _o401(folder: Path, patch: pytest.MonkeyPatch, wrong: bool) -> Said:
    return identified(folder, lambda paper: paper.write_bytes(word_file("Dear reader")) if wrong else None)


def _p113(folder: Path, patch: pytest.MonkeyPatch, wrong: bool) -> Said:
    lay_out(folder)
    topic = folder / "content/topic.yaml"
    topic.rename(os.fsdecode(os.fsencode(topic.parent) + (b"/caf\xe9.yaml" if wrong else b"/cafe.yaml")))
    return pipeline.check(folder).diagnostics


def _p114(folder: Path, patch: pytest.MonkeyPatch, wrong: bool) -> Said:
    lay_out(folder)
    topic = folder / "content/topic.yaml"
    topic.with_name("topic.yml" if wrong else "other.yml").write_bytes(topic.read_bytes())
    return pipeline.check(folder).diagnostics


def _p115(folder: Path, patch: pytest.MonkeyPatch, wrong: bool) -> Said:
    @held
    def refused() -> int:
        if wrong:
            raise OSError(28, "No space left on device", "standard output")
        return 0

    patch.setattr(holding, "finished", lambda told, format: patch.setattr(holding, "told", told, raising=False) or 1)
    return holding.told if refused() else ()  # type: ignore[attr-defined]


def _p116(folder: Path, patch: pytest.MonkeyPatch, wrong: bool) -> Said:
    @held
    def mistaken() -> int:
        return int("nine" if wrong else "0")

    patch.setattr(holding, "finished", lambda told, format: patch.setattr(holding, "told", told, raising=False) or 1)
    return holding.told if mistaken() else ()  # type: ignore[attr-defined]


def _copies(wrong: str, right: str, pattern: str = "{row}") -> Circumstance:
    """Copies for the rows of a file."""

    def made(folder: Path, patch: pytest.MonkeyPatch, is_wrong: bool) -> Said:
        (project(folder) / "people.csv").write_text(wrong if is_wrong else right)
        return batch.run(batch.Order(folder, folder / "people.csv", pattern=pattern), jobs=1).diagnostics

    return made


def _p123(folder: Path, patch: pytest.MonkeyPatch, wrong: bool) -> Said:
    def ended(*_: object) -> Iterator[object]:
        raise BrokenProcessPool
        yield

    if wrong:
        patch.setattr(batch, "spread", ended)
    return _copies("audience\ncrew\n", "audience\ncrew\n")(folder, patch, wrong)


CIRCUMSTANCES: Mapping[str, Circumstance] = {
    "C103": _c103,
    "C104": _c104,
    "C110": _c110,
    "C148": _c148,
    "P103": lambda folder, patch, wrong: without(folder, "content/topic.yaml", wrong=wrong),
    "P105": lambda folder, patch, wrong: without(folder, "content/audiences.yaml", wrong=wrong),
    "T001": _of_bytes(b"%PDF-1.7", letter("Dear reader")),
    "T002": _of_bytes(OLD_WORD, letter("Dear reader")),
    "T003": _of_bytes(unpacking_to_gigabytes(), packed(SOUND)),
    "T005": _of_bytes(strict(), packed(SOUND)),
    "T213": _of_bytes(nested(17), nested(1)),
    "T403": _of_bytes(with_macros(), word_file("Dear reader")),
    "R310": lambda folder, patch, wrong: rendered(word_file("{{ x }}"), x="Paid\x07" if wrong else "Paid"),
    "R324": lambda folder, patch, wrong: long_text(wrong=wrong),
    "O101": _pdf(""),
    "O102": _pdf(ENDED),
    "O103": _pdf(HANGING, timeout=0.2),
    "O104": _o104,
    "O105": _o105,
    "O295": lambda folder, patch, wrong: residue.residue(
        package.read(packed(commented()) if wrong else letter("Dear reader")), DOCUMENT, "paper.docx", finished=True
    ),
    "O201": _verified(packed(SOUND)[:-200]),
    "O204": _verified(OLD_WORD),
    "O218": _verified(strict()),
    "O309": _o309,
    "O219": _verified(unpacking_to_gigabytes()),
    "O221": _verified(b"#!/bin/sh\n" + packed(SOUND)),
    "O225": _verified(
        packed(
            {
                **SOUND,
                "[Content_Types].xml": str(SOUND["[Content_Types].xml"]).replace(
                    "</Types>", '<Default Extension="gif" ContentType="gif"/></Types>'
                ),
            }
        )
    ),
    "O279": _o279,
    "P111": _p111,
    "P113": _p113,
    "P114": _p114,
    "P115": _p115,
    "P116": _p116,
    "P120": _copies("audience,name,name\ncrew,A,B\n", "audience,name,surname\ncrew,A,B\n"),
    "P121": _copies("audience\nkrew\n", "audience\ncrew\n"),
    "P122": _copies("audience,name\ncrew,A\ncrew,A\n", "audience,name\ncrew,A\ncrew,B\n", "{name}"),
    "P123": _p123,
    "O200": _o200,
    "O296": _o296,
    "O401": _o401,
    "O402": lambda folder, patch, wrong: identified(folder, _retitled if wrong else _nothing),
    "O403": lambda folder, patch, wrong: identified(folder, _edited if wrong else _nothing),
}
