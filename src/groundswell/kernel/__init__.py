"""Rules that hold whatever stores the records: refusals, lifecycles, priority, working time.

Plain Python. Nothing here imports Django, reads the clock or touches a file except its own data.
"""
