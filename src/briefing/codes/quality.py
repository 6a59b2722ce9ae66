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
    "Q109": Code(
        "warning",
        "section too long",
        "The section has more words than `limits: {section: …}`, which is for any, or `limits: {sections: {ID: …}}` "
        "allows. Omit a block, make one deeper, or write a shorter variant.",
    ),
    "Q110": Code(
        "warning",
        "edition too hard to read",
        "Long sentences and long words make a text hard. The grade is Flesch and Kincaid's, in years of American "
        "school; syllables are counted by rule of thumb, so it is right to ±1, and told only where it is over by more.",
    ),
    "Q111": Code(
        "warning",
        "abbreviation that is not explained",
        "A reader who does not know an abbreviation loses the sentence. Write it out where it comes first, make it a "
        "term with a meaning, or say in audiences.yaml that this reader `knows` it.",
    ),
    "Q112": Code(
        "warning",
        "word that this reader should not meet",
        "`avoid` lists the jargon of an audience, each word with what to say instead. Quotations may hold it.",
    ),
    "Q113": Code(
        "error",
        "word that must not be said to this reader",
        "`banned` lists what must not be said to an audience, such as promises. Quotations may hold it.",
    ),
    "Q114": Code(
        "warning",
        "term that this reader calls otherwise",
        "`say` gives an audience its own word for a term. `{{ terms.ID }}` prints the word that each reader knows.",
    ),
    "Q115": Code(
        "warning",
        "heading at the wrong level",
        "Headings within a text go down one level at a time, and no deeper than `limits: {headings: …}`. Who hears a "
        "document read out finds the way by them.",
    ),
    "Q116": Code(
        "warning",
        "limit that cannot be checked",
        "Reading grades are measured for English only. For other languages take the limit away, and rely on the length "
        "of sentences.",
    ),
    # Q2: facts and sources
    "Q201": Code(
        "warning",
        "address without an access date",
        "What stands at an address changes or goes. `accessed` says on which day it said what is cited.",
    ),
    "Q202": Code(
        "warning",
        "fact from interested parties alone",
        "All sources of the fact have an `interest` in it (party or opponent). What only they say is a claim: find "
        "somebody independent, or call it disputed and say who says so.",
    ),
    "Q203": Code(
        "warning",
        "superseded fact in use",
        "Something newer has taken the place of this fact; texts that name it say what no longer holds.",
    ),
    "Q204": Code(
        "warning",
        "disputed fact stated flatly",
        "What is disputed is told with who says so, in the sentence itself or in a callout of the kind `disputed`; "
        "else the paper takes a side.",
    ),
    "Q205": Code(
        "warning",
        "fact past its review",
        "The day is past until which nobody had to look at the fact again. It is compared with `--today`, never with "
        "the clock, so that the same input gives the same result.",
    ),
    "Q206": Code(
        "warning",
        "dates that cannot be",
        "A source that was issued after the date of the information cannot have been known then; one read before it "
        "was issued is a slip.",
    ),
    # Q3: variants
    "Q301": Code(
        "warning",
        "stale variant",
        "The default was changed after a person last looked at this variant, so that it may say what no longer holds. "
        "Bring it up to date; `briefing accept` then notes in briefing.lock that it was looked at.",
    ),
    "Q302": Code(
        "warning",
        "variant that nobody has accepted",
        "briefing.lock keeps, for each variant, which wording of the default it was last looked at against. This one "
        "is not in it, so that nothing would be told when the default changes. `briefing accept` adds it.",
    ),
    "Q303": Code(
        "warning",
        "pointless variant",
        "The variant has nine tenths of its words in common with the default. Each variant must be kept up by itself; "
        "let one text serve both.",
    ),
    "Q304": Code(
        "warning",
        "variant with other facts",
        "A variant makes the same point in other words, so it stands on the same facts. Where it is meant to say more "
        "or less, `briefing accept` notes that.",
    ),
    "Q305": Code(
        "warning",
        "two equal editions",
        "Two audiences get the same words in the same look, so that one of them need not be, or misses what was meant "
        "for it.",
    ),
    "Q306": Code(
        "warning",
        "variant that nobody reads",
        "The audience that the variant is for does not get the block: it is omitted, not for them, or too deep. Take "
        "the variant away, or let them have the block.",
    ),
}
