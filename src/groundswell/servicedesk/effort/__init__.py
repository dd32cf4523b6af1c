"""How long people worked on a ticket."""
