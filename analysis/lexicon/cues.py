"""Words that say how to read what stands beside them: negation, speech, roles, clauses."""

from functools import cache

from analysis.lexicon import tabledata
from analysis.text.normalise import fold

KINDS = (
    "negated", "attempted", "planned", "rumoured", "hypothetical", "purpose", "clause", "speech", "according",
    "goeson", "agent", "patient", "with", "target_head", "subject_head", "owner", "support", "tally", "part",
    "residue", "comments", "aside", "recall",
)  # fmt: skip


def _wrong(row: dict[str, str]) -> str | None:
    return None if row["kind"] in KINDS else f"kind `{row['kind']}` is none of {', '.join(KINDS)}"


@cache
def words(kind: str) -> frozenset[tuple[str, ...]]:
    """Return the cues of one kind, each a tuple of plain words.

    Examples
    --------
    >>> ("من", "دون") in words("negated")
    True
    """
    table = tabledata.load("cues.csv", required=("kind", "cues"), check=_wrong)
    rows = table.loc[table["kind"] == kind, "cues"]
    return frozenset(tuple(fold(cue).split()) for row in rows for cue in row.split("|") if cue.strip())


@cache
def single(kind: str) -> frozenset[str]:
    """Return the cues of one kind that are one word."""
    return frozenset(w[0] for w in words(kind) if len(w) == 1)
