"""The only room that knows OOXML. Nothing outside has seen XML; nothing inside has seen an audience."""
