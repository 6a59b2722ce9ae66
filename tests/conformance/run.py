"""Templates and documents that others made, run through ours: `make conformance`, or `python run.py FOLDER`.

FOLDER holds `cases/*` (template.docx, data.json, expected.json, meta.json), `documents/*.docx`, and `doctext.py`, which
reads the text of a Word file and knows nothing of us. A case holds when that text is as expected and the file has no
error that the template itself did not have; exit 1 if a case fails that has none of docxtpl's prefixed tags. Those with
prefixes, and the documents, are counted for information.
"""

from __future__ import annotations

import importlib.util
import io
import json
import re
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree

from briefing import Failed, Template
from briefing.diagnostics import Diagnostic, Place
from briefing.word.verify import verify

Extract = Callable[[Path], dict[str, Any]]

PREFIXED = re.compile(r"\{%-?(?:p|tr|tc|r)\s|\{\{-?(?:p|r)\s|\{#(?:p|tr|tc|r)\s|\{%-?\s*(?:colspan|cellbg|hm|vm)\b")
HAS_TAGS = re.compile(r"\{\{|\{%|\{#")
STORIES = ("body", "header", "footer", "footnotes", "endnotes", "comments")
PROBE = "Probe 5 < 6 & more"


class Verdict(NamedTuple):
    """What became of a case. `difference` is empty if it holds; `refusal` is what was said of a document not taken."""

    name: str
    must_hold: bool
    difference: str
    refusal: str = ""


def main(folder: Path) -> int:
    """Run everything in the folder, print the tables, give the exit code."""
    if not folder.is_dir():
        print(f"conformance: skipped, there is no folder {folder}")
        return 0
    extract = doctext(folder)
    with tempfile.TemporaryDirectory() as room:
        out = Path(room) / "out.docx"
        cases = [judged_case(case, out, extract) for case in sorted((folder / "cases").iterdir())]
        documents = [judged_document(path, Path(room), extract) for path in sorted((folder / "documents").iterdir())]
    report("documents, one tag put in", documents)
    report("cases with prefixed tags", [case for case in cases if not case.must_hold])
    report("cases", [case for case in cases if case.must_hold])
    return int(any(case.must_hold and case.difference for case in cases))


