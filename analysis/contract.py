"""The contract: every table, column, type, meaning and unit, in one place.

The data dictionary of the README is made from this module, and every table that is
written is checked against it.
"""

from dataclasses import dataclass

STATUSES = ("happened", "attempted", "planned", "rumoured", "hypothetical", "denied")
PRECISIONS = ("day", "week", "month", "year", "unknown")
LOCATIONS = ("offset", "direction", "countryside", "between")
OUTCOMES = ("killed", "wounded", "killed_or_wounded", "captured", "missing")
STATES = ("held", "contested", "besieged", "unknown")
EVENT_TYPES = (
    "clash",
    "ground_attack",
    "air_strike",
    "shelling",
    "vehicle_bomb",
    "suicide_bombing",
    "ied_blast",
    "explosion",
    "sabotage",
    "shooting",
    "killing",
    "abduction",
    "arrest_raid",
    "advance",
    "territory_gain",
    "territory_loss",
    "withdrawal",
    "siege",
    "troop_movement",
    "displacement",
    "restriction",
    "agreement",
    "protest",
)


@dataclass(frozen=True)
class Column:
    """One column of the contract.

    ``kind`` is ``text``, ``date``, ``count``, ``share``, ``number``, ``flag`` or ``list`` (a list of text);
    ``values`` names the only values allowed, when they are few.
    """

    name: str
    kind: str
    meaning: str
    unit: str = ""
    values: tuple[str, ...] = ()


def _text(name: str, meaning: str, unit: str = "", values: tuple[str, ...] = ()) -> Column:
    return Column(name, "text", meaning, unit, values)


_WHERE_FROM = (
    _text("article_id", "the article the row was read from"),
    _text("sentence_id", "the sentence the row was read from"),
    Column("start", "count", "first character of the span in `articles.text`", "characters"),
    Column("end", "count", "one past the last character of the span", "characters"),
)
_SPAN = (*_WHERE_FROM, _text("text", "the words of the span, as the article has them"))
_TIME = (
    Column("date_start", "date", "first day on which it can have happened; missing when unknown"),
    Column("date_end", "date", "last day on which it can have happened; missing when unknown"),
    _text("date_precision", "how exact the date is", values=PRECISIONS),
)
_STATUS = _text("status", "what the text asserts of it", values=STATUSES)
_ATTRIBUTION = _text("attribution", "actor id of the speaker; missing when the outlet speaks itself")
_RULE = _text("rule", "name of the rule that made the row")

