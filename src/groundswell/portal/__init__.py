"""The front door for callers, and the page where everyone starts."""
