"""What the business knows of a service: its users, when it matters, facts with their source."""
