"""Asking for something of the catalogue, and agreeing to what others ask for."""
