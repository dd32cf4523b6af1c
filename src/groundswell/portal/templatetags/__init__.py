"""Filters of the pages of callers."""
