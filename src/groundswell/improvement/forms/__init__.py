"""What people may send about cases, asks, improvements, practices and people who decide."""
