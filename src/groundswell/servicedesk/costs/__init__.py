"""Money that was spent on a ticket."""
