"""In which situation the house is, as people and records say it, and since when."""
