"""How an example of a code is run: what it shows is put into a small sound project, in place of what is there, and that
is checked, rendered or verified, as its kind asks for.

In an example of a Word file a line is a paragraph, a line between bars is a row of a table, and what stands in square
brackets is made in Word: `[page break]`, `[section break]`, `[footnote: …]`, `[bookmark NAME: …]`, `[field CODE: …]`,
`[link ADDRESS: …]`, `[linked picture ADDRESS]`, `[building block: …]`, `[hidden: …]`, `[deleted: …]`, `[inserted: …]`.
`header:` begins a header, `property title:` the title among the document's properties, `Heading 1:` a heading,
`styles:` a list of all that the file has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from typer.testing import CliRunner

from briefing import explain, merging, pipeline, template
from briefing.cli import app
from briefing.diagnostics import Diagnostic
from briefing.explain import Example
from briefing.word import access, package, verify
from tests.word.drawn import AXES, chart, columns, frame, series, with_chart
from tests.word.sketch import OFFICE, SECTION, STYLES, docx, members, paragraph, part, run
from tests.word.sound import PIXEL, SOUND, packed

TOPIC = """\
title: The move to Leeds
as_of: 2024-03-01
version: "1.0"
language: en-GB
owner: Estates desk
bottom_line: We move to Leeds in summer.
sources: {lease: {title: The lease of Park Row}}
facts: {rent: {value: 240000, claim: The yearly rent in pounds., status: judgement}}
terms: {fit_out: {label: fit-out, means: The work that makes an empty floor an office.}}
sections:
  - id: move
    title: The move
    blocks:
      - {id: lease_ends, text: The lease of our present office ends.}
"""
AUDIENCES = """\
depths: [brief, standard, full]
audiences:
  board: {label: Board, template: note.docx, depth: brief}
  staff: {label: Staff, template: note.docx, depth: full}
"""
DATA = """\
client: {name: Ada Lovelace, city: Leeds}
lines:
  - {text: Survey, price: 1200, late: false}
  - {text: Drawings, price: 800, late: true}
