"""Everything that an installation holds, out into plain files and back without loss.

One form serves two purposes (`archive.toml` says what each leaves out, and why):

    export   a folder for people and other programs: every record with its history, no secret
    backup   one file for a bad day: the same and what signs people in

    contents   which tables and files belong to either
    places     a folder or a zip file, written so that nobody ever sees half of it
    writing    records → JSON lines, each file with its checksum in the manifest
    reading    the manifest checked, then everything in one transaction or nothing
"""

from groundswell.foundation.archive.contents import Purpose
from groundswell.foundation.archive.reading import read_archive
from groundswell.foundation.archive.writing import write_archive

__all__ = ["Purpose", "read_archive", "write_archive"]
