"""Full text: one small interface over SQLite FTS5 and PostgreSQL tsvector."""
