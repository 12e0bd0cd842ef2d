"""The rules by which claims become changes and spells: data, versioned, each of them switchable."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache

from analysis.errors import LexiconError
from analysis.lexicon import tabledata

VERSION = "2026-11"
SETS = ("default", "any", "two_origins")
_SET_NAMES = {
    "en": {"default": "default", "any": "any claim", "two_origins": "two independent origins", "own": "own choice"},
    "ar": {"default": "المعتادة", "any": "كل ادعاء", "two_origins": "أصلان مستقلان", "own": "اختيار خاص"},
}
_SWITCH = {"on": True, "off": False}


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Which rules hold, and with how many days.

    Attributes
    ----------
    name
        ``default``, ``any`` (any claim moves the place), ``two_origins``, or ``own`` when switched by hand.
    on
        Names of the rules that hold.
    days
        Days by rule, for those that have them.
    """

    name: str
    on: frozenset[str]
    days: Mapping[str, int]

    def __contains__(self, rule: str) -> bool:
        return rule in self.on

    def span(self, rule: str) -> timedelta:
        """Return the days of a rule as a span of time."""
        return timedelta(days=self.days[rule])

    def switch(self, **rules: bool) -> "RuleSet":
        """Return the same set with rules switched on or off; ``_`` stands for ``-`` in their names.

        Raises
        ------
        LexiconError
            If a rule is not known.

        Examples
        --------
        >>> "exchange" in load().switch(exchange=False)
        False
        """
        on = set(self.on)
        for name, wanted in rules.items():
            rule = name.replace("_", "-")
            if rule not in _table():
                raise LexiconError(f"no rule `{rule}`; expected one of {', '.join(_table())}")
            (on.add if wanted else on.discard)(rule)
        return replace(self, name="own", on=frozenset(on))

    def described(self, lang: str) -> str:
        """Return the name, version and what differs from the default, for a figure's note."""
        standard = load().on
        changed = [f"+{_table()[r][f'name_{lang}']}" for r in _table() if r in self.on - standard]
        changed += [f"-{_table()[r][f'name_{lang}']}" for r in _table() if r in standard - self.on]
        name = _SET_NAMES[lang].get(self.name, self.name)
        head = {"ar": f"قواعد السجل: {name} ({VERSION})", "en": f"ledger rules: {name} ({VERSION})"}[lang]
        return f"{head} ({'; '.join(changed)})" if changed and self.name == "own" else head


def _wrong(row: dict[str, str]) -> str | None:
    for name in SETS:
        if row[name] not in _SWITCH:
            return f"{name} `{row[name]}` is neither on nor off"
    return None if not row["days"] or row["days"].isdigit() else f"days `{row['days']}` is no number of days"


@cache
def _table() -> dict[str, dict[str, str]]:
    required = ("rule", *SETS, "name_en", "name_ar")
    table = tabledata.load("ledger_rules.csv", required=required, check=_wrong)
    return {row["rule"]: {str(k): str(v) for k, v in row.items()} for row in table.to_dict("records")}


def names(lang: str) -> dict[str, str]:
    """Return what each rule is called in a language, in the order in which they apply."""
    return {rule: row[f"name_{lang}"] for rule, row in _table().items()}


@cache
def load(name: str = "default") -> RuleSet:
    """Return one of the declared rule sets.

    Raises
    ------
    LexiconError
        If there is no such set.

    Examples
    --------
    >>> load("any").name
    'any'
    """
    if name not in SETS:
        raise LexiconError(f"no rule set `{name}`; expected one of {', '.join(SETS)}")
    on = frozenset(rule for rule, row in _table().items() if _SWITCH[row[name]])
    return RuleSet(name, on, {rule: int(row["days"]) for rule, row in _table().items() if row["days"]})
