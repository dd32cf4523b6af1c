"""Doors to maturity: the profile, one practice, one indicator."""
