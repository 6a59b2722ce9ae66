"""One walk over a part of WordprocessingML: each element against the schema, and the facts that rules compare later."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import cast

from lxml import etree

from briefing.word.names import CELL, MC, PIC, ROW, SDT_CONTENT, TABLE, TEXT_BOX, VAL, W14, WP, A, P, R, W, w
from briefing.word.verify.facts import REMEMBERED, Facts, RelationUse, relations
from briefing.word.verify.findings import Findings, shown, tag_of
from briefing.word.verify.grammar import ANY, ANYWHERE, DESCRIBED, OTHER, PARTLY, UNREAD, Model, grammar
from briefing.word.verify.tables import Grid

_ALTERNATIVES, _CHOICE, _FALLBACK = f"{{{MC}}}AlternateContent", f"{{{MC}}}Choice", f"{{{MC}}}Fallback"
_IGNORABLE, _MUST_UNDERSTAND = f"{{{MC}}}Ignorable", f"{{{MC}}}MustUnderstand"
_PROCESSED = tuple(f"{{{MC}}}{name}" for name in ("ProcessContent", "PreserveElements", "PreserveAttributes"))
_PARAGRAPH_ID, _TEXT_ID = f"{{{W14}}}paraId", f"{{{W14}}}textId"
_UNIVERSAL = ("http://www.w3.org/XML/1998/namespace", "http://www.w3.org/2001/XMLSchema-instance", MC)
# What Word reads; elements and attributes of any other namespace must be declared ignorable (Part 3, 7.2).
_UNDERSTOOD = ("http://schemas.openxmlformats.org/", "http://schemas.microsoft.com/", "urn:schemas-microsoft-com:")
_CONTROLS = frozenset(
    w(name)
    for name in "equation comboBox date docPartObj docPartList dropDownList picture richText text citation group "
    "bibliography checkBox ddList textInput".split()
)
_HELD = {"BlockContent": "paragraphs", "RowContent": "rows", "CellContent": "cells"}  # by the model of w:sdtContent
_DRAWN = "http://schemas.openxmlformats.org/drawingml/2006/"
_GRAPHIC = f"{{{A}}}graphicData"
_GRID = {w(name): name for name in ("gridCol", "gridSpan", "gridBefore", "gridAfter", "vMerge")}
_STORIES = (TEXT_BOX, *map(w, ("hdr", "ftr", "footnote", "endnote", "comment")))
_PAST = tuple(w(f"{kind}Change") for kind in ("pPr", "rPr", "sectPr", "tblPr", "tblPrEx", "trPr", "tcPr", "tblGrid"))
_WRAPPERS = frozenset((w("sdt"), w("customXml"), SDT_CONTENT, _ALTERNATIVES, _CHOICE))
_BLOCKS = frozenset((P, TABLE, w("altChunk"), *_WRAPPERS))

_attributes = cast("Callable[[etree._Element], Sequence[tuple[str, str]]]", etree._Element.items)


def walk(part: str, root: etree._Element, findings: Findings, facts: Facts) -> None:
    """Checks a part of WordprocessingML and adds what it holds to `facts`."""
    _Walk(part, findings, facts).visit(root, root.tag, grammar().roots[root.tag].model)


class _Walk:
    """Where the walk over one part is."""

    def __init__(self, part: str, findings: Findings, facts: Facts) -> None:
        self.part, self.findings, self.facts = part, findings, facts
        self.embedded = grammar().embedded
        self.paragraph = 0  # the one we are in; 0 outside of any
        self.paragraphs = 0
        self.story = 0
        self.stories = 0
        self.silent = 0  # how deep in what Word skips: fallbacks, and properties from before a tracked change
        self.grid = Grid()
        self.ignorable: set[str] = set()

    def visit(self, element: etree._Element, tag: str, model: Model) -> None:
        """Checks the attributes of an element, remembers it, and goes on to its children. Its `tag` is handed on, since
        lxml makes it anew each time that it is asked for."""
        if model is UNREAD:
            self.facts.relations.extend(relations(self.part, element))
            return
        if model.characters and not model.characters((element.text or "").strip()):
            self._add("O236", f"{tag_of(element)} holds '{(element.text or '')[:60]}'", element)
        attributes = _attributes(element)
        is_misnamed = False  # an attribute, which may be one that is required
        for name, value in attributes:
            check = model.attributes.get(name)
            if check is None:
                is_misnamed |= self._unlisted_attribute(element, model, name, value)
            elif not check(value):
                self._add("O236", f'{tag_of(element)} has {shown(name, element)}="{value[:60]}"', element)
        required = model.required_attributes
        if required and not is_misnamed and not required.keys() <= {name for name, _ in attributes}:
            self._check_attributes(element, model, dict(attributes))
        remembered = REMEMBERED.get(tag)
        if remembered and not self.silent:
            for kind, attribute in remembered:
                fact = element.get(attribute) if attribute else ""
                if fact is not None:
                    self._remember(kind, fact, element)
        around = _AROUND.get(tag)
        if around:
            around(self, element, model)
        elif len(element) or element.text or model.required:
            self.content(element, model)

    def content(self, parent: etree._Element, model: Model, last: int = ANYWHERE, *, is_a_branch: bool = False) -> int:
        """Checks the children of an element. `last` is the rank of what stands before them; gives that at the end. What
        is required need not stand in each branch of what stands for them."""
        children, may_hold_text = model.children, model.text
        text = "" if may_hold_text else parent.text
        for child in parent:
            tag = child.tag
            listed = children.get(tag)
            if listed is None:
                last = self._unlisted(child, parent, model, last)
            else:
                rank, many, kind = listed
                if rank > last or (rank == last and many):
                    last = rank
                elif rank != ANYWHERE:
                    self._misplaced(child, parent, model, many)
                self.visit(child, tag, kind)
            if not may_hold_text:
                tail = child.tail
                if tail and not tail.isspace():
                    text = tail
        if text and not text.isspace():
            self._add("O234", f"{tag_of(parent)} holds the bare text '{text.strip()[:40]}'", parent)
        if model.required and not is_a_branch:
            self._check_required(parent, model)
        if model.once:
            self._check_once(parent, model)
        return last

    def _check_attributes(self, element: etree._Element, model: Model, present: Mapping[str, str]) -> None:
        for name, lenient in model.required_attributes.items():
            if name not in present:
                message = f"{tag_of(element)} lacks the attribute {shown(name, element)}"
                self._add("O248" if lenient else "O237", message, element)

    def _unlisted(self, child: etree._Element, parent: etree._Element, model: Model, last: int) -> int:
        tag = child.tag
        if not isinstance(tag, str):
            return last  # a comment or a processing instruction
        if tag == _ALTERNATIVES:
            return self._alternatives(child, model, last)
        namespace = etree.QName(tag).namespace
        embedded = self.embedded.get(tag)
        kind = embedded.model if embedded else ANY
        if namespace in DESCRIBED or (namespace in PARTLY and model is not ANY and OTHER not in model.children):
            if model is not ANY or embedded is None:
                if next(child.itersiblings(tag, preceding=True), None) is None:  # once for all of them
                    self._add("O230", f"{tag_of(child)} may not stand in {tag_of(parent)}", child)
                kind = grammar().usual.get(tag, UNREAD)
        elif tag in (_CHOICE, _FALLBACK):
            self._add("O246", f"{tag_of(child)} stands outside of mc:AlternateContent", child)
        elif not namespace and model is not ANY:
            self._add("O230", f"{tag_of(child)}, which has no namespace, may not stand in {tag_of(parent)}", child)
        elif not self._is_understood(namespace):
            self._add(
                "O239", f"{tag_of(child)} is of a namespace that Word does not know, nor is told to ignore", child
            )
        self.visit(child, tag, kind)
        return last

    def _check_once(self, parent: etree._Element, model: Model) -> None:
        seen: set[str] = set()
        for child in parent:
            if child.tag in seen:
                self._add("O232", f"{tag_of(child)} stands twice in {tag_of(parent)}", child)
            if child.tag in model.once:
                seen.add(child.tag)

    def _alternatives(self, element: etree._Element, model: Model, last: int) -> int:
        """The branches of mc:AlternateContent stand for its parent's children; Word reads one of them (Part 3, 7.5)."""
        furthest = last
        if any(text and not text.isspace() for text in (element.text, *(child.tail for child in element))):
            self._add("O234", "mc:AlternateContent holds bare text", element)
        branches = [child for child in element if child.tag in (_CHOICE, _FALLBACK)]
        if not branches or branches[0].tag != _CHOICE:
            self._add("O246", "mc:AlternateContent holds no mc:Choice", element)
        elif any(branch.tag == _FALLBACK for branch in branches[:-1]):
            self._add("O246", "mc:AlternateContent holds an mc:Fallback that is not its last child", element)
        for branch in branches:
            if branch.tag == _CHOICE and not self._declares(branch, branch.get("Requires", "")):
                self._add("O246", f'mc:Choice requires "{branch.get("Requires", "")}", not a declared prefix', branch)
            self.silent += branch.tag == _FALLBACK
            furthest = max(furthest, self.content(branch, model, last, is_a_branch=True))
            self.silent -= branch.tag == _FALLBACK
        return furthest

    def _declares(self, element: etree._Element, prefixes: str) -> bool:
        return bool(prefixes.split()) and all(prefix in element.nsmap for prefix in prefixes.split())

    def _is_understood(self, namespace: str | None) -> bool:
        return not namespace or namespace.startswith(_UNDERSTOOD) or namespace in self.ignorable

    def _unlisted_attribute(self, element: etree._Element, model: Model, name: str, value: str) -> bool:
        """Checks an attribute that the element's type does not list. Gives whether that is told as misnamed."""
        namespace = name[1:].partition("}")[0] if name.startswith("{") else ""
        if namespace == R:
            self.facts.relations.append(RelationUse(name, value, self.part, self.paragraph, element))
        if name in (_PARAGRAPH_ID, _TEXT_ID):
            self._hex_id(element, name, value)
        elif name == _IGNORABLE:
            self._ignore(element, value)
        elif name in _PROCESSED:
            for part in value.split():
                self._ignore_only(element, part.partition(":")[0])
        elif name == _MUST_UNDERSTAND:
            self._must_understand(element, value)
        elif namespace in ("", W, R):
            if model is not ANY and name not in model.relations:
                self._add("O235", f"{tag_of(element)} has no attribute {shown(name, element)}", element)
                return True
        elif namespace not in _UNIVERSAL and not self._is_understood(namespace):
            message = f"{shown(name, element)} is of a namespace that Word does not know, nor is told to ignore"
            self._add("O239", message, element)
        return False

    def _hex_id(self, element: etree._Element, name: str, value: str) -> None:
        """Word takes w14:paraId and w14:textId for damage from 0x80000000 up ([MS-DOCX] 2.2.4); 0 is no paragraph."""
        if len(value) != 8 or not _is_hex(value) or not (name == _PARAGRAPH_ID) <= int(value, 16) < 0x80000000:
            written = f'{shown(name, element)}="{value}"'
            self._add("O256", f"{written} is not eight hexadecimal digits below 80000000", element)
        if name == _PARAGRAPH_ID and not self.silent:
            self._remember("paragraph id", value, element)

    def _ignore(self, element: etree._Element, prefixes: str) -> None:
        for prefix in prefixes.split():
            if prefix in element.nsmap:
                self.ignorable.add(element.nsmap[prefix])
            else:
                self._add("O247", f'mc:Ignorable names the prefix "{prefix}", which is not declared', element)

    def _ignore_only(self, element: etree._Element, prefix: str) -> None:
        if prefix not in element.nsmap:
            self._add("O247", f'an attribute of mc names the prefix "{prefix}", which is not declared', element)

    def _must_understand(self, element: etree._Element, prefixes: str) -> None:
        """A namespace that a reader has to know, or refuse the file (Part 3, 7.4)."""
        for prefix in prefixes.split():
            if not str(element.nsmap.get(prefix, ":")).startswith(_UNDERSTOOD):
                self._add("O239", f'mc:MustUnderstand names the prefix "{prefix}", which Word does not know', element)

    def _misplaced(self, child: etree._Element, parent: etree._Element, model: Model, many: bool) -> None:
        twice = not many and any(other.tag == child.tag for other in child.itersiblings(preceding=True))
        tolerated = model.lax if twice else model.loose
        code = "O249" if tolerated else "O232" if twice else "O231"
        self._add(code, f"{tag_of(child)} stands {'twice' if twice else 'too late'} in {tag_of(parent)}", child)

    def _check_required(self, parent: etree._Element, model: Model) -> None:
        present = {child.tag for child in parent}
        for tags, lenient in model.required:
            if present.isdisjoint(tags) and _ALTERNATIVES not in present and not (OTHER in tags and present):
                names = " or ".join(sorted(shown(tag) for tag in tags if tag != OTHER))
                self._add("O248" if lenient else "O233", f"{tag_of(parent)} lacks {names}", parent)

    def _add(self, code: str, message: str, element: etree._Element) -> None:
        self.findings.add(code, message, self.part, self.paragraph, element)

    def _remember(self, kind: str, value: str, element: etree._Element) -> None:
        self.facts.add(kind, value, self.part, self.paragraph, self.story, element)

    # What some elements do before and after their content.

    def _in_paragraph(self, element: etree._Element, model: Model) -> None:
        outer = self.paragraph
        self.paragraphs += 1
        self.paragraph = self.paragraphs
        self.content(element, model)
        self.paragraph = outer

    def _in_story(self, element: etree._Element, model: Model) -> None:
        outer = self.story
        self.stories += 1
        self.story = self.stories
        self.content(element, model)
        self.story = outer
        if model.children and _last_block(element) is None:
            self._add("O241", f"{tag_of(element)} holds no paragraph", element)

    def _in_table(self, element: etree._Element, model: Model) -> None:
        outer = self.grid
        self.grid = Grid()
        self.content(element, model)
        if not self.grid.rows:
            self._add("O242", "a table (w:tbl) has no row", element)
        self.grid = outer

    def _in_row(self, element: etree._Element, model: Model) -> None:
        self.grid.start_row()
        self.content(element, model)
        for code, message in self.grid.end_row():
            self._add(code, message, element)

    def _in_cell(self, element: etree._Element, model: Model) -> None:
        self.grid.start_cell()
        self.content(element, model)
        last = _last_block(element)
        if last is None or last.tag == TABLE:
            self._add("O241", f"the cell (w:tc) {'is empty' if last is None else 'ends in a table'}", element)

    def _on_grid(self, element: etree._Element, model: Model) -> None:
        if not self.silent:
            self.grid.note(_GRID[element.tag], element.get(VAL))

    def _in_properties(self, element: etree._Element, model: Model) -> None:
        """Content controls and fields of forms are of one kind each (ECMA-376 Part 1, 17.5.2.38 and 17.16.17)."""
        self.content(element, model)
        kinds = [tag_of(child) for child in element if child.tag in _CONTROLS]
        if len(set(kinds)) > 1:
            self._add("O232", f"{tag_of(element)} is of two kinds: {' and '.join(kinds)}", element)

    def _in_control(self, element: etree._Element, model: Model) -> None:
        """Where blocks, rows or cells stand, a control holds some; within a line it may hold nothing."""
        self.content(element, model)
        if model.name in _HELD and not len(element):
            self._add("O241", f"a content control around {_HELD[model.name]} holds none (w:sdtContent)", element)

    def _in_picture(self, element: etree._Element, model: Model) -> None:
        """A picture has an image and a size, or nothing is seen of it (ECMA-376 Part 1, 19.3.1.37; 20.4.2.7)."""
        self.content(element, model)
        blip = element.find(f"{{{PIC}}}blipFill/{{{A}}}blip")
        if blip is None or all(blip.get(f"{{{R}}}{name}") is None for name in ("embed", "link")):
            self._add("O226", "a picture names no image", element)
        drawing = next(element.iterancestors(f"{{{WP}}}inline", f"{{{WP}}}anchor"), None)
        extent = drawing.find(f"{{{WP}}}extent") if drawing is not None else None
        if extent is not None and "0" in (extent.get("cx"), extent.get("cy")):
            self._add("O226", "a picture is drawn without width or height (wp:extent)", element)

    def _in_graphic(self, element: etree._Element, model: Model) -> None:
        """Pictures, charts and diagrams are of a namespace, and `uri` names it (ECMA-376 Part 1, 20.1.2.2.17)."""
        self.content(element, model)
        if not len(element):
            self._add("O226", "a drawing holds nothing to draw (a:graphicData)", element)
        uri = element.get("uri")
        for child in element.iterchildren(etree.Element) if uri is not None else ():
            if (etree.QName(child).namespace or "").startswith(_DRAWN) and etree.QName(child).namespace != uri:
                self._add("O236", f'a:graphicData has uri="{uri}", but holds {tag_of(child)}', element)

    def _in_past(self, element: etree._Element, model: Model) -> None:
        self.silent += 1
        self.content(element, model)
        self.silent -= 1


def _last_block(element: etree._Element) -> etree._Element | None:
    """The last paragraph, table or the like in an element, seen through content controls."""
    for child in reversed(element):
        if child.tag in _WRAPPERS:
            inner = _last_block(child)
            if inner is not None:
                return inner
        elif child.tag in _BLOCKS:
            return child
    return None


def _is_hex(value: str) -> bool:
    return all(digit in "0123456789abcdefABCDEF" for digit in value)


_AROUND: Mapping[str, Callable[[_Walk, etree._Element, Model], None]] = {
    P: _Walk._in_paragraph,
    TABLE: _Walk._in_table,
    ROW: _Walk._in_row,
    CELL: _Walk._in_cell,
    _GRAPHIC: _Walk._in_graphic,
    w("sdtPr"): _Walk._in_properties,
    w("ffData"): _Walk._in_properties,
    SDT_CONTENT: _Walk._in_control,
    f"{{{PIC}}}pic": _Walk._in_picture,
    **dict.fromkeys(_GRID, _Walk._on_grid),
    **dict.fromkeys(_STORIES, _Walk._in_story),
    **dict.fromkeys(_PAST, _Walk._in_past),
}
