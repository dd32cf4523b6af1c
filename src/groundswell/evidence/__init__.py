"""The evidence tables: one schema that every finding, figure and indicator reads.

`readers` fill the tables from foreign files, `measurement` fills them from our own database;
`analysis` and the indicators read them and cannot tell the difference. A table that the source
cannot fill is absent, with the reason; it is never an empty table that reads like "none".
"""

from groundswell.evidence.store import Evidence, EvidenceWriter

__all__ = ["Evidence", "EvidenceWriter"]
