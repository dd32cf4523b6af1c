"""The brief: one page that a manager reads in two minutes, made from findings alone."""
