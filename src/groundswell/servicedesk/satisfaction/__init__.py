"""How content callers are with what was done for them, asked once a ticket is over."""
