"""Texts that are written again and again, and what is done with them in the same breath."""
