"""How mature each practice is: snapshots of what the records show, and what people say of it."""
