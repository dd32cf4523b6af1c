"""Who is there: people with their roles, the departments they belong to, keys for programs."""
