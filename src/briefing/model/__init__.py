"""The nouns. Read this room first: `content` is what was written, `rich` is text with form, `brief` is what one reader
gets, `template` is what a designer made."""
