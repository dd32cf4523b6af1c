"""What can be done with views, groups and rules, and what rules do."""
