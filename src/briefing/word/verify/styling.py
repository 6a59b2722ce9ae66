"""Styles: what is used is there and of its kind, and so is what styles name (ECMA-376 Part 1, 17.7.4)."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.word.names import VAL, w
from briefing.word.verify.facts import Fact
from briefing.word.verify.findings import Findings
from briefing.word.verify.references import Document, report

_USABLE = ("paragraph", "character", "table", "numbering")


def check(document: Document, findings: Findings) -> None:
    """Checks the uses of styles in a document, and its styles."""
    facts = document.facts_in("style", "styles")
    styles = {fact.value: fact for fact in facts}
    kinds: dict[str, dict[str, None]] = {}
    for fact in facts:
        kinds.setdefault(fact.value, {}).setdefault(_kind(fact))
    uses = [(kind, use) for kind in _USABLE for use in document.facts.of(f"use of {kind} style")]
    if document.is_lost("styles", findings):
        return
    if not styles and uses[1:]:
        message = f"no style is defined, and styles are used {len(uses)} times: the first is '{uses[0][1].value}'"
        report(findings, "O265", message, uses[0][1])
        return
    # Where ids are there twice, as is told, as many may be missing: those that the styles had before.
    missing = {use.value for _, use in uses} - kinds.keys()
    are_told = len(missing) <= len(facts) - len(styles)
    for kind, use in uses:
        found = kinds.get(use.value, {})
        if not found and not are_told:
            report(findings, "O265", f"the {kind} style '{use.value}' is used, but not defined", use)
        elif found and kind not in found:
            report(findings, "O266", f"the {next(iter(found))} style '{use.value}' is used as a {kind} style", use)
    _check_style_links(styles, findings)
    _check_cycles(styles, findings)


# What a style names: kinds of style by the kind of the one that names it (ECMA-376 Part 1, 17.7.4.3, .6 and .10).
_NAMED: Mapping[str, Mapping[str, str]] = {
    "basedOn": {kind: kind for kind in _USABLE},
    "next": {"paragraph": "paragraph"},
    "link": {"paragraph": "character", "character": "paragraph"},
}


def _check_style_links(styles: Mapping[str, Fact], findings: Findings) -> None:
    for identity, style in styles.items():
        kind = _kind(style)
        for name, allowed in _NAMED.items():
            named = _named(style, name)
            if not named or kind not in allowed:
                continue  # which is to be ignored
            if named not in styles:
                message = f"w:{name} of the style '{identity}' is '{named}', which is not defined"
                report(findings, "O265", message, style)
            elif _kind(styles[named]) != allowed[kind]:
                message = f"w:{name} of the {kind} style '{identity}' is the {_kind(styles[named])} style '{named}'"
                report(findings, "O266", message, style)


def _kind(style: Fact) -> str:
    return style.element.get(w("type"), "paragraph")


def _check_cycles(styles: Mapping[str, Fact], findings: Findings) -> None:
    parents = {identity: _named(style, "basedOn") for identity, style in styles.items()}
    cyclic = _cyclic(parents)
    for identity in parents:
        if identity in cyclic:
            report(findings, "O267", f"the style '{identity}' is based on itself", styles[identity])


def _named(style: Fact, name: str) -> str:
    child = style.element.find(w(name))
    return child.get(VAL, "") if child is not None else ""


def _cyclic(parents: Mapping[str, str]) -> set[str]:
    """The styles that are among their own ancestors. Each is walked through once, from wherever the first walk came."""
    found, seen = set[str](), set[str]()
    for identity in parents:
        path: dict[str, int] = {}
        while identity and identity in parents and identity not in seen:
            seen.add(identity)
            path[identity] = len(path)
            identity = parents[identity]
        if identity in path:
            found.update(list(path)[path[identity] :])
    return found
