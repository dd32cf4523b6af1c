"""What a person can act on, as an exception with a sentence for that person.

Refusal                 somebody asked for something the rules do not allow
├── NotAllowed          they lack the right
├── ChangedMeanwhile    others changed what they saw when they decided
│   └── OldVersion      a program named the version that it saw, and it is no longer the newest
└── ForbiddenMove       the record cannot go from this state to that one (see `lifecycle`)
BadInput                something handed in cannot be used as it is: a file, a setting, a mapping
NotKnown                a question that these records cannot answer, with the reason

Whatever is not one of these is a fault of the program and may stop it.
"""


class Refusal(Exception):
    """Somebody asked for something the rules do not allow; the message says what is allowed."""


class NotAllowed(Refusal):
    """This person does not hold the right that the act needs."""


class ChangedMeanwhile(Refusal):
    """Others changed what this person saw when they wrote or chose; the message names them."""


class OldVersion(ChangedMeanwhile):
    """A program named the version that it saw, and others changed that; the message names them."""


class BadInput(Exception):
    """Something handed in cannot be used; the message says what, which, why and what now."""


class NotKnown(Exception):
    """These records cannot answer the question; the message is the reason, in the reader's words.

    "Not known" is an answer: it is shown as such and never turned into zero or an empty list.
    """
