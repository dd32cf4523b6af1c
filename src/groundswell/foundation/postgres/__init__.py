"""PostgreSQL as Django has it, with less work for each question."""
