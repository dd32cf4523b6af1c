"""Who looks at a ticket at this moment, and what changed while somebody wrote."""
