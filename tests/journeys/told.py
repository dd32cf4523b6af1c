"""What people of the journeys write when something does not work."""

#: six who had the same trouble with a printer
PRINTING = (
    "Label printer prints blank pages",
    "label printer in dispatch prints blank labels",
    "Blank pages from the label printer again",
    "the label printer prints only blank labels",
    "label printer: blank pages since this morning",
    "Labels come out blank on the label printer",
)


#: twenty-one who have no mail, each in other words
NO_MAIL = (
    "Outlook does not open", "No mail since this morning", "Cannot send anything",
    "Inbox is empty", "Mails stay in the outbox", "It says disconnected", "My post is gone",
    "Waiting for an important letter", "Calendar does not load", "Server not reachable",
    "Password asked again and again", "Everything hangs", "Nothing comes in", "Error 0x800CCC0E",
    "Phone shows no messages", "Shared folder is missing", "Search finds nothing",
    "Customer says he wrote an hour ago", "The program is grey", "Attachments do not open",
    "Is there a fault?",
)  # fmt: skip