total: 2000
due: 2024-06-14
paid: true
"""
NOTE = """\
{{ briefing.title }} for {{ audience.label }}
{{ briefing.bottom_line }}
{% for section in sections %}
{{ section.title }}
{{ section.body }}
{% endfor %}
"""
LETTER = "Dear {{ client.name }},"
CLAUSE = "Please pay within 30 days."
DOCUMENT = "word/document.xml"
OF_PROJECTS = {"topic", "blocks", "audiences", "settings", "lock"}

_KEY = re.compile(r"^(\w+):", re.MULTILINE)
_BAR = re.compile(r"\|(?![^{}]*[%}]\})")
_MADE_IN_WORD = re.compile(
    r"\[(?P<what>page break|footnote|bookmark|field|linked picture|link|hidden|deleted|inserted)(?P<rest>[^\]]*)\]"
)
_CODE = re.compile(r"(?:error|warning)\[(\w\d{3})\]: (.*)")
_CHARTED = with_chart(f"Fares{frame('Fares')}", chart(columns(series(0)) + AXES))


def said(shown: Example, code: str, folder: Path, *, wrong: bool) -> list[str]:
    """What is said where an example stands, as `T310 message`: of what is wrong, or of what to have in its place."""
    texts = {**shown.beside, shown.kind: shown.wrong if wrong else shown.right}
    if shown.kind == "xml":
        return told(_of_part(shown, code, wrong=wrong))
    if shown.kind == "members":
        return told(verify.verify(_with_members(shown, texts["members"]), "note.docx"))
    if code.startswith("O3"):
        return told(access.barriers(package.read(word_file(texts["template"])), DOCUMENT, "note.docx"))
    lay_out(folder, texts)
    if "command" in texts:
        return _typed(texts["command"])
    if "brand" in texts:
        return told(merging.make_template("memo", folder / "brand.yaml", folder / "memo.docx"))
    if texts.keys() & OF_PROJECTS:
        return told(pipeline.check(folder).diagnostics)
    data = folder / ("data.json" if "json" in texts else "data.yaml")
    return told(merging.render_file(folder / "templates/note.docx", data, folder / "made.docx", checked=True))


def told(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """Diagnostics as `T310 message`."""
    return [f"{one.code} {one.message}" for one in diagnostics]


def lay_out(folder: Path, texts: Mapping[str, str] | None = None) -> None:
    """Writes a sound project, with the texts of an example in it."""
    texts = texts or {}
    for name in ("content", "templates"):
        (folder / name).mkdir(parents=True)
    in_project = bool(texts.keys() & OF_PROJECTS) or "command" in texts or not texts
    note = texts.get("template", NOTE if in_project else LETTER)
    files: dict[str, str | bytes] = {
        "content/topic.yaml": joined(TOPIC, _topic(texts)),
        "content/audiences.yaml": joined(AUDIENCES, texts.get("audiences", "")),
        "content/outlook.md": "Rents rise.",
        "templates/note.docx": word_file(note),
        "templates/clause.docx": word_file(texts.get("snippet", CLAUSE)),
        "data.yaml": joined(DATA, texts.get("data", "")),
        "client.yaml": DATA,
        "offer.docx": word_file(LETTER),
        "logo.png": PIXEL,
        "leeds.png": PIXEL,
    }
    files |= {
        explain.KINDS[kind].label: _with_controls(texts[kind])
        for kind in ("settings", "brand", "json", "lock", "text")
        if kind in texts
    }
    for name, content in files.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)


def _topic(texts: Mapping[str, str]) -> str:
    topic = texts.get("topic", "")
    if "blocks" not in texts:
        return topic
    inner = "".join(f"      {line}\n" for line in texts["blocks"].splitlines())
    return f"{topic}\nsections:\n  - id: move\n    title: The move\n    blocks:\n{inner}"


def joined(whole: str, stretch: str) -> str:
    """A YAML file in which a stretch stands in place of the keys that it has; without keys it is the whole file."""
    if not stretch:
        return whole
    given = set(_KEY.findall(stretch))
    kept = [one for one in re.split(r"^(?=\w)", whole, flags=re.MULTILINE) if one.partition(":")[0] not in given]
    return ("".join(kept) if given else "") + _with_controls(stretch) + "\n"


def _with_controls(text: str) -> str:
    """The control characters that pictures of them stand for."""
    return re.sub("[␀-␟]", lambda found: chr(ord(found[0]) - 0x2400), text)


def _typed(command: str) -> list[str]:
    """What a command says that is typed in the project's folder, which is the current one."""
    words = command.split()[1:]
    if words[0] == "explain":
        return told(explain.explain(words[1])[1])
    done = CliRunner().invoke(app, words)
    assert done.exit_code in (0, 1), done.output
    return [f"{code} {message}" for code, message in _CODE.findall(done.output)]


# Word files


def word_file(text: str) -> bytes:
    """The Word file that an example shows. But for the tags in it, it is valid."""
    body, stories, more = list[str](), dict[str, str](), dict[str, str | bytes]()
    for line in text.splitlines():
        if found := re.match(r"(header|property title): (.*)", line):
            stories[found[1].removeprefix("property ")] = _line(found[2]) if found[1] == "header" else found[2]
        elif line.startswith("styles: "):
            more["word/styles.xml"] = _styles(line.removeprefix("styles: ").split(", "))
        elif found := re.fullmatch(r"\[building block: (.*)\]", line):
            more["word/glossary/document.xml"] = part(
                "glossaryDocument", f"<w:docParts>{_block(found[1])}</w:docParts>"
            )
        else:
            body.append(_line(line))
    if note := re.search(r"\[footnote: ([^\]]*)\]", text):
        stories["footnote"] = note[1]
    links = {"rLink": found[1]} if (found := re.search(r"\[link ([^\]]*): [^\]]*\]", text)) else {}
    data = docx("\n".join(body), links=links, more=more, **stories)  # type: ignore[arg-type]
    if found := re.search(r"\[linked picture ([^\]]*)\]", text):
        data = _with_linked_picture(data, found[1])
    errors = [one for one in verify.verify(data, "note.docx") if one.is_error and one.code not in ("O290", "O206")]
    assert not errors, errors
    return data


