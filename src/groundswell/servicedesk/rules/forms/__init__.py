"""What people may send about views, groups and rules."""
