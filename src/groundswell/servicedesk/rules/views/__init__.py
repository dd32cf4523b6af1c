"""The pages of views, groups, rules, the board, and acts on many tickets."""
