"""Figures: one definition each, shown by the browser, the brief and the mail alike."""
