"""Promises: until when a ticket is answered and solved, in whose hours, and why."""
