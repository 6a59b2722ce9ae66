"""The members that grow with a rendering: relationships, content types, numbering, notes, pictures."""

from __future__ import annotations

import re
from collections.abc import Mapping

from briefing.later import regex
from briefing.model.template import Form, Template
from briefing.word import package
from briefing.word.emit.growth import Growth, note_part
from briefing.word.emit.text import in_attribute
from briefing.word.names import MC, W14, R, W
from briefing.word.package import CONTENT_TYPES, Member
from briefing.word.packaging import (
    appended,
    decoded,
    entries,
    overrides,
    relationships_name,
    target,
    unfolded,
    with_relationships,
    without,
)
from briefing.word.pictures import CONTENT_TYPES as PICTURE_TYPES

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NOTES = ("footnote", "endnote")
_STYLES = "word/styles.xml"
# What notes of other files bring of Word 2010, older readers are told to pass over (ECMA-376 part 3, 7.2).
_OF_2010 = f' xmlns:mc="{MC}" xmlns:w14="{W14}" mc:Ignorable="w14"'
_NOTE = r"<(\w+:)?{0}\s[^>]*?\bid=[\"'](-?\d+)[\"'][^>]*>.*?</\1{0}>"
_PARAGRAPH_ID = regex(r"\s\w+:(?:paraId|textId)=[\"'][^\"']*[\"']")
_NUMBERING = "word/numbering.xml"
_SEPARATORS = (
    '<w:{0} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{0}>'
    '<w:{0} w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:{0}>'
)


def grown(
    template: Template, members: Mapping[str, Member], growth: Growth
) -> tuple[dict[str, Member], tuple[str, ...]]:
    """The members to write anew or to add, given those rendered so far, and the names of those to leave out."""
    made: dict[str, str] = {}
    types: list[str] = []
    for kind in filter(growth.notes.get, _NOTES):
        _notes(kind, template, members, growth, made, types)
    _copies(template, members, growth, made)
    if growth.styles:
        _styles(template, members, growth, made, types)
    if growth.nums or growth.abstracts:
        _lists(template, members, growth, made, types)
    types += [_default(media.extension) for media in growth.media.values()]
    if growth.charts:
        from briefing.word.emit import chart_parts  # reads XML, which few documents need here

        chart_parts.join(growth, members)
    types += [_override(name, kind) for name, kind in growth.types.items()]
    unused = [form for name, form in template.forms.items() if name not in growth.kept_charts]
    gone = tuple(name for form in unused for name in form.members)
    made |= _relationships(template, growth, unused)
    if types or gone:
        made[CONTENT_TYPES] = _content_types(decoded(members[CONTENT_TYPES].read()), types, gone)
    packed = {name: package.pack(name, (xml.encode(),)) for name, xml in made.items()}
    packed |= {media.name: package.pack(media.name, (media.data,)) for media in growth.media.values()}
    return growth.parts | packed, gone


def _notes(
    kind: str, template: Template, members: Mapping[str, Member], growth: Growth, made: dict[str, str], types: list[str]
) -> None:
    """Adds the notes of a kind to their part, unless it was rendered and has them; makes one where there was none."""
    name = note_part(template.look, kind)
    if name not in members:
        notes = "".join(growth.notes[kind])
        made[name] = (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:{kind}s xmlns:w="{W}" xmlns:r="{R}"'
            f"{_OF_2010 if W14 in notes else ''}>{_SEPARATORS.format(kind)}{notes}</w:{kind}s>"
        )
        growth.own_part(template.look.main, f"{kind}s", f"/{name}")
        types.append(_override(name, f"{_WORD_TYPE}.{kind}s+xml"))
    elif all(part.name != name for part in template.parts):
        made[name] = growth.with_notes(kind, decoded(members[name].read()))


