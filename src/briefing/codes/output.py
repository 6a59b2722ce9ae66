"""What is said of files that were made: O."""

from collections.abc import Mapping

from briefing.codes.code import Code

ROWS: Mapping[str, Code] = {
    # O: output
    "O101": Code(
        "error",
        "LibreOffice is not installed",
        "PDFs are made by LibreOffice Writer, which was neither on the PATH nor where installers put it. Install it "
        "(Debian and Ubuntu: `apt install libreoffice-writer-nogui`), or build without `--pdf`.",
    ),
    "O102": Code(
        "error",
        "no PDF came of the file",
        "LibreOffice ended without a whole PDF of this file. Open the file in LibreOffice or Word to see whether it is "
        "whole, close it if it is open elsewhere, and see that the disk is not full.",
    ),
    "O103": Code(
        "error",
        "making the PDF took too long",
        "LibreOffice was ended at the time limit. Very long tables take it minutes. PDFs finished by then were kept; "
        "convert fewer files at a time.",
    ),
    "O104": Code(
        "error",
        "the folder for PDFs can't be written to",
        "The folder could not be made or written to: see that it is a folder, that you may write there, and that the "
        "disk is not full.",
    ),
    "O107": Code(
        "error", "output that is not named as a Word file", "What is written is a .docx file, whatever its name."
    ),
    "O200": Code(
        "error", "file that cannot be read", "It is not there, is no file, is no Word file, or you may not read it."
    ),
    # O2: a package that is not valid WordprocessingML; docs/word/verify.md has the standard and what Word does
    "O201": Code(
        "error", "not a zip that can be read", "A .docx file is a zip archive; this one is cut off or damaged."
    ),
    "O202": Code(
        "error", "part that is there twice", "Two members have the same name, and which one Word reads is chance."
    ),
    "O203": Code(
        "error", "unsafe name in the zip", "Names lead down from the package's root: no '..', backslash or drive."
    ),
    "O204": Code("error", "protected file", "Remove the password in Word, or save the old .doc as .docx."),
    "O205": Code(
        "error", "no content types", "[Content_Types].xml says what each part is; without it Word opens nothing."
    ),
    "O206": Code(
        "error",
        "part without content type",
        "[Content_Types].xml has no type for the part: neither for its name nor for its extension.",
    ),
    "O207": Code(
        "warning", "content type of nothing", "[Content_Types].xml names a part that is not there; Word ignores it."
    ),
    "O208": Code("error", "two content types", "A part or an extension has exactly one content type."),
    "O209": Code(
        "error", "part that is not XML", "A part that should be XML is not well-formed, and Word stops at it."
    ),
    "O210": Code(
        "error", "document type declaration", "Parts have no DOCTYPE (ECMA-376 Part 2): it can hide entities."
    ),
    "O211": Code("warning", "encoding other than Unicode", "Parts are written in UTF-8 or UTF-16 (ECMA-376 Part 2)."),
    "O212": Code("error", "relationship id used twice", "A reference to it is ambiguous, and Word refuses the file."),
    "O213": Code("error", "relationship to nothing", "The part that a relationship leads to is not in the package."),
    "O214": Code("error", "reference without relationship", "An r:id names no relationship of its own part."),
    "O215": Code(
        "error", "relationship of the wrong kind", "A hyperlink leads to a hyperlink, a picture to an image, …"
    ),
    "O216": Code("error", "no main document", "The package's relationships lead to the main document; they do not."),
    "O217": Code("error", "no Word document", "The main part's content type is none of .docx, .dotx, .docm or .dotm."),
    "O218": Code(
        "error", "Strict Open XML", "Save it in Word as 'Word Document (.docx)', not as 'Strict Open XML Document'."
    ),
    "O219": Code("error", "package too large", "It unpacks to more, or holds more XML, than the limits allow."),
    "O220": Code("error", "malformed relationship", "A relationship has an Id that is a name, a Type and a Target."),
    "O221": Code(
        "error",
        "zip at odds with itself",
        "Each member is stored or deflated, and its own header says the same as the directory at the end of the zip.",
    ),
    "O222": Code(
        "error", "relationship to another type", "What a relationship leads to has the content type of its kind."
    ),
    "O223": Code("error", "two main parts", "A package has one main document and one part of properties of each kind."),
    "O224": Code(
        "warning", "picture that is gone", "Word writes the target NULL for a picture it has lost, and opens the file."
    ),
    "O225": Code(
        "error", "malformed content type", "[Content_Types].xml gives a name or an extension a type like image/png."
    ),
    "O226": Code("warning", "picture that shows nothing", "A picture has an image (r:embed), a width and a height."),
    "O228": Code("warning", "page without room", "The margins of a section leave its page no room for text."),
    "O230": Code("error", "element in the wrong place", "The schema does not allow this element in that one."),
    "O231": Code("error", "elements in the wrong order", "The schema gives the children of an element an order."),
    "O232": Code("error", "element that is there twice", "The schema allows it once, so Word may refuse the second."),
    "O233": Code("error", "missing element", "The schema requires it, and Word repairs the file or does not open it."),
    "O234": Code("error", "bare text", "Text stands in w:t only; between other elements Word takes it for damage."),
    "O235": Code("error", "unknown attribute", "The schema does not give this attribute to the element."),
    "O236": Code(
        "error",
        "value of the wrong type",
        "The schema says what may stand there: a whole number, a colour as six hexadecimal digits, a word of a list.",
    ),
    "O237": Code("error", "missing attribute", "The schema requires it: without it the element means nothing."),
    "O239": Code(
        "error", "unknown namespace", "Word refuses what it does not know unless mc:Ignorable names its prefix."
    ),
    "O240": Code("error", "wrong root element", "The root of a part is the one that its content type asks for."),
    "O241": Code(
        "error",
        "cell or story without paragraph",
        "A cell ends in a paragraph; headers, notes and text boxes hold one.",
    ),
    "O242": Code(
        "error", "table without rows or cells", "A table has a row, and a row has a cell; Word repairs what has none."
    ),
    "O243": Code(
        "error", "row wider than its table", "The cells of a row, with their spans, are no more than the columns."
    ),
    "O244": Code(
        "warning", "row narrower than its table", "The row ends before the last column; Word draws it ragged."
    ),
    "O245": Code(
        "warning", "merge with nothing above", "A cell continues a vertical merge that no cell above it starts."
    ),
    "O246": Code(
        "error", "malformed alternatives", "mc:AlternateContent holds an mc:Choice that requires a declared prefix."
    ),
    "O247": Code("error", "undeclared prefix", "mc:Ignorable names a prefix without namespace; Word refuses the file."),
    "O248": Code(
        "warning",
        "missing element",
        "The schema or the meaning asks for it; Word does without: w:tblPr, w:tblGrid, w:sdtContent, margins.",
    ),
    "O249": Code(
        "warning", "properties in another order", "The standard orders them, each once; Word reads them in any order."
    ),
    "O250": Code(
        "error", "drawing id used twice", "wp:docPr ids are unique in the document; Word may call it corrupt."
    ),
    "O251": Code("error", "bookmark id used twice", "The id pairs the two marks of a bookmark, so it is unique."),
    "O252": Code("warning", "bookmark name used twice", "Word keeps the first and drops the others: links go there."),
    "O253": Code("warning", "half a range", "A bookmark or comment range has a start and an end; Word drops a half."),
    "O254": Code("error", "content control id used twice", "The id of a content control is unique in the document."),
    "O255": Code(
        "warning",
        "paragraph id used twice",
        "w14:paraId is unique; Word gives new ones, and threads of comments may move.",
    ),
    "O256": Code(
        "error", "malformed paragraph id", "w14:paraId is eight hex digits below 80000000; above, Word finds damage."
    ),
    "O257": Code("error", "style id used twice", "A style is named by its id, so it is unique."),
    "O258": Code("error", "numbering id used twice", "A list has its own id, and a level its own number."),
    "O259": Code("error", "note or comment id used twice", "A note is named by its id, so it is unique in its part."),
    "O260": Code("error", "reference to no note", "The footnote, endnote or comment that is referred to is not there."),
    "O261": Code(
        "error", "missing separator note", "The settings name separators by id; the part of notes holds them."
    ),
    "O262": Code(
        "warning",
        "numbering that is not defined",
        "The paragraph names a list that is not there; Word shows no number.",
    ),
    "O263": Code("error", "list without definition", "A w:num names the w:abstractNum that it is made from."),
    "O264": Code("error", "level beyond nine", "Lists have nine levels, and w:ilvl counts them from 0 to 8."),
    "O265": Code("warning", "style that is not defined", "Word takes the default style in its place."),
    "O266": Code(
        "warning", "style of another kind", "A paragraph style is used for a run, or the like; Word ignores it."
    ),
    "O267": Code("error", "style based on itself", "The chain of w:basedOn ends in a style that is based on none."),
    "O268": Code(
        "error", "two headers of one type", "A section has at most one header and one footer for each type of page."
    ),
    "O269": Code("error", "mark of no field", "w:fldChar goes begin, separate, end; this one has no begin before it."),
    "O270": Code(
        "error", "field that is not closed", "A field ends in the story it begins in: body, text box, note, header."
    ),
    "O271": Code(
        "error",
        "malformed core properties",
        "Each property once; dates in the form 2023-01-23T00:00:00Z, with their type.",
    ),
    "O272": Code(
        "error", "malformed custom properties", "Each has one value, its own name, and its own pid from 2 up."
    ),
    "O273": Code("error", "half a move", "The two marks of a tracked move stand in the same part."),
    "O274": Code(
        "error",
        "chart at odds with itself",
        "The values of a series are counted and each has its place; a chart stands on axes that it has.",
    ),
    "O275": Code("warning", "link to nowhere", "A link within the document leads to a bookmark that is not there."),
    "O276": Code("error", "choice that is there twice", "The items of a list to choose from have values of their own."),
    "O277": Code(
        "warning", "deleted text out of place", "Deleted text is w:delText within w:del; what is kept is w:t."
    ),
    "O278": Code("warning", "comment without reference", "A comment stands at its w:commentReference; Word drops it."),
    "O279": Code("warning", "malformed properties", "docProps/app.xml has each property once, and counts as numbers."),
    "O291": Code(
        "error",
        "words of another reader's",
        "A sentence of a block that this audience does not get is in its file. Content cannot bring it there; a "
        "template, its properties or the data can.",
    ),
    "O292": Code(
        "error",
        "hidden text",
        "Hidden text is not on the page, and one click shows it. What a reader should not have must not be in it.",
    ),
    "O293": Code(
        "error",
        "deleted text that is still there",
        "What was deleted while changes were tracked stays in the file until the change is accepted, for all to read.",
    ),
    "O294": Code(
        "error",
        "name of an author",
        "A tracked change keeps who made it and when. Readers are told who answers for the paper, and nothing else.",
    ),
    "O295": Code("error", "comments left over", "Comments are for those who write a paper, not for those who get it."),
    "O296": Code(
        "warning",
        "tags in a file that is verified",
        "A template holds tags, and is sound with them. In a file that is to be read, nobody filled them in: build "
        "it anew, or look where the text with the tag came from.",
    ),
    "O401": Code(
        "error",
        "file that does not say what made it",
        "`briefing build` writes into each file which topic, version, audience and template made it. This one came "
        "from elsewhere, or its properties were taken away.",
    ),
    "O402": Code(
        "error",
        "file that is no longer current",
        "Built today, the edition would be another: its content or its template has changed since. Readers who got "
        "this file have an older one.",
    ),
    "O403": Code(
        "warning",
        "file that was changed after it was built",
        "Somebody has changed and saved it. What was changed there is in no source, and the next build does not have "
        "it.",
    ),
    "O290": Code("error", "tag left over", "A tag of a template is in the file as typed: nobody filled it in."),
    "O105": Code(
        "error",
        "file that cannot be written",
        "The folder may be read-only, the disk full, or the file open in Word. The old file, if any, is whole.",
    ),
    "O106": Code(
        "error",
        "file in the way",
        "A file that somebody may have changed is not written over unasked, nor one that a link leads to.",
    ),
}
