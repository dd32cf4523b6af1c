"""What is said of people in one and the same way wherever it is said."""

#: in place of a name: somebody has it sooner or later
NOBODY_YET = "nobody yet"
