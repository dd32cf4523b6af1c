"""Doors of improvement: the brief, business cases, asks and what came of them."""
