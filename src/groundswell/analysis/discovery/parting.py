"""Groups that hold several troubles by one word in common, taken apart by what else they say."""

import numpy as np
import numpy.typing as npt
from scipy.cluster.hierarchy import fcluster, linkage

from groundswell.analysis.discovery.grouping import TextGroups
from groundswell.analysis.discovery.naming import Named
from groundswell.analysis.discovery.options import DiscoveryOptions, Parting
from groundswell.analysis.discovery.reasons import find_dominant
from groundswell.analysis.discovery.source import Tickets
from groundswell.analysis.text.features import Matrix, scale_rows, sum_rows

Rows = npt.NDArray[np.int64]


def part_mixed(
    tickets: Tickets, texts: TextGroups, rows: Rows, options: DiscoveryOptions
) -> tuple[Rows, ...]:
    """Return the parts of a group whose members have little in common, else the group.

    Members that share an item, a service, a symptom or a closure code are one trouble in many
    wordings and stay together. Of the others, a part is what agrees by average linkage; what
    agrees with too few is in no trouble.

    Source:
        R. R. Sokal and C. D. Michener, "A statistical method for evaluating systematic
        relationships", University of Kansas Science Bulletin 38 (1958), 1409-1438.
    """
    how = options.parting
    if not options.least_tickets <= len(rows) <= how.most_tickets:
        return (rows,)
    words = texts.vectors[rows]
    beside = _leave_out_word(words, texts.titles.take(rows).lengths, how)
    if beside is None and find_cohesion(words) >= how.cohesion:
        return (rows,)
    if is_supported(tickets, rows, options):
        return (rows,)
    told = words if beside is None else beside
    apart = np.clip(1 - (told @ told.T).toarray(), 0, None)
    pairs = apart[np.triu_indices(len(rows), 1)]
    labels = fcluster(linkage(pairs, "average"), 1 - how.agree, "distance")
    parts = (rows[labels == label] for label in range(1, int(labels.max()) + 1))
    large = [part for part in parts if len(part) >= options.least_tickets]
    return tuple(sorted(large, key=lambda part: (-len(part), int(part[0]))))


def is_one_trouble(
    tickets: Tickets,
    texts: TextGroups,
    group: Named,
    confidence: float,
    options: DiscoveryOptions,
) -> bool:
    """Tell whether the title holds for more than one member, or a field holds them together.

    Under a title that says too little, all must have written much the same.
    """
    how = options.parting
    if confidence < options.least_confidence:
        return False
    if group.vague and find_cohesion(texts.vectors[group.rows]) < how.vague:
        return False
    if group.said >= max(2, how.said * group.read) and confidence >= how.believed:
        return True
    return is_supported(tickets, group.rows, options)


def find_cohesion(words: Matrix) -> float:
    """Return the mean cosine of two rows, 1 where all say the same."""
    _, total = sum_rows(words)
    count = words.shape[0]
    return float((total @ total - count) / max(1, count * (count - 1)))


def _leave_out_word(words: Matrix, said: Rows, how: Parting) -> Matrix | None:
    """Return what the members say beside the one word that they share, None if there is more.

    Members that say nothing beside it, or mostly the same, are one trouble. What only one ticket
    in all says is in no vector, but it is said: a title of several words is about more.

    Args:
        words: the members' vectors.
        said: how many terms each member's title has.
        how: the thresholds.
    """
    columns, places, counts = np.unique(words.indices, return_inverse=True, return_counts=True)
    weights = np.bincount(places, weights=words.data) ** 2
    if not weights.size:
        return None
    first = int(weights.argmax())
    second = np.sort(np.append(counts, 0))[-2] / words.shape[0]
    if weights[first] < how.one_word * weights.sum() or second >= how.second_word:
        return None
    left = words.copy()
    left.data[left.indices == columns[first]] = 0
    left.eliminate_zeros()
    beside = scale_rows(left)
    spoken = (np.diff(left.indptr) > 0) | (said >= how.title_words)
    if spoken.mean() < how.speak or find_cohesion(beside[spoken]) >= how.one_word_cohesion:
        return None
    return beside


def is_supported(tickets: Tickets, rows: Rows, options: DiscoveryOptions) -> bool:
    """Tell whether something besides words holds these tickets together."""
    for field in options.parting.supported_by:
        codes = tickets.codes[field]
        found = find_dominant(codes, rows, options.reasons) if codes.counts.size else None
        if found is not None:
            _, count, usual = found
            if count / len(rows) >= options.parting.lift * usual:
                return True
    return False
