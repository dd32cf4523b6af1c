"""Speed, memory and quality of the analysis on generated tickets; run `python -m bench`."""
