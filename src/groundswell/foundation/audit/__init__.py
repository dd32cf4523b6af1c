"""The append-only trail: who did what, when, from what to what."""
