"""Files on tickets, their messages and their answers."""
