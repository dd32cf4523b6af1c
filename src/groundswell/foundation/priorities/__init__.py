"""The priority matrix of this house, in place of the one that is shipped."""
