"""Improvement: the brief and, with it, what to do first."""
