"""Requests of an offering: asked for, agreed to step by step, fulfilled task by task."""
