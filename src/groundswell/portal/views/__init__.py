"""Pages where people come in, and those of callers."""
