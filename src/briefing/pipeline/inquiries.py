"""Questions about a project: what reaches whom, and why; what stands on what; what editors should know; what a person
has looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from briefing import audience, coverage, impact, lock
from briefing.checks.variants import Variant, variants
from briefing.coverage import Matrix
from briefing.diagnostics import Diagnostic, Span, did_you_mean
from briefing.impact import Impact, Use
from briefing.model.brief import Brief, Decision, Step
from briefing.model.content import Block, Content, Fact
from briefing.pipeline.editions import resolved
from briefing.pipeline.loading import Diagnostics, Written, listed, load
from briefing.project import shown
from briefing.writing import write


class Survey(NamedTuple):
    """A topic with what each reader gets of it."""

    content: Content
    briefs: tuple[Brief, ...]


class Answer(NamedTuple):
    """Why an audience gets a block or does not: the questions that were asked, and what was decided. `where` is where
    the words that it gets are typed, or the block itself."""

    topic: str
    block: str
    audience: str
    steps: tuple[Step, ...]
    decision: Decision
    words: int
    where: Span


class Known(NamedTuple):
    """A fact, and where it is used."""

    topic: str
    fact: Fact
    text: str
    uses: tuple[Use, ...]


def survey(
    start: Path, audiences: Sequence[str] = (), topics: Sequence[str] = ()
) -> tuple[tuple[Survey, ...], Diagnostics]:
    """The topics of a project with what each reader gets, and the errors in what was written."""
    written, diagnostics = load(start, audiences, topics)
    if written is None:
        return (), diagnostics
    found = []
    for content in written.contents:
        briefs = resolved(content, written.wanted)
        found.append(Survey(content, tuple(brief for brief, _ in briefs)))
        diagnostics += tuple(fault for _, faults in briefs for fault in faults)
    return tuple(found), _errors(diagnostics)


def matrices(surveys: Iterable[Survey]) -> tuple[Matrix, ...]:
    """Which block reaches whom, topic by topic."""
    return tuple(coverage.matrix(one.content, one.briefs) for one in surveys)


def why(surveys: Sequence[Survey], id: str) -> tuple[tuple[Answer, ...], Diagnostics]:
    """Why the audiences of the surveys get a block, or the blocks of a section, or do not."""
    answers = [answer for one in surveys for answer in _answers(one, id)]
    if answers or not surveys:
        return tuple(answers), ()
    known = [name for one in surveys for name in (*_blocks(one.content), *(s.id for s in one.content.topic.sections))]
    return (), (Diagnostic("A111", f"there is no block or section '{id}'", None, did_you_mean(id, known)),)


def known(surveys: Iterable[Survey]) -> tuple[Known, ...]:
    """All facts, with where each is used."""
    return tuple(
        Known(one.content.topic.id, fact, _printed(one, fact), impact.uses_of(one.content, one.briefs, fact.id))
        for one in surveys
        for fact in one.content.topic.facts.values()
    )


def impacts(surveys: Sequence[Survey], id: str) -> tuple[tuple[tuple[str, Impact], ...], Diagnostics]:
    """What stands on a fact or source, topic by topic."""
    found = [(one.content.topic.id, impact.impact(one.content, one.briefs, id)) for one in surveys]
    hit = tuple((topic, one) for topic, one in found if one is not None)
    if hit or not surveys:
        return hit, ()
    ids = [name for one in surveys for name in (*one.content.topic.sources, *one.content.topic.facts)]
    return (), (Diagnostic("A112", f"there is no source or fact '{id}'", None, did_you_mean(id, ids)),)


def accept(
    start: Path, name: str, audiences: Sequence[str] = (), topics: Sequence[str] = ()
) -> tuple[tuple[Variant, ...], Path, Diagnostics]:
    """Notes in briefing.lock that a person has looked at variants: those of `name`, or all if that is empty, for the
    audiences. Entries for variants that are no more go. Gives those accepted, and the file."""
    written, diagnostics = load(start, audiences, topics)
    if written is None:
        return (), Path(), _errors(diagnostics)
    everything = {content.topic.id: tuple(variants(content.topic)) for content in written.contents}
    chosen = [
        (topic, one)
        for topic, ours in everything.items()
        for one in ours
        if one.audience in written.wanted and name in ("", one.name)
    ]
    unmet = _unmet(name, chosen, everything)
    if unmet or not chosen:
        return (), Path(), (*_errors(diagnostics), *unmet)
    file = shown(written.project.root / lock.NAME)
    _, faults = write([(file, lock.text(_with(written, chosen, everything)).encode())])
    return tuple(one for _, one in chosen), file, faults


def schemas(start: Path, kind: str = "") -> tuple[Mapping[str, str], Path, Diagnostics]:
    """JSON Schemas for editors, by the names of their files, with the ids of the project that a folder is in, and the
    folder that they belong in. Of one `kind` only, if that is given: without ids, where there is no project."""
    from briefing import schema

    written, diagnostics = load(start)
    if written is None:
        alone = {kind: schema.text(schema.BY_NAME[kind]())} if kind else {}
        return alone, Path(), () if kind else _errors(diagnostics)
    topics = [content.topic for content in written.contents]
    templates = [path.name for path in sorted(written.project.templates.glob("*.docx"))]
    files = schema.written(topics, written.audiences, templates)
    if kind == "topic":
        own = schema.topic_schema(topics[0] if len(topics) == 1 else None, written.audiences)
        files = {kind: schema.text(own)}
    elif kind:
        files = {kind: files[f"{kind}.schema.json"]}
    return files, shown(written.project.root / schema.FOLDER), ()


Varied = dict[str, tuple[Variant, ...]]


def _with(written: Written, chosen: Sequence[tuple[str, Variant]], everything: Varied) -> lock.Accepted:
    """What is accepted once these are, too; of topics that were read, only what is still there."""
    accepted: dict[str, dict[str, dict[str, str]]] = {}
    for topic, names in (written.accepted or {}).items():
        there = {(one.name, one.audience) for one in everything.get(topic, ())}
        is_read = topic in everything or written.complete
        for name, readers in names.items():
            for reader, value in readers.items():
                if not is_read or (name, reader) in there:
                    accepted.setdefault(topic, {}).setdefault(name, {})[reader] = value
    for topic, one in chosen:
        accepted.setdefault(topic, {}).setdefault(one.name, {})[one.audience] = one.fingerprint
    return accepted


def _unmet(name: str, chosen: Sequence[object], everything: Varied) -> Diagnostics:
    if chosen or not name:
        return ()
    names = list(dict.fromkeys(one.name for ours in everything.values() for one in ours))
    readers = [one.audience for ours in everything.values() for one in ours if one.name == name]
    if readers:
        return (Diagnostic("A110", f"'{name}' has no variant for this audience", None, (listed(readers),)),)
    return (Diagnostic("A110", f"nothing called '{name}' has a variant", None, did_you_mean(name, names)),)


def _answers(one: Survey, id: str) -> Iterable[Answer]:
    topic, audiences = one.content.topic, one.content.audiences
    inside = next((section.blocks for section in topic.sections if section.id == id), ())
    matrix = coverage.matrix(one.content, one.briefs)
    for row in matrix.rows:
        block = _blocks(one.content)[row.block]
        for reader, decision in row.decisions.items() if row.block == id or block in inside else ():
            steps = tuple(audience.steps(block, audiences.audiences[reader], audiences))
            where = _where(block, decision)
            yield Answer(topic.id, block.id, reader, steps, decision, row.sizes.get(reader, 0), where)


def _where(block: Block, decision: Decision) -> Span:
    from briefing.model.texts import texts_of

    body = block.worded(decision.reason) if decision.is_in else None
    first = next(iter(texts_of(body)), None) if body is not None else None
    return first.span if first is not None and first.span.path else block.span


def _blocks(content: Content) -> dict[str, Block]:
    return {block.id: block for _, block in content.topic.blocks}


def _printed(one: Survey, fact: Fact) -> str:
    facts = one.briefs[0].roots["facts"] if one.briefs else {}
    return str(facts[fact.id]) if fact.id in facts else str(fact.value)  # type: ignore[operator,index]


def _errors(diagnostics: Diagnostics) -> Diagnostics:
    return tuple(dict.fromkeys(one for one in diagnostics if one.is_error))
