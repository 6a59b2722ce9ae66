"""Compiling: tags found, scopes decided, one program for each part that holds tags."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefing import language, limits
from briefing.diagnostics import Diagnostic, Place
from briefing.language import arguments, branches
from briefing.language.tags import read, what_is_left
from briefing.later import regex
from briefing.model.template import NOTHING, Anatomy, Form, Keeping, Part, Tag, Template
from briefing.word import (
    active,
    addresses,
    charts,
    external,
    fields,
    kinds,
    package,
    packaging,
    parts,
    pieces,
    registers,
    scopes,
    survey,
)
from briefing.word.anatomy import Dissector
from briefing.word.emit.growth import note_part
from briefing.word.emit.reporting import missing_styles
from briefing.word.look import Look
from briefing.word.package import Member, Package, Unreadable
from briefing.word.printable import cut
from briefing.word.text import check_tags

Result = tuple[Template | None, tuple[Diagnostic, ...]]


_MEND = ("open the template in Word, mend what it tells of, and save it",)
LONGEST_TAG = 20_000
TAGS_OF_A_PART = 10  # a part that holds tags takes as long to compile as so many of them
_BRACES = regex(rb"[{}]")
_OPENER = regex(rb"\{[{%#]")


def compile_docx(data: bytes, path: str, *, keeping: Keeping = NOTHING) -> Result:
    """The compiled template in the bytes of a .docx; `path` is what diagnostics call it. Macros, and what the file
    would fetch from elsewhere, go unless they are kept.

    None if the file cannot be read. With an error among the diagnostics, the template is good for finding more of them
    and not for writing.
    """
    try:
        members = registers.in_order(package.read(data), kinds.KINDS.values())
        main = parts.main_part(members)
        members, active_ones = (members, ()) if keeping.macros else active.without_active(members, main)
        kinds.retype(members, ".docm" if keeping.macros else ".docx")
        members, fetched = (members, ()) if keeping.external else external.without_external(members, main)
        members = parts.Opened(members)
        look = survey.look(members, main, pieces.text_width(parts.read(members, main)))
        members |= parts.without_titles(members)
        members |= charts.named_by_title(members, parts.stories(members, main))
        compiled, forms, unread, diagnostics = _compile_parts(members, main, look, path)
    except Unreadable as fault:
        return None, (Diagnostic(fault.code, fault.message, Place(path, ""), fault.hints),)
    diagnostics += _left_out(fetched, path)
    if active_ones:
        hint = "save the template without them; or `briefing render --keep-macros` keeps them, in a file named .docm"
        message = f"the {' and '.join(active_ones)} of the template are left out"
        diagnostics.append(Diagnostic("T403", message, Place(path, ""), (hint,)))
    diagnostics += _out_of_reach(data, members, main, path)
    names = frozenset(name for part in compiled for name in part.program.names)
    growing, settled = _relationships(members, compiled, look)
    stories = (story.name for story in parts.stories(members, main) if story.kind in fields.STORIES)
    holding = tuple(name for name in stories if fields.hold(members[name]))
    told = fields.told(members, look, holding) if holding else {}
    whole = Template(
        path, {**members, **settled}, tuple(compiled), look, growing, names, forms, holding, told, tuple(unread)
    )
    return whole._replace(unsound=_unsound(data, path)), tuple(dict.fromkeys(diagnostics))


def _unsound(data: bytes, path: str) -> tuple[Diagnostic, ...]:
    """What Word would refuse or repair in the template itself, and so in all that is made from it."""
    from briefing.word.verify import verify

    return tuple(one._replace(hints=one.hints or _MEND) for one in verify(data, path) if one.is_error)


def _left_out(fetched: Iterable[external.Fetched], path: str) -> Iterator[Diagnostic]:
    """A warning for each thing that the template would fetch where it is opened."""
    for part, kind, address in fetched:
        hint = "put what is needed into the template itself; `--keep-external` (or `external: keep`) leaves it"
        yield Diagnostic("T407", f"what it would fetch is left out: {kind} {cut(address)}", Place(path, part), (hint,))


def _compile_parts(
    members: Package, main: str, look: Look, path: str
) -> tuple[list[Part], dict[str, Form], list[Tag], list[Diagnostic]]:
    compiled: list[Part] = []
    forms: dict[str, Form] = {}
    unread: list[Tag] = []
    diagnostics: list[Diagnostic] = []
    count = 0
    for story in parts.stories(members, main):
        related = parts.relationships(members, story.name)
        linked = any(addresses.holds_tag(relationship.target) for relationship in related if relationship.external)
        if not _BRACES.search(members[story.name].read()) and not linked:
            continue
        dissector = Dissector(path, story.name, story.kind, look, read)
        anatomy = dissector.run(parts.read(members, story.name), related, charts.drawable(members, related))
        forms |= {name: charts.form(members, story.name, name, relation) for name, relation in dissector.forms}
        diagnostics += _told_once(dissector.faults)
        if not anatomy.tags:
            continue
        count += TAGS_OF_A_PART + len(anatomy.tags)
        check_tags(count, story.name)
        part, faults = _program(path, story, anatomy, look) if not (long := _too_long(anatomy)) else (None, long)
        diagnostics += faults
        kept = part.anatomy.tags if part is not None else {}
        unread += (tag for number, tag in anatomy.tags.items() if kept.get(number) != tag)
        if part is not None:
            compiled.append(part)
    return compiled, forms, unread, scopes.across_parts(diagnostics)


def _told_once(faults: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The faults but those of tags that end a block of which the beginning is told: it is the statement that is
    wrong."""
    begun = set[str]()
    for one in faults:
        keyword = one.message.split("'")[1] if one.code in ("T203", "T204") and "'" in one.message else ""
        begun.add(keyword)
        if not keyword.startswith("end") or keyword[3:] not in begun:
            yield one


