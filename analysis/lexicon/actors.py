"""Who the actors are: ids, names in both languages, sides, and the names the press uses."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import pandas as pd

from analysis.lexicon import tabledata
from analysis.text.normalise import fold

SIDES = ("government", "russia", "opposition", "jihadist", "kurdish", "foreign", "transition", "others")
TRANSITION, _HANDOVER = "syrian-government-2024", "2024-12-08"  # who the army is from that day on
KINDS = ("armed", "civilian", "speaker")
# Of a name: always a mention, never, only beside a word of speech, only with a part in an event.
_MENTION = ("", "no", "speaking", "acting", "near")


def _wrong(row: dict[str, str]) -> str | None:
    if row["side"] not in SIDES:
        return f"side `{row['side']}` is none of {', '.join(SIDES)}"
    if row["kind"] not in KINDS:
        return f"kind `{row['kind']}` is none of {', '.join(KINDS)}"
    return None


@cache
def _catalogue() -> pd.DataFrame:
    required = ("actor_id", "name_ar", "name_en", "side", "kind")
    table = tabledata.load("actors.csv", required=required, check=_wrong)
    return tabledata.indexed(table, "actor_id", "actors.csv")


def catalogue() -> pd.DataFrame:
    """Return every actor, indexed by ``actor_id``.

    Returns
    -------
    DataFrame with text columns ``codes_as`` (the codebook's id, empty when the same),
    ``name_ar``, ``name_en``, ``side``, ``kind`` and ``comment``.

    Examples
    --------
    >>> catalogue().loc["sdf", "name_en"]
    'Syrian Democratic Forces (SDF)'
    """
    return _catalogue().copy()


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of an actor; ``since`` and ``until`` are ISO days, empty when open.

    ``mention`` says when it is one: always where it is empty, or one of `_MENTION`.
    """

    actor_id: str
    codes_as: str
    since: str
    until: str
    mention: str = ""

    @property
    def is_mention(self) -> bool:
        """Say whether the name by itself is a mention."""
        return self.mention not in ("no", "acting")

    @property
    def speaks(self) -> bool:
        """Say whether it names people who are a source only when they speak («ناشطون»)."""
        return self.mention == "speaking"

    @property
    def acts(self) -> bool:
        """Say whether it names a people that is a party only where it does or suffers something («الأكراد»)."""
        return self.mention == "acting"

    def holds_on(self, day: str) -> bool:
        """Say whether the name meant this actor on an ISO day; an unknown day is before any change."""
        day = day or "2015-01-01"
        return (not self.since or self.since <= day) and (not self.until or day <= self.until)


def meant_on(names: Sequence[Alias], day: str) -> Alias | None:
    """Return the meaning that a name had on an ISO day, None when it had none.

    Examples
    --------
    >>> meant_on(aliases()["داعش"], "2015-07-20").codes_as
    'isis'
    """
    return next((a for a in names if a.holds_on(day)), None)


@dataclass(frozen=True, slots=True)
class ShortForm:
    """A definite form («التنظيم») that means whichever candidate the article named last.

    ``word`` must stand in that name; ``*`` lets an adjective of nationality name it too.
    ``default`` holds where none was named, and only where the article names ``default_with``.
    ``mention`` is ``no`` where it is none by itself, ``near`` where only right after a candidate.
    """

    form: str
    candidates: tuple[str, ...]
    default: str
    default_with: str
    word: str
    mention: str = ""


@dataclass(frozen=True, slots=True)
class Nationality:
    """Whom an adjective of nationality names after a word for an army, a militia, a speaker."""

    army: str
    militia: str
    police: str
    speaker: str
    country: str = ""


def _known(row: dict[str, str]) -> str | None:
    if row.get("mention", "") not in _MENTION:
        return f"mention `{row['mention']}` is none of {', '.join(repr(m) for m in _MENTION)}"
    ids = [row[c] for c in ("actor_id", "army", "militia", "police", "speaker", "default") if row.get(c)]
    ids += [i for column in ("candidates", "actors") for i in row.get(column, "").split("|") if i]
    unknown = sorted(set(ids) - set(_catalogue().index))
    return f"actor {', '.join(unknown)} is not in actors.csv" if unknown else None


def code_of(actor_id: str) -> str:
    """Return the id that the codebook has for an actor: its own, or the one it is coded as."""
    return str(_catalogue().at[actor_id, "codes_as"]) or actor_id


def of_the_day(actor: str, day: str) -> str:
    """Return the actor that the Syrian army was on an ISO day; others stay who they are.

    Examples
    --------
    >>> of_the_day("syrian-army", "2025-01-01")
    'syrian-government-2024'
    """
    return TRANSITION if actor == "syrian-army" and day >= _HANDOVER else actor


@cache
def aliases() -> dict[str, tuple[Alias, ...]]:
    """Return every name in plain letters with the actors it can mean."""
    table = tabledata.load("actor_aliases.csv", required=("actor_id", "aliases"), check=_known)
    found: dict[str, list[Alias]] = {}
    for row in table.to_dict("records"):
        actor = row["actor_id"]
        alias = Alias(actor, code_of(actor), row["from"], row["to"], row["mention"])
        for name in dict.fromkeys(fold(n) for n in row["aliases"].split("|") if n.strip()):
            found.setdefault(name, []).append(alias)
    return {name: tuple(meanings) for name, meanings in found.items()}


@cache
def short_forms() -> dict[str, ShortForm]:
    """Return the short forms in plain letters."""
    table = tabledata.load("actor_shortforms.csv", required=("form", "candidates"), check=_known)
    return {
        fold(r["form"]): ShortForm(
            r["form"],
            tuple(r["candidates"].split("|")),
            r["default"],
            r["default_with"],
            fold(r["word"]),
            r["mention"],
        )
        for r in table.to_dict("records")
    }


@cache
def nationalities() -> dict[str, Nationality]:
    """Return every form of the adjectives of nationality in plain letters."""
    required = ("adjective", "army", "militia", "police", "speaker")
    table = tabledata.load("nationalities.csv", required=required, check=_known)
    found = {}
    for row in table.to_dict("records"):
        nation = Nationality(row["army"], row["militia"], row["police"], row["speaker"], row["country"])
        stem = fold(row["adjective"])
        regular = (stem + ending for ending in ("", "ه", "ين", "ون", "ا", "تين", "ان", "ات"))
        broken = (fold(plural) for plural in row["plurals"].split("|") if plural)
        for form in (*regular, *broken):
            found[form] = found["ال" + form] = nation
    return found


@cache
def home_forces() -> dict[str, str]:
    """Return the actor that soldiers and policemen of a country are, by its code of two letters.

    Examples
    --------
    >>> home_forces()["TR"]
    'turkish-forces'
    """
    return {n.country: code_of(n.police) for n in nationalities().values() if n.country}


@dataclass(frozen=True, slots=True)
class ForceHead:
    """A noun for an armed body that an adjective of nationality completes."""

    kind: str
    weapon: str


@cache
def force_heads() -> dict[str, ForceHead]:
    """Return the nouns for armed bodies in plain letters."""
    table = tabledata.load("force_heads.csv", required=("head", "kind"))
    return {fold(r["head"]): ForceHead(r["kind"], r["weapon"]) for r in table.to_dict("records")}


@cache
def country_actors() -> dict[str, str]:
    """Return the actor that a country's name stands for when the country acts."""
    table = tabledata.load("country_actors.csv", required=("names", "actor_id"), check=_known)
    return {fold(n): r["actor_id"] for r in table.to_dict("records") for n in r["names"].split("|")}


@cache
def camps() -> dict[str, str]:
    """Return the camp of each actor: those who took and held places together.

    Camps only join claims («fsa» and «opposition-fighters» hold the same town); they say
    nothing of who obeys whom.
    """
    table = tabledata.load("alliances.csv", required=("camp", "actors"), check=_known)
    return {actor: row["camp"] for row in table.to_dict("records") for actor in row["actors"].split("|")}


def camp_of(actor: str | None) -> str | None:
    """Return the camp that an actor belongs to, itself when in none."""
    return camps().get(actor or "", actor)


@cache
def _partners() -> dict[str, frozenset[str]]:
    table = tabledata.load("partners.csv", required=("actors",), check=_known)
    groups = [frozenset(row["actors"].split("|")) for row in table.to_dict("records")]
    return {actor: group for group in groups for actor in group}


def are_partners(first: str, second: str) -> bool:
    """Say whether two actors fight in one force, so that nobody ascribes an attack on one to the other.

    Narrower than a camp: rebels of one camp fought each other, the coalition and the SDF did not.

    Examples
    --------
    >>> are_partners("us-coalition", "sdf"), are_partners("al-nusra", "fsa")
    (True, False)
    """
    return first != second and second in _partners().get(first, ())


@cache
def last_days() -> dict[str, str]:
    """Return the ISO day from which an actor no longer exists, for those that ended."""
    until = _catalogue()["until"]
    return {str(actor): day for actor, day in until[until != ""].items()}
