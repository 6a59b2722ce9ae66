"""The commands that answer questions about a project, and `accept`, which notes an answer of a person's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.commands.holding import held
from briefing.commands.printing import coloured, finished, say, say_of

if TYPE_CHECKING:
    from briefing.diagnostics import Span
    from briefing.impact import Impact, Use
    from briefing.pipeline.inquiries import Answer, Known, Survey


class Plain(StrEnum):
    """How an answer is printed."""

    text = "text"
    json = "json"


class Page(StrEnum):
    """How a matrix is printed."""

    text = "text"
    json = "json"
    html = "html"


class Schema(StrEnum):
    """What writers type, by kind of file."""

    topic = "topic"
    audiences = "audiences"
    settings = "settings"
    brand = "brand"


@held
def explain(code: str) -> int:
    """Prints why a code is a fault, with an example of what is wrong and of what is right."""
    from briefing.explain import explain

    told, diagnostics = explain(code, colour=coloured())
    say(told)
    return finished(diagnostics)


@held
def matrix(
    audience: Sequence[str] | None = None,
    topic: Sequence[str] | None = None,
    output: Path | None = None,
    project: Path = Path(),
    format: Page = Page.text,
) -> int:
    """Prints which block reaches whom, and in whose words; or writes it to a file, as a page if that ends in .html."""
    from briefing import project as projects
    from briefing import show
    from briefing.coverage import page, printed
    from briefing.diagnostics import has_errors
    from briefing.pipeline import inquiries
    from briefing.writing import write

    surveys, diagnostics = inquiries.survey(project, audience or (), topic or ())
    if output is not None and output.suffix.lower() in (".html", ".htm"):
        format = Page.html
    make = {Page.text: printed.text, Page.json: printed.json, Page.html: page.html}[format]
    made = make(inquiries.matrices(surveys)) if surveys else ""
    if output is None:
        say(show.lines(made.splitlines()))
    if output is None or not surveys or has_errors(diagnostics):
        return finished(diagnostics)
    if in_the_way := projects.overwriting(projects.find(project)[0], (output,)):
        return finished((*diagnostics, *in_the_way))
    files, faults = write([(output, made.encode())])
    return finished((*diagnostics, *faults), wrote=files)


@held
def why(
    block: str,
    audience: Sequence[str] | None = None,
    topic: Sequence[str] | None = None,
    project: Path = Path(),
    format: Plain = Plain.text,
) -> int:
    """Prints, step by step, why audiences get a block, or the blocks of a section, or do not."""
    from briefing import show
    from briefing.pipeline import inquiries

    surveys, diagnostics = inquiries.survey(project, audience or (), topic or ())
    answers, faults = inquiries.why(surveys, block)
    if format is Plain.json:
        say(show.as_json({"answers": [_answer_row(answer) for answer in answers]}))
    else:
        say("\n".join(show.lines(_answer(answer)) for answer in answers))
    return finished((*diagnostics, *faults))


@held
def facts(
    used_in: bool = False,
    audience: Sequence[str] | None = None,
    topic: Sequence[str] | None = None,
    project: Path = Path(),
    format: Plain = Plain.text,
) -> int:
    """Prints all facts, with their sources; where each is used, if asked for."""
    from briefing import show
    from briefing.pipeline import inquiries

    surveys, diagnostics = inquiries.survey(project, audience or (), topic or ())
    known = inquiries.known(surveys)
    if format is Plain.json:
        say(show.as_json({"facts": [_fact_row(one) for one in known]}))
    elif used_in:
        say(show.lines(line for one in known for line in _uses(one)))
    elif known:
        say(_facts(known))
    return finished(diagnostics)


@held
def impact(
    id: str,
    audience: Sequence[str] | None = None,
    topic: Sequence[str] | None = None,
    project: Path = Path(),
    format: Plain = Plain.text,
) -> int:
    """Prints which blocks and editions stand on a source or a fact."""
    from briefing import show
    from briefing.pipeline import inquiries

    surveys, diagnostics = inquiries.survey(project, audience or (), topic or ())
    found, faults = inquiries.impacts(surveys, id)
    if format is Plain.json:
        say(show.as_json({"impacts": [_impact_row(name, one) for name, one in found]}))
    else:
        say("\n".join(show.lines(_impact(name, one, surveys)) for name, one in found))
    return finished((*diagnostics, *faults))


@held
def accept(
    name: str = "",
    audience: Sequence[str] | None = None,
    topic: Sequence[str] | None = None,
    project: Path = Path(),
) -> int:
    """Notes that a person has looked at variants; at all of them, if none is named."""
    from briefing import show
    from briefing.pipeline import inquiries

    accepted, file, diagnostics = inquiries.accept(project, name, audience or (), topic or ())
    for one in accepted:
        say(show.lines((f"accepted: {one.name} for {one.audience}",)))
    if not accepted and not diagnostics:
        say("there are no variants to accept\n")
    return finished(diagnostics, wrote=(file,) if accepted else ())


@held
def schema(kind: Schema | None = None, write: bool = False, project: Path = Path()) -> int:
    """Prints the JSON Schema of one kind of file; or writes those of a whole project, for its editors."""
    from briefing import writing
    from briefing.pipeline import inquiries

    files, folder, diagnostics = inquiries.schemas(project, "" if write or kind is None else kind.value)
    if not write:
        say("".join(files.values()))
        return finished(diagnostics)
    made, faults = writing.write([(folder / name, text.encode()) for name, text in files.items()])
    for path in made:
        say_of("wrote", path)
    return finished((*diagnostics, *faults))


def _answer(answer: Answer) -> Iterator[str]:
    from briefing import show

    yield f"'{answer.block}' for '{answer.audience}'"
    yield from show.table((f"  {step.asked}", step.answer) for step in answer.steps).splitlines()
    decision = answer.decision
    if not decision.is_in:
        yield f"→ it is out: {decision.outcome}{f' ({decision.reason})' * bool(decision.reason)}"
        return
    whose = "the default's words" if decision.outcome == "default" else f"the words for '{decision.reason}'"
    yield f"→ it is in, in {whose}, {answer.words} of them: {_at(answer.where)}"


def _answer_row(answer: Answer) -> dict[str, object]:
    steps = [{"asked": step.asked, "answer": step.answer, "outcome": step.outcome} for step in answer.steps]
    decided = {"outcome": answer.decision.outcome, "reason": answer.decision.reason, "in": answer.decision.is_in}
    where = answer.where._asdict()
    named = {"topic": answer.topic, "block": answer.block, "audience": answer.audience}
    return {**named, **decided, "words": answer.words, "where": where, "steps": steps}


def _facts(known: Sequence[Known]) -> str:
    from briefing import show

    head = ("topic", "fact", "value", "status", "sources", "uses")
    rows = [
        (one.topic, one.fact.id, one.text, one.fact.status, ", ".join(one.fact.sources) or "-", len(one.uses))
        for one in known
    ]
    return show.table(rows, head)


def _uses(one: Known) -> Iterator[str]:
    yield f"{one.fact.id}: {one.text} ({one.fact.status}; {', '.join(one.fact.sources) or 'no source'})"
    yield from _use_lines(one.uses)
    if not one.uses:
        yield "  not used"


def _fact_row(one: Known) -> dict[str, object]:
    fact = one.fact
    stated = {"value": one.text, "kind": fact.kind, "claim": fact.claim.source, "status": fact.status}
    return {"topic": one.topic, "fact": fact.id, **stated, "sources": fact.sources, "uses": _use_rows(one.uses)}


def _impact(topic: str, one: Impact, surveys: Sequence[Survey]) -> Iterator[str]:
    yield f"{one.kind} '{one.id}' of {topic}"
    if one.sources:
        yield f"  sources known through it: {', '.join(one.sources)}"
    if one.facts:
        yield f"  facts that rest on it: {', '.join(one.facts)}"
    yield from _use_lines(one.uses)
    editions = sum(len(survey.briefs) for survey in surveys if survey.content.topic.id == topic)
    yield f"→ {len(one.audiences)} of {editions} editions: {', '.join(one.audiences) or 'none'}"


def _impact_row(topic: str, one: Impact) -> dict[str, object]:
    rest = {"facts": one.facts, "sources": one.sources, "uses": _use_rows(one.uses), "audiences": one.audiences}
    return {"topic": topic, "kind": one.kind, "id": one.id, **rest}


def _use_lines(uses: Sequence[Use]) -> Iterator[str]:
    return (f"  {use.block} ({_at(use.where)}): {', '.join(use.audiences)}" for use in uses)


def _use_rows(uses: Sequence[Use]) -> list[dict[str, object]]:
    return [{"block": use.block, "where": use.where._asdict(), "audiences": use.audiences} for use in uses]


def _at(where: Span) -> str:
    return f"{where.path}:{where.line}:{where.column}"
