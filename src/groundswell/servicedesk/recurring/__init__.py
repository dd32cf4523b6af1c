"""Tickets that are opened again and again, by a rule of days."""
