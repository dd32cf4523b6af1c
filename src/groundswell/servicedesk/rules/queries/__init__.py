"""Questions about views, groups and rules."""
