"""Configuration items: the things services depend on."""
