"""Pages as they were handed over: kept, due by the situation of the house, followed afterwards."""
