"""The REST door of the search."""

from ninja import Router, Schema

from groundswell.foundation.rest import ApiRequest, need_one_of
from groundswell.foundation.search import queries
from groundswell.foundation.search.kinds import list_searched

router = Router(tags=["search"])


class HitOut(Schema):
    """A record that was found, and the stretch of its text that holds the words."""

    number: str
    title: str
    quote: str
    address: str


class SectionOut(Schema):
    """The hits of one kind; `count` is of what the caller may see, at least so many if `is_cut`."""

    key: str
    label: str
    count: int
    is_cut: bool
    hits: list[HitOut]


class FoundOut(Schema):
    """What was found; `instead` are the words looked for where those given find nothing."""

    words: str
    instead: str
    sections: list[SectionOut]


@router.get("/search", response=FoundOut)
def get_search(request: ApiRequest, q: str = "", kind: str = "") -> FoundOut:
    """Return the records that hold these words, of every kind that the caller may see."""
    need_one_of("kind", kind, ("", *(one.key for one in list_searched())))
    found = queries.search(q[:200], seen_by=request.auth, kind=kind, each=20)
    return FoundOut(
        words=found.words,
        instead=found.instead,
        sections=[
            SectionOut(
                key=section.key,
                label=section.label,
                count=section.count,
                is_cut=section.is_cut,
                hits=[
                    HitOut(
                        number=hit.number,
                        title=hit.name,
                        quote="".join(part.text for part in hit.quote),
                        address=hit.address,
                    )
                    for hit in section.hits
                ],
            )
            for section in found.sections
        ],
    )
