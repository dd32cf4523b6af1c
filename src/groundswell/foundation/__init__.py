"""What every practice stands on: accounts, organisation, audit trail, numbering, search, shell."""
