"""Major incidents: one trouble of many people, with roles, a timeline and promised news."""