TABLES: dict[str, tuple[Column, ...]] = {
    "articles": (
        _text("article_id", "file stem, or the id given in the file"),
        _text("outlet", "who published it, as the corpus says"),
        _text("title", "headline, when the corpus gives one"),
        Column("published", "date", "day of publication; missing when undated"),
        _text("published_precision", "how exact `published` is", values=PRECISIONS),
        _text("published_basis", "what `published` rests on"),
        _text("url", "address, when the corpus gives one"),
        _text("text", "the article, unchanged"),
        Column("n_chars", "count", "length of `text`", "characters"),
        _text("sha256", "hash of `text` in UTF-8"),
        _text("duplicate_of", "id of the earlier article with the same text; missing when first"),
        _text("source_file", "file the article came from, relative to the corpus"),
    ),
    "sentences": (
        *_WHERE_FROM,
        Column("is_repeat", "flag", "a line that repeats the body (pull quote, pasted twice); codes nothing"),
    ),
    "mentions": (
        *_SPAN,
        _text("kind", "what is named", values=("actor", "place")),
        _text("entity_id", "actor id of the codebook, or place id of the gazetteer"),
        _text("name_id", "the finer id: of the catalogue or gazetteer, or `unlisted:…` for a name that neither holds"),
        Column("candidates", "list", "ids of the places that share the name, where nothing tells which is meant"),
        _RULE,
    ),
    "unlisted": (
        _text("name_id", "provisional id of a name that no lexicon holds"),
        _text("kind", "what is named", values=("actor", "place")),
        _text("name", "the name as it is written most often"),
        _text("entity_id", "actor id of the codebook that it is counted under until it is named; missing for a place"),
        Column("n_mentions", "count", "how often it is named", "mentions"),
        Column("n_articles", "count", "articles that name it", "articles"),
        _text("article_id", "the first of these articles"),
        _text("sentence", "the sentence of that article that names it"),
        Column("candidates", "list", "ids of the lexicon whose names are spelled most alike, best first"),
    ),
    "places": (
        _text("place_id", "gazetteer id, of the shipped gazetteer or of one added to the corpus"),
        _text("name", "Arabic name"),
        _text("name_en", "English name; missing when the gazetteer has none"),
        _text("kind", "what it is: settlement, village, base, …"),
        _text("governorate", "Arabic name of the governorate it lies in; missing outside Syria"),
        _text("district", "Arabic name of the district it lies in; missing when not known"),
        _text("country", "two letters of ISO 3166"),
        Column("lat", "number", "latitude; missing when it has no point", "degrees"),
        Column("lon", "number", "longitude", "degrees"),
        _text("pcode", "OCHA's P-code; missing when it has none"),
        _text("geonames_id", "GeoNames id; missing when it has none"),
        _text("source", "where the coordinates are from"),
        Column("n_mentions", "count", "how often the articles name it", "mentions"),
        Column("n_articles", "count", "articles that name it", "articles"),
    ),
    "locations": (
        _text("location_id", "a place that the text gives only by another"),
        *_SPAN,
        _text("kind", "how it is given", values=LOCATIONS),
        Column("anchor_ids", "list", "gazetteer ids of the places it is given by; empty text for one not listed"),
        Column("anchor_names", "list", "their Arabic names"),
        Column("bearing", "number", "direction from the anchor; missing when none is said", "degrees from north"),
        Column("distance_km", "number", "distance from the anchor; missing when none is said", "km"),
        Column("lat", "number", "middle of the area in which it lies; missing when the anchor has no point", "degrees"),
        Column("lon", "number", "middle of the area in which it lies", "degrees"),
        Column("radius_km", "number", "how far from the middle it can lie", "km"),
        Column("sector_from", "number", "first bearing of the sector, where no distance is said", "degrees"),
        Column("sector_to", "number", "last bearing of the sector, clockwise", "degrees"),
        Column("where_prec", "count", "how exact it is, by the scale of UCDP", "1 to 7"),
    ),
    "events": (
        _text("event_id", "the event"),
        *_SPAN,
        _text("event_type", "type of the codebook", values=EVENT_TYPES),
        _STATUS,
        Column("source_actors", "list", "actor ids of those who do it"),
        Column("target_actors", "list", "actor ids of those who suffer it"),
        Column("place_ids", "list", "gazetteer ids of where it happens; empty text for a place not listed"),
        Column("place_names", "list", "Arabic names of where it happens"),
        _text("location_id", "where it happens in `locations`, if the text gives the place only by another"),
        Column("where_prec", "count", "how exact the place is, by UCDP's scale; missing without a place", "1 to 7"),
        _ATTRIBUTION,
        *_TIME,
        _text("incident_id", "the occurrence; shared by all events that report it"),
        Column("is_background", "flag", "what the article only recalls: earlier times, totals, habits"),
        _text("background_rule", "the rule that says so; missing for news"),
        Column("confidence", "share", "probability that a careful reader codes it too", "0 to 1"),
        _RULE,
    ),
    "casualties": (
        _text("casualty_id", "the count"),
        *_SPAN,
        _text("event_id", "the event it is a toll of; missing when none is near"),
        _text(
            "victim",
            "actor id of the victims; missing when mixed or not said; a name without a rank counts as `civilians`",
        ),
        _text("outcome", "what became of them", values=OUTCOMES),
        Column("low", "count", "least number the words allow", "people"),
        Column("high", "count", "greatest number the words allow; missing when open", "people"),
        Column("approximate", "flag", "the text says «نحو» or the like"),
        Column("is_tally", "flag", "a running total; never to be added to other rows"),
        Column("civilian", "count", "fewest of them that the text says are civilians; missing when not said", "people"),
        Column("children", "count", "fewest of them that the text says are children; missing when not said", "people"),
        Column("women", "count", "fewest of them that the text says are women; missing when not said", "people"),
        _RULE,
    ),
    "incidents": (
        _text("incident_id", "the occurrence, named after its first event"),
        _text("event_type", "type of the codebook that most of its events have", values=EVENT_TYPES),
        Column("place_names", "list", "Arabic names of where it happened; no area that only holds another of them"),
        Column("source_actors", "list", "actor ids of those who did it, by any of its events"),
        Column("target_actors", "list", "actor ids of those who suffered it, by any of its events"),
        *_TIME,
        Column("killed_low", "count", "least of the numbers of dead told; missing when none is", "people"),
        Column("killed_high", "count", "greatest of the numbers of dead told; missing when none is", "people"),
        Column("killed_open", "flag", "one of these numbers is only a lower limit («عشرات», «32 على الأقل»)"),
        Column("n_events", "count", "events that tell it", "events"),
        Column("n_articles", "count", "articles that tell it", "articles"),
        Column("n_reports", "count", "of these, texts that are not near-copies of each other", "reports"),
        Column("n_origins", "count", "agencies, observers or outlets on whose word they rest", "origins"),
        Column("origins", "list", "these origins; `report …` where a text names none"),
        Column("is_background", "flag", "told only as something recalled"),
    ),
    "control": (
        _text("claim_id", "the claim"),
        *_SPAN,
        _text("event_id", "the event that states it; missing for a standing state"),
        _text("kind", "a change of hands, or a standing state", values=("change", "state")),
        _text("place_id", "gazetteer id of the place; missing when not listed"),
        _text("place_name", "Arabic name of the place"),
        _text("gained_by", "actor id of the taker, or of the holder in a state; missing when not said"),
        _text("lost_by", "actor id of the loser; missing when not said"),
        _STATUS,
        _ATTRIBUTION,
        *_TIME,
        Column("reported", "date", "day of publication of the article that says it; missing when undated"),
        _text("origin", "on whose word it is: the speaker, else the agency or report of the article"),
        _text("reliability", "of the source, A to F, as the researcher judged it; missing when not judged"),
        _text("credibility", "of the claim, 1 to 6, as the researcher judged it; missing when not judged"),
        _RULE,
    ),
    "changes": (
        _text("change_id", "the fused change, named after its first claim"),
        _text("place_id", "gazetteer id of the place; missing when not listed"),
        _text("place_name", "Arabic name of the place"),
        _text("gained_by", "actor id of the taker; missing when not said"),
        _text("lost_by", "actor id of the loser; missing when not said or said differently"),
        Column("date_start", "date", "first day on which it can have happened"),
        Column("date_end", "date", "last day on which it can have happened"),
        _text("dated_by", "how the claims agree on the day", values=("exact-day", "majority-day", "interval")),
        _text("ruling", "`counts`, `contested`, or the ledger's rule that decided against it"),
        Column("n_claims", "count", "claims that were fused", "claims"),
        Column("n_origins", "count", "on whose word they rest", "origins"),
        Column("origins", "list", "these origins"),
        Column("claim_ids", "list", "the claims that were fused"),
    ),
    "spells": (
        _text("place_id", "gazetteer id of the place; missing when not listed"),
        _text("place_name", "Arabic name of the place"),
        _text("state", "what the claims say of the place in this time", values=STATES),
        _text("actor", "actor id of the holder; missing unless held or besieged"),
        _text("besieged_by", "actor id of the besieger; missing unless besieged"),
        Column("start", "date", "first day of the spell"),
        Column("end", "date", "first day of the next spell; missing while it lasts"),
        Column("confirmed", "date", "last day of which a claim says so; missing unless held or besieged"),
        Column("heard", "list", "days of which a claim or a siege says so, in ISO form"),
        Column("claim_ids", "list", "the claims that the spell rests on"),
    ),
}
