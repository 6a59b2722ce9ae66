"""The templates and pictures of docs/guide.md: `make guide` writes them into docs/guide/.

`topics` holds what a designer types, `paper` makes Word files of it in the look of the starter templates, `prints`
tells what a topic comes to, and `pictures` shows both side by side.
"""
