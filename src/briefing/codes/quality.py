"""What is said of what a briefing should be: Q."""

from collections.abc import Mapping

from briefing.codes.code import Code

ROWS: Mapping[str, Code] = {
    # Q: quality
    "Q101": Code(
        "error",
        "block that reaches no audience",
        "Nobody would read this block: it is omitted, not for, or too deep for every audience. Give it to one, or take "
        "it away; text for nobody is not kept up.",
    ),
    "Q102": Code(
        "warning",
        "omission of what is out anyway",
        "The block would not reach this audience without the omission either, so that the reason given misleads. Take "
        "the omission away.",
    ),
    "Q103": Code(
        "warning",
        "edition too long",
        "Title, bottom line, key facts and sections together have more words than `limits: {words: …}` allows. Omit a "
        "block, make one deeper, or write a shorter variant.",
    ),
    "Q104": Code(
        "warning",
        "sentence too long",
        "The sentence has more words than `limits: {sentence: …}` allows for this audience. Make two of it, or write a "
        "variant.",
    ),
    "Q105": Code(
        "warning",
        "bottom line too long",
        "The bottom line makes the point in at most five sentences; a reader who stops there must have it.",
    ),
    "Q106": Code(
        "warning",
        "too many variants in an edition",
        "More than 40 % of the edition's blocks are variants. What is said anew for one audience must be kept up for "
        "it alone; write defaults that more readers can share.",
    ),
    "Q107": Code(
        "warning",
        "too few blocks are shared",
        "Less than half of the topic's blocks reach three audiences or more, so that it is several documents in one "
        "file. Widen `only`, or make topics of their own.",
    ),
    "Q108": Code(
        "warning",
        "too many pages",
        "The PDF has more pages than the audience's `limits` allow. Pages are counted where PDFs are made, by"
        " `build --pdf`.",
    ),
}