def _styles(
    template: Template, members: Mapping[str, Member], growth: Growth, made: dict[str, str], types: list[str]
) -> None:
    """Adds styles that other files brought; makes a part for them where there was none."""
    main = template.look.main
    table = members.get(relationships_name(main))
    named = entries(decoded(table.read()), ("styles",)) if table else []
    name = target(named[0], main) if named else _STYLES
    if name not in members:
        growth.own_part(main, "styles", f"/{name}")
        types.append(_override(name, f"{_WORD_TYPE}.styles+xml"))
    empty = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:styles xmlns:w="{W}"/>'
    made[name] = appended(decoded(members[name].read()) if name in members else empty, "styles", "".join(growth.styles))


def _copies(template: Template, members: Mapping[str, Member], growth: Growth, made: dict[str, str]) -> None:
    """Adds the copies of the template's notes that repeated references point to, as they were rendered."""
    if not growth.copies:
        return
    from briefing.word.emit.anew import anew  # many expressions, which few documents need

    for kind, copies in growth.copies.items():
        name = note_part(template.look, kind)
        xml = made.get(name) or (decoded(members[name].read()) if name in members else "")
        if not xml:
            continue
        notes = {int(found[2]): found for found in re.finditer(_NOTE.format(kind), xml, re.DOTALL)}
        fresh = [anew(_with_id(notes[number], own), growth) for number, own in copies if number in notes]
        made[name] = appended(xml, f"{kind}s", "".join(fresh))


def _with_id(note: re.Match[str], own: int) -> str:
    """A note with another id, without the ids of its paragraphs, which no other may have."""
    start, end = note.start(2) - note.start(), note.end(2) - note.start()
    return _PARAGRAPH_ID.sub("", f"{note[0][:start]}{own}{note[0][end:]}")


def _lists(
    template: Template, members: Mapping[str, Member], growth: Growth, made: dict[str, str], types: list[str]
) -> None:
    """Adds lists to the numbering part: all abstract ones stand before all others (ECMA-376 part 1, 17.9.16)."""
    abstracts = "".join(growth.abstracts)
    nums = "".join(growth.nums)
    name = template.look.numbering.part
    if not name:
        made[_NUMBERING] = (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:numbering xmlns:w="{W}">'
            f"{abstracts}{nums}</w:numbering>"
        )
        growth.own_part(template.look.main, "numbering", f"/{_NUMBERING}")
        types.append(_override(_NUMBERING, f"{_WORD_TYPE}.numbering+xml"))
        return
    xml = unfolded(decoded(members[name].read()), "numbering")
    end = re.search(r"<(?:\w+:)?numIdMacAtCleanup\b|</(?:\w+:)?numbering>\s*$", xml)
    if end is not None:
        first = re.search(r"<(?:\w+:)?num\s", xml) or end
        made[name] = xml[: first.start()] + abstracts + xml[first.start() : end.start()] + nums + xml[end.start() :]


def _relationships(template: Template, growth: Growth, unused: list[Form]) -> dict[str, str]:
    changed = {}
    for part, base in template.relationships.items():
        for form in unused:
            base = without(base, form.relation) if form.owner == part else base
        added = "".join(growth.relationships.get(part, ()))
        if added or base is not template.relationships[part]:
            changed[relationships_name(part)] = with_relationships(base, added)
    return changed


def _content_types(xml: str, added: list[str], gone: tuple[str, ...]) -> str:
    for name, entry in overrides(xml).items() if gone else ():
        xml = xml.replace(entry, "") if name in gone else xml
    known = {match.lower() for match in re.findall(r'<(?:\w+:)?Default\b[^>]*?\bExtension="([^"]*)"', xml)}
    fresh = [entry for entry in dict.fromkeys(added) if _extension(entry) not in known]
    return appended(xml, "Types", "".join(fresh))


def _extension(entry: str) -> str:
    found = re.search(r'Extension="([^"]*)"', entry)
    return found.group(1).lower() if found else ""


def _default(extension: str) -> str:
    kind = PICTURE_TYPES.get(extension.lower(), f"image/{extension}")
    return f'<Default Extension="{in_attribute(extension)}" ContentType="{kind}"/>'


def _override(name: str, kind: str) -> str:
    return f'<Override PartName="/{in_attribute(name)}" ContentType="{in_attribute(kind)}"/>'
