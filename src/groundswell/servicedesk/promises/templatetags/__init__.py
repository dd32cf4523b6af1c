"""Tags of promises."""