def _too_long(anatomy: Anatomy) -> list[Diagnostic]:
    """Tags that are a book of their own: reading one takes more than its length."""
    hint = ("keep lists and texts in the data",)
    message = f"the tag is longer than {LONGEST_TAG:,} characters"
    return [
        Diagnostic("T201", message, tag.place, hint) for tag in anatomy.tags.values() if len(tag.inner) > LONGEST_TAG
    ]


def _out_of_reach(data: bytes, members: Package, main: str, path: str) -> list[Diagnostic]:
    """A warning for each tag in a member that is not rendered: it would be printed as it stands."""
    stories = [story.name for story in parts.stories(members, main)]
    read = {*stories, *map(packaging.relationships_name, stories)}
    others = [name for name in members if name not in read and name.endswith((".xml", ".rels"))]
    places = [Place(path, name) for name in _with_inner_tags(members)]
    if any(_OPENER.search(members[name].read()) for name in others):
        from briefing.word.verify import tags_left

        left = [one.where for one in tags_left(data, path)]
        places += [place for place in left if isinstance(place, Place) and place.part in others]
    hint = ("type it in the body, a header, a footer or a note",)
    return [Diagnostic("T402", f"tags do not work in {place.part}", place, hint) for place in places]


def _missing_styles(part: Part, styles: Iterable[arguments.Styled], look: Look) -> Iterator[Diagnostic]:
    """A warning for each character style that a tag, by its line, names and the template does not have, as rendering
    gives it."""
    for line, name in styles:
        place = part.place(line)
        if place is not None and name and name.lower() not in look.styles.character:
            yield missing_styles({("character", name): look.styles.spelt.values()}, place)


