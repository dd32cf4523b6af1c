"""Problem management: causes behind incidents, known errors, workarounds and permanent fixes."""