def _line(line: str) -> str:
    if line == "[section break]":
        return f"<w:p><w:pPr>{SECTION.format('')}</w:pPr></w:p>"
    if not line:
        return "<w:p/>"
    if empty := re.fullmatch(r"Heading (\d):", line):
        return f'<w:p><w:pPr><w:pStyle w:val="Heading{empty[1]}"/></w:pPr></w:p>'
    line = re.sub(r"^Heading (\d): ", r"{Heading\1} ", line)
    line = _MADE_IN_WORD.sub(lambda found: f"¦{_made(found['what'], found['rest'])}¦", line)
    if line.startswith("|") and line.endswith("|"):
        return "‖".join(cell.strip() for cell in _BAR.split(line)[1:-1])
    return line


def _made(what: str, rest: str) -> str:
    name, _, text = (word.strip() for word in rest.rpartition(": "))
    if what == "page break":
        return '<w:r><w:br w:type="page"/></w:r>'
    if what == "footnote":
        return '<w:r><w:footnoteReference w:id="1"/></w:r>'
    if what == "bookmark":
        return f'<w:bookmarkStart w:id="7" w:name="{name}"/>¦{text}¦<w:bookmarkEnd w:id="7"/>'
    if what == "link":
        return f'<w:hyperlink r:id="rLink">{run(text)}</w:hyperlink>'
    if what == "hidden":
        return f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{text}</w:t></w:r>"
    if what == "deleted":
        return f'<w:del w:id="8" w:author="An editor"><w:r><w:delText>{text}</w:delText></w:r></w:del>'
    if what == "inserted":
        return f'<w:ins w:id="9" w:author="An editor">{run(text)}</w:ins>'
    if what == "linked picture":
        return '<w:r><w:pict><v:shape><v:imagedata r:id="rPicture"/></v:shape></w:pict></w:r>'
    code = f'<w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>'
    return f"{_mark('begin')}{code}{_mark('separate')}{run(text)}{_mark('end')}"


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _block(line: str) -> str:
    return f"<w:docPart><w:docPartBody>{paragraph(line)}</w:docPartBody></w:docPart>"


def _styles(names: Iterable[str]) -> str:
    known = {name: identity for identity, name in STYLES.items()}
    return part(
        "styles",
        "".join(
            f'<w:style w:type="paragraph" w:styleId="{known[name]}"><w:name w:val="{name}"/></w:style>'
            for name in names
        ),
    )


def _with_linked_picture(data: bytes, address: str) -> bytes:
    held = members(data)
    name = "word/_rels/document.xml.rels"
    entry = f'<Relationship Id="rPicture" Type="{OFFICE}/image" Target="{address}" TargetMode="External"/>'
    related = held[name].decode().replace("</Relationships>", f"{entry}</Relationships>")
    return packed({**held, name: related})


# Packages that are not valid


def _of_part(shown: Example, code: str, *, wrong: bool) -> Iterable[Diagnostic]:
    """What is said of the sound file in which a stretch of a part is as an example shows it."""
    name = shown.part or DOCUMENT
    held = SOUND if name in SOUND else members(_CHARTED)
    content = held[name]
    changed = _replaced(content.decode() if isinstance(content, bytes) else content, shown)
    data = packed({**held, name: changed if wrong else content})
    if code == "O290":  # the sound file holds no tag, so that nobody looks for any
        return (*verify.verify(data, "note.docx"), *verify.tags_left(data, "note.docx"))
    if code.startswith("O3"):
        return access.barriers(package.read(data), DOCUMENT, "note.docx", finished=True)
    return verify.verify(data, "note.docx") if code.startswith("O") else template.compile_docx(data, "note.docx")[1]


def _replaced(content: str, shown: Example) -> str:
    """A part in which what is right gave way to what is wrong; `…` parts two stretches."""
    for right, wrong in zip(_stretches(shown.right), _stretches(shown.wrong), strict=True):
        assert content.count(right) == 1, f"{content.count(right)} times: {right}"
        content = content.replace(right, wrong)
    return content


def _stretches(shown: str) -> list[str]:
    """XML as it stands in a file, from lines: what follows an element follows without a space."""
    return re.sub(r">\n\s*", ">", shown).replace("\n", " ").split("…")


def _with_members(shown: Example, text: str) -> bytes:
    """The sound file with those of the members that the example names which it has here."""
    named, here = {*shown.wrong.splitlines(), *shown.right.splitlines()}, text.splitlines()
    extra = {name: SOUND.get(name, SOUND["word/header1.xml"]) for name in here if name not in SOUND}
    return packed({**{name: held for name, held in SOUND.items() if name not in named or name in here}, **extra})
