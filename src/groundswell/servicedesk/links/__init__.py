"""How tickets belong together: links, one merged into another, one split from another."""
