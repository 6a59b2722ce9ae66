"""What is said of audiences: A."""

from collections.abc import Mapping

from briefing.codes.code import Code

ROWS: Mapping[str, Code] = {
    # A: audience
    "A101": Code(
        "error",
        "unknown audience",
        "Audiences are a closed list in audiences.yaml, so that no edition goes to a reader nobody has described.",
    ),
    "A102": Code(
        "error",
        "required section is empty",
        "The audience `require`s this section, but every block of it is omitted, not for this audience or too deep: "
        "see `omit`, and `only`, `not` and `depth` of its blocks. Write a block for it, or take the section from "
        "`require`.",
    ),
    "A103": Code(
        "error",
        "expression that can't be evaluated",
        "Between {{ and }} stands an expression over the briefing's own values: `facts`, `terms`, `data`, `audience` "
        "and the fields of `briefing`. The message says what is wrong with this one.",
    ),
    "A104": Code(
        "error",
        "expression that does not end",
        "`{{` begins an expression and `}}` ends it; a quotation mark within must be closed too. To print two braces, "
        "write `\\{{`.",
    ),
    "A105": Code(
        "error",
        "value that can't be printed",
        "A text can print a text, a number, a date, a fact or a term. A list or a record has no form of its own: name "
        "one of its values, or join a list with `| listed`.",
    ),
    "A106": Code(
        "error",
        "unknown name in a text",
        "A text names facts, terms and sources of its topic by their ids: `{{ facts.id }}`, `{{ terms.id }}`, `[@id]`.",
    ),
    "A107": Code(
        "error",
        "text that prints itself",
        "The claim of a fact or the meaning of a term prints, over one or more steps, itself, which has no end. The "
        "value of a fact may stand in its own claim: `{{ facts.id }}`.",
    ),
    "A109": Code(
        "error",
        "cross-reference to what this reader lacks",
        "The link leads to a section or block that is not in this audience's edition. Write a variant without it, or "
        "let the audience have what it leads to.",
    ),
    "A108": Code(
        "warning",
        "language without rules",
        "Unicode's tables have no dates and numbers for this language, so that British English ones are printed. Check "
        "the tag: a language, and after a hyphen a country, as in `de-AT`.",
    ),
    "A110": Code(
        "error",
        "no such variant",
        "What is accepted is a variant: of a block, by its id, or of a title or claim, as tags name it: "
        "`sections.disputes.title`, `facts.amount.claim`, `briefing.title`.",
    ),
    "A111": Code("error", "no such block or section", "Blocks and sections are named by their ids."),
    "A112": Code("error", "no such fact or source", "Facts and sources are named by their ids."),
}
