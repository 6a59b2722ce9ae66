"""A compiler for business briefings: one topic in YAML, one Word file per audience."""

__version__ = "0.1.0"
