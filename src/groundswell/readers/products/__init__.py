"""Products whose exports are recognised: one file each, with its source in the first line.

A file holds `recognise` (headers that give the product away), `kinds` (headers that say which kind
of record it is), per kind the headers of each field in order of preference, the product's own words
for states and ranks, how special columns are read, and which columns are left unused and why.
"""
