"""Words of tickets: cleaned, masked, compared, grouped and given a title."""
