"""Files that people attach to a record: kept once for each content, never run by a browser.

    limits     how much is kept, and which kinds a page may show (`limits.toml`)
    names      the name that somebody else's computer gave, made harmless
    storage    received, put in its place inside the transaction of a verb, dropped
    allowance  how much one person sends in a day
    models     what every practice's table of files has in common
    forms      one field for several files, which keeps them while a form is corrected
    serving    a file to a browser, so that it does nothing there
    receiving  uploads of a browser, also where the disk is full
    sweeping   what nobody kept is cleared away

A practice has a table of its own with the record that a file belongs to, and says there who sees
it; see `servicedesk/files`.
"""