def _with_inner_tags(members: Package) -> Iterator[str]:
    """The files inside the file (Excel sheets, Word and HTML files that Word reads in) that hold tags. All of them
    together are looked into as far as one file may unpack to."""
    left = limits.now().unpacked
    for name, member in members.items():
        kind = name.rsplit(".", 1)[-1].lower()
        if kind in ("htm", "html", "mht", "rtf", "txt", "xhtml"):
            if _OPENER.search(member.read()):
                yield name
        elif kind not in ("xml", "rels") and left > 0:
            inner = _inside(member, left)
            left = left - sum(one.size for one in inner.values()) if inner is not None else 0
            if any(_OPENER.search(one.read()) for inside, one in (inner or {}).items() if inside.endswith(".xml")):
                yield name


def _inside(member: Member, most: int) -> Package | None:
    """The members of a member that is a package, of any other none; None for one that unpacks to more than so many
    bytes, or cannot be read: who knows how far that was."""
    content = member.read()
    try:
        with limits.granted({"unpacked": most}):
            return package.read(content) if content.startswith(b"PK\x03\x04") else {}
    except Unreadable:
        return None


def _program(path: str, story: parts.Story, anatomy: Anatomy, look: Look) -> tuple[Part | None, list[Diagnostic]]:
    """The compiled part, and what is wrong with its tags.

    Of a part whose shape is broken each tag is still read. Single values that cannot be read are left out of the
    program: it is not for writing then, but for finding what else is wrong.
    """
    if not anatomy.pieces:
        return None, _tag_faults(anatomy.tags.values())
    source, lines = language.source_of(anatomy.pieces, anatomy.tags)
    tree, faults = language.parse_source(source)
    if tree is not None:
        told, styles = (*arguments.misused(tree), *branches.dead(tree)), tuple(arguments.styles(tree))
        program, faults = language.compile_tree(tree)
        if program is not None:
            made = Part(story.name, story.kind, anatomy, program, lines)
            found = [_at(made.place(one.line) or Place(path, story.name), one.problem) for one in told]
            return made, [*found, *_missing_styles(made, styles, look)]
    unreadable = {number for number, tag in anatomy.tags.items() if language.tag_problems(tag)}
    if unreadable and all(anatomy.tags[number].kind in ("value", "alone") for number in unreadable):
        rest = {n: _left(tag) if n in unreadable else tag for n, tag in anatomy.tags.items()}
        part, more = _program(path, story, anatomy._replace(tags=rest), look)
        return part, _tag_faults(anatomy.tags.values()) + more
    places = {line: anatomy.tags[number].place for line, number in lines.items()}
    nowhere = Place(path, story.name)
    whole = [_at(places.get(fault.line, nowhere), fault.problem) for fault in faults]
    return None, _tag_faults(anatomy.tags.values()) or whole


def _left(tag: Tag) -> Tag:
    """What stays of a tag that cannot be read."""
    left = tag._replace(inner=what_is_left(tag.inner))
    return left._replace(inner="") if language.tag_problems(left) else left


def _tag_faults(tags: Iterable[Tag]) -> list[Diagnostic]:
    typed = (tag for tag in tags if tag.kind != "open" or tag.family)  # not those that were made
    return [_at(tag.place, problem) for tag in typed for problem in language.tag_problems(tag)]


def _at(place: Place, problem: language.Problem) -> Diagnostic:
    return Diagnostic(problem.code, problem.message, place, problem.hints)


def _relationships(members: Package, compiled: list[Part], look: Look) -> tuple[dict[str, str], Package]:
    """The relationships of the parts that rendering may add to, without entries whose address holds tags; and the
    members that are others without those."""
    names = {look.main, *(note_part(look, kind) for kind in ("footnote", "endnote")), *(part.name for part in compiled)}
    texts, settled = {}, {}
    for name in sorted(names):
        member = members.get(packaging.relationships_name(name))
        typed = packaging.decoded(member.read()) if member else ""
        texts[name] = addresses.without_tags(typed)
        if member and texts[name] != typed:
            settled[member.name] = package.pack(member.name, (texts[name].encode(),))
    return texts, settled