def doctext(folder: Path) -> Extract:
    """`extract` of the folder's own doctext.py."""
    spec = importlib.util.spec_from_file_location("doctext", folder / "doctext.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    extract: Extract = module.extract
    return extract


def report(title: str, verdicts: list[Verdict]) -> None:
    """The ones that fail with their first difference, the ones that were refused, and the count."""
    for verdict in verdicts:
        if verdict.refusal:
            print(f"  refused  {verdict.name}\n        {verdict.refusal[:300]}")
        if verdict.difference:
            print(f"  FAIL  {verdict.name}\n        {verdict.difference[:300]}")
    held = sum(not verdict.difference for verdict in verdicts)
    print(f"{title}: {held} of {len(verdicts)} hold\n")


def judged_case(case: Path, out: Path, extract: Extract) -> Verdict:
    """Render a case and compare what a reader reads."""
    template = case / "template.docx"
    must_hold = not PREFIXED.search(all_text(template))
    return Verdict(case.name, must_hold, case_difference(case, template, out, extract))


def case_difference(case: Path, template: Path, out: Path, extract: Extract) -> str:
    """The first thing that is not as the case wants it."""
    data = json.loads((case / "data.json").read_text(encoding="utf-8"))
    refused = rendered(template, data, out)
    if json.loads((case / "meta.json").read_text(encoding="utf-8")).get("expect") == "error":
        return "" if refused and not refused.startswith("crash") else refused or "rendered, though it must be refused"
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    return refused or first_difference(without_empty(extract(out)), without_empty(expected)) or invalid(out, template)


def rendered(template: Path, data: dict[str, Any], out: Path) -> str:
    """Render into `out`; why there is no file, else empty. A crash is a finding here, not the end of the run."""
    out.unlink(missing_ok=True)
    try:
        diagnostics: Iterable[Diagnostic] = Template(template).render(data, out, lenient=True)
    except Failed as refusal:
        diagnostics = refusal.diagnostics
    except Exception as crash:
        return f"crash: {type(crash).__name__}: {crash}"
    errors = [f"{one.code} {one.message}" for one in diagnostics if one.is_error]
    return "; ".join(errors) or ("" if out.exists() else "crash: no file, and no error")


def invalid(out: Path, template: Path) -> str:
    """Our own verifier's first objection that it does not have to the template."""
    errors = sorted(objections(out) - objections(template))
    return f"invalid: {errors[0]}" if errors else ""


def objections(file: Path) -> set[str]:
    return {f"{one.code} {one.message}" for one in verify(file.read_bytes(), file.name) if one.is_error}


def without_empty(text: dict[str, Any]) -> dict[str, Any]:
    """Empty paragraphs, stories and rows do not count: engines differ in what they leave."""
    stories = {key: [kept for story in text[key] if (kept := [p for p in story if p])] for key in STORIES}
    rows = [row for row in text["rows"] if any(row)]
    return {**stories, "rows": rows, "properties": text["properties"], "pictures": text["pictures"]}


def first_difference(ours: dict[str, Any], theirs: dict[str, Any]) -> str:
    """Where the two first part, in words."""
    for key, expected in theirs.items():
        if ours[key] != expected:
            found = ours[key]
            if isinstance(expected, list):
                pairs = zip([*flat(found), None], [*flat(expected), None], strict=False)
                found, expected = next((pair for pair in pairs if pair[0] != pair[1]), (found, expected))
            return f"{key}: {found!r} instead of {expected!r}"
    return ""


def flat(stories: list[list[str]]) -> list[str]:
    return [line for story in stories for line in story]


def all_text(path: Path) -> str:
    """The text of every part that is XML: tags are whole again once the markup between their runs is gone."""
    with zipfile.ZipFile(path) as package:
        parts = [package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels"))]
    return "\n".join(re.sub(r"<[^>]*>", "", part.decode("utf-8", "replace")) for part in parts)


def fetching_members(path: Path) -> set[str]:
    """The members that a security rule has changed: what they would fetch is left out, and told."""
    found = [one.where for one in Template(path).warnings if one.code == "T407"]
    names = {one.part for one in found if isinstance(one, Place)}
    return names | {re.sub(r"([^/]+)$", r"_rels/\1.rels", name) for name in names}


def judged_document(path: Path, room: Path, extract: Extract) -> Verdict:
    """Put one tag into a real document and render: all else must stay, unless it has tags itself, or the refusal be
    ours."""
    probed, out = room / f"probed{path.suffix}", room / f"out{path.suffix}"
    before = extract(path)
    main_part = put_probe(path, probed)
    refused = rendered(probed, {"probe": PROBE}, out)
    if refused.startswith("crash"):
        return Verdict(path.name, False, refused)
    if refused:
        return Verdict(path.name, False, "", refused)
    changed = changed_members(probed, out, main_part)
    changed = [name for name in changed if name not in fetching_members(probed)]
    untouched = f"changed members: {', '.join(changed)}" if changed else ""
    after = extract(out)
    lost = not (after["body"] and PROBE in after["body"][0])
    for story in after["body"]:
        story[:] = [line for line in story if line != PROBE]
    difference = (
        ("the probe does not print" if lost else "")
        or ("" if HAS_TAGS.search(all_text(path)) else untouched or first_difference(after, before))
        or invalid(out, path)
    )
    return Verdict(path.name, False, difference)


def put_probe(path: Path, probed: Path) -> str:
    """Copy a document with `{{ probe }}` as its last paragraph; gives the name of its main part."""
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(probed, "w", zipfile.ZIP_DEFLATED) as copy:
        name = main_part_of(package)
        for member in package.infolist():
            data = package.read(member)
            with_probe = append_probe(data) if member.filename == name else data
            copy.writestr(member.filename, with_probe)
    return name


def main_part_of(package: zipfile.ZipFile) -> str:
    relations = etree.parse(io.BytesIO(package.read("_rels/.rels"))).getroot()
    (target,) = (one.get("Target", "") for one in relations if one.get("Type", "").endswith("/officeDocument"))
    return target.lstrip("/")


def append_probe(document: bytes) -> bytes:
    """The main part with one paragraph more, before the section's properties."""
    root = etree.fromstring(document)
    w = etree.QName(root).namespace
    body = root.find(f"{{{w}}}body")
    assert body is not None
    paragraph = etree.fromstring(f'<w:p xmlns:w="{w}"><w:r><w:t>{{{{ probe }}}}</w:t></w:r></w:p>')
    at_end = len(body) and body[-1].tag == f"{{{w}}}sectPr"
    body.insert(len(body) - at_end, paragraph)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def changed_members(probed: Path, out: Path, main_part: str) -> list[str]:
    """Members that are not the same bytes in both, the main part aside."""
    with zipfile.ZipFile(probed) as one, zipfile.ZipFile(out) as other:
        ours, theirs = ({n: package.read(n) for n in package.namelist()} for package in (other, one))
    names = {name for name in ours.keys() | theirs.keys() if not name.endswith("/")} - {main_part}
    return sorted(name for name in names if ours.get(name) != theirs.get(name))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/conformance")))
