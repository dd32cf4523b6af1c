"""Numbers that people say on the phone: INC-000123."""
