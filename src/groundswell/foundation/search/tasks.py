"""What happens in the background: the index is kept in few parts."""

from groundswell.foundation.search.tidying import tidy_up


def tidy() -> None:
    """Join the parts of the index; harmless when repeated."""
    tidy_up()
