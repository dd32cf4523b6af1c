"""Words, figures and pictures that every page may use."""
