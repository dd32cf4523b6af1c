"""The pages of measurement."""
