"""What a corpus holds, in sentences made from its tables."""

import pandas as pd

from analysis.charts import selection, sources
from analysis.charts.span import last_day, short_name, until_ended
from analysis.charts.words import check_lang, word
from analysis.coded import Coded
from analysis.lexicon.actors import catalogue

_MOST = 3


def sentences(coded: Coded, *, set_aside: int = 0, lang: str = "ar") -> list[str]:
    """Return what the tables hold as sentences, each made from one table.

    Parameters
    ----------
    coded
        The tables.
    set_aside
        How many articles were left out because they could not be read.
    lang
        ``ar`` or ``en``.

    Raises
    ------
    ChartError
        If there is no such language.

    Examples
    --------
    >>> from analysis import code
    >>> coded = code("corpus", processes=1, progress=False)
    >>> sentences(coded, lang="en")[0]
    'The corpus holds 277 articles from 4 outlets, 2013-01-03 – 2024-12-27; 11 have no date.'
    """
    check_lang(lang)
    said = [_articles(coded.articles, lang), _events(coded, lang), _named(coded, lang), _killed(coded, lang)]
    said += [_control(coded, lang), _unknown(coded, lang), _aside(set_aside, lang)]
    return [sentence for sentence in said if sentence]


def _articles(articles: pd.DataFrame, lang: str) -> str:
    number = sources.articles_phrase(len(articles), lang=lang)
    outlets = sources.outlets_phrase(int(articles["outlet"].nunique()), lang=lang)
    dates = sources.dates_phrase(articles, lang=lang)
    undated = int(articles["published"].isna().sum())
    if lang == "ar":
        when = f"، {dates}" if dates else ""
        rest = f"؛ منها {undated:,} بلا تاريخ" if undated else ""
        return f"في المجموعة {number} من {outlets}{when}{rest}."
    when = f", {dates}" if dates else ""
    rest = f"; {undated:,} {'has' if undated == 1 else 'have'} no date" if undated else ""
    return f"The corpus holds {number} from {outlets}{when}{rest}."


def _counts(named: "pd.Series[int]", lang: str, *, actors: bool) -> str:
    """Return the names that come first with their numbers."""
    ordered = selection.commonest(named, _MOST)
    said = [f"{short_name(k, lang) if actors else word(k, lang=lang)} ({named[k]:,})" for k in ordered]
    return ("، " if lang == "ar" else ", ").join(said)


def _events(coded: Coded, lang: str) -> str:
    told = coded.events[coded.events["status"].eq("happened") & ~coded.events["is_background"]]
    if told.empty:
        return ""
    once = selection.chosen(coded.events)
    common = _counts(once["event_type"].value_counts(), lang, actors=False)
    if lang == "ar":
        incidents = sources.counted(len(once), "واقعة واحدة", "واقعتين", "وقائع", "واقعة", "واقعة")
        events = sources.counted(len(told), "حدث واحد", "حدثين", "أحداث", "حدثاً", "حدث")
        return f"تبلّغ عن {events} وقع، تروي {incidents}؛ أكثر الأنواع: {common}."
    return (
        f"They report {len(told):,} events as having happened, which tell {len(once):,} incidents; "
        f"the most common types: {common}."
    )


def _named(coded: Coded, lang: str) -> str:
    named = coded.mentions[coded.mentions["kind"].eq("actor")].drop_duplicates(["article_id", "entity_id"])
    armed = named[named["entity_id"].map(catalogue()["kind"]).fillna("armed") != "speaker"]
    most = armed["entity_id"].value_counts()
    if most.empty:
        return ""
    said = _counts(most, lang, actors=True)
    return f"أكثر الأطراف ذكراً بعدد المقالات: {said}." if lang == "ar" else f"Named in most articles: {said}."


def _killed(coded: Coded, lang: str) -> str:
    told = coded.incidents[~coded.incidents["is_background"] & coded.incidents["killed_low"].notna()]
    if told.empty:
        return ""
    low, high = int(told["killed_low"].sum()), int(told["killed_high"].fillna(told["killed_low"]).sum())
    limit = int(told["killed_open"].sum())
    if lang == "ar":
        between = f"{low:,}" if low == high else f"بين {low:,} و{high:,}"
        first = f"في الوقائع التي يُذكر لها عدد ({len(told):,}) تعدّ التقارير من القتلى {between}"
        least = f"، وعدد {limit:,} منها حد أدنى فقط" if limit else ""
        return f"{first}{least}؛ ولا تُجمع الحصائل المتراكمة."
    between = f"{low:,}" if low == high else f"between {low:,} and {high:,}"
    least = f", for {limit:,} of them only as a lower limit" if limit else ""
    return (
        f"For the {len(told):,} incidents with a number the reports count {between} killed{least}; "
        "running totals are not added."
    )


def _control(coded: Coded, lang: str) -> str:
    changes = coded.changes[coded.changes["ruling"] == "counts"]
    if changes.empty:
        return ""
    spells = until_ended(coded.spells, last_day(coded.articles, coded.spells))
    last = spells[spells["end"].isna()]
    held = last[last["state"].isin(["held", "besieged"])]["actor"].value_counts()
    unclear = int((~last["state"].isin(["held", "besieged"])).sum())
    said = _counts(held, lang, actors=True)
    places = changes["place_name"].nunique()
    if lang == "ar":
        number = sources.counted(len(changes), "تغيير واحد", "تغييرين", "تغييرات", "تغييراً", "تغيير")
        of = sources.counted(places, "مكان واحد", "مكانين", "أماكن", "مكاناً", "مكان")
        ends = f" في آخر ما يُقال: {said}؛ متنازع عليه أو غير معروف: {unclear:,}." if said else ""
        return f"تدّعي {number} في السيطرة على {of}.{ends}"
    ends = f" By the last word on each place: {said}; contested or unknown: {unclear:,}." if said else ""
    changed = f"{len(changes):,} change{'' if len(changes) == 1 else 's'}"
    return f"They claim {changed} of control of {places:,} place{'' if places == 1 else 's'}.{ends}"


def _unknown(coded: Coded, lang: str) -> str:
    once = selection.chosen(coded.events)
    if once.empty:
        return ""
    undated, nowhere = int(once["date_start"].isna().sum()), int(once["where_prec"].isna().sum())
    shares = f"{undated / len(once):.0%}", f"{nowhere / len(once):.0%}"
    if lang == "ar":
        return f"من الوقائع {undated:,} ({shares[0]}) بلا تاريخ، و{nowhere:,} ({shares[1]}) بلا مكان."
    return f"Of the incidents {undated:,} ({shares[0]}) have no date and {nowhere:,} ({shares[1]}) no place."


def _aside(number: int, lang: str) -> str:
    if not number:
        return ""
    if lang == "ar":
        return f"وُضع جانباً {sources.articles_phrase(number, lang='ar')} لم تمكن قراءته؛ القائمة أدناه."
    were = "was" if number == 1 else "were"
    return f"{sources.articles_phrase(number, lang='en')} could not be read and {were} set aside; listed below."
