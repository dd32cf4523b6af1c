"""`python -m groundswell.cli`: the same door for an interpreter by name."""

from groundswell.cli.main import main

main()
