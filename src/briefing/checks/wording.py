"""What the texts of a topic owe to readers who listen: links that say where they lead, pictures that are described."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from briefing.diagnostics import Diagnostic, Span
from briefing.later import regex
from briefing.model.content import Body, ChartBody, FigureBody, Text, Topic, Worded
from briefing.model.texts import beside, texts_of

_IMAGE = regex(r"!\[[^\]]*\]\((?P<path>[^)\s{]+)[^)]*\)")
_LINK = regex(r"(?<![!\\\]])\[(?P<text>[^\[\]]+)\]\([^)\s]+[^)]*\)|<(?P<bare>(?:https?|ftp)://[^\s<>]+)>")


def check(topic: Topic) -> Iterator[Diagnostic]:
    """Links and alternative texts that tell nobody anything."""
    for text in _texts(topic):
        if "](" in text.source or "<" in text.source:
            yield from _links(text)
        for found in _IMAGE.finditer(text.source) if "![" in text.source else ():
            yield from _shown(beside(text.span.path or topic.path, found["path"]), text.locate(found[0]))
    for body, span in _bodies(topic):
        if isinstance(body, FigureBody | ChartBody):
            yield from _described(body, span)
        if isinstance(body, FigureBody) and _is_there(beside(topic.path, body.file)):  # else that is told
            yield from _shown(beside(topic.path, body.file), span)


def _is_there(path: str) -> bool:
    try:
        return Path(path).is_file()
    except OSError:  # a name that is too long
        return False


def _links(text: Text) -> Iterator[Diagnostic]:
    from briefing.word.legible import link_fault, link_message  # few texts have links

    for found in _LINK.finditer(text.source):
        said = found["text"] or found["bare"]
        if code := link_fault(said):
            hint = "type what stands at the other end: [the survey of 2023](https://…)"
            yield Diagnostic(code, link_message(code, said), text.locate(found[0]), (hint,))


def _shown(path: str, where: Span) -> Iterator[Diagnostic]:
    """A picture that Word could not show."""
    from briefing.word.pictures import Unusable, check_local, read

    try:
        check_local(path)
        read(Path(path))
    except Unusable as fault:
        yield Diagnostic("R312", str(fault), where)


def _described(body: FigureBody | ChartBody, span: Span) -> Iterator[Diagnostic]:
    from briefing.word.legible import picture_fault

    alt = body.alt.source if isinstance(body, ChartBody) else body.alt
    where = body.alt.span if isinstance(body, ChartBody) else span
    if fault := picture_fault(alt):
        message = f"the alternative text {fault}: '{alt}'"
        yield Diagnostic("O302", message, where, ("say in a sentence what there is to see",))


def _texts(topic: Topic) -> Iterator[Text]:
    claims = (Worded(fact.claim, fact.variants) for fact in topic.facts.values())
    titles = (topic.title, topic.subtitle, *(section.title for section in topic.sections))
    for worded in (*titles, *claims):
        yield from (worded.text, *worded.variants.values())
    for body, _ in _bodies(topic):
        yield from texts_of(body)


def _bodies(topic: Topic) -> Iterator[tuple[Body, Span]]:
    for _, block in topic.blocks:
        yield from ((body, block.span) for body in (block.body, *block.variants.values()))
