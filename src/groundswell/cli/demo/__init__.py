"""One year at an invented company of 120 people, told so that a newcomer can find its troubles.

`story.generate` draws the year from a seed. `evidence.story_evidence` gives it to the analysis,
`export.write_csv_export` writes it as another tool's list export. What was planted is in
`Story.truth`. Every wording is data: `data/planted` holds the troubles that are to be found,
`data/background` the ordinary ones.
"""

from groundswell.cli.demo.records import Story
from groundswell.cli.demo.story import DEFAULT_SEED, default_end, generate

__all__ = ["DEFAULT_SEED", "Story", "default_end", "generate"]
