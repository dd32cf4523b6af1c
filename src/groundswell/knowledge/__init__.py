"""Knowledge: articles that answer, for whom, in which words, and whether they worked."""
