"""How much of what a person writes is taken."""

#: letters of what somebody tells in one piece; more is a log, and goes as a file
LONGEST = 20_000
#: letters of a reason that stands in a line of its own
LONGEST_REASON = 500
#: letters of what a ticket waits for, which lists show beside it
LONGEST_HOLD = 120
