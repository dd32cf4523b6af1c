"""Names of people, replaced by pseudonyms that are the same throughout one run."""

import hashlib
import secrets


class Pseudonyms:
    """Gives every name a pseudonym that cannot be turned back without the salt.

    The pseudonym is a keyed hash (BLAKE2b, 40 bits) of the name without case and extra blanks. The
    salt is drawn anew for each run and kept nowhere, unless one is given.
    """

    def __init__(self, salt: bytes | None = None) -> None:
        self._salt = salt if salt is not None else secrets.token_bytes(16)

    def __call__(self, name: str) -> str:
        """Return the pseudonym of a name, such as `Person 3f9a1c02b7`."""
        plain = " ".join(name.casefold().split()).encode("utf-8", "surrogatepass")
        return f"Person {hashlib.blake2b(plain, key=self._salt, digest_size=5).hexdigest()}"
