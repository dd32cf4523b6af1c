"""Pages for callers: what they can ask for, what they decide, and their department."""
