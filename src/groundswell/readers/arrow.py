"""Names for Arrow values whose published types know too few of Arrow's own functions."""

from typing import Any, TypeAlias

import pyarrow.compute

Cells: TypeAlias = Any
"""A `pyarrow.Array` or `pyarrow.ChunkedArray`."""

Moment: TypeAlias = Any
"""A `pyarrow.Scalar` that holds an instant."""

compute: Any = pyarrow.compute
"""Arrow's functions on columns."""
