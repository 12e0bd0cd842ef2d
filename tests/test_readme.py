"""The README says only what the code does."""

import csv
import re
from pathlib import Path

from analysis import charts, tables
from analysis.charts import timeline
from analysis.commands import _parser

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_data_dictionary_is_that_of_the_tables() -> None:
    assert tables.dictionary() in (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")


def test_every_chart_is_in_the_catalogue() -> None:
    lost = [name for name in charts.__all__ if name != "Figure" and not re.search(rf"^\|.*`{name}`", README, re.M)]
    assert lost == []


def test_the_measured_quality_of_the_report_is_that_of_the_readme() -> None:
    with (ROOT / "analysis" / "data" / "quality.csv").open(encoding="utf-8") as handle:
        rows = list(csv.DictReader(handle))
    assert rows
    for row in rows:
        line = next(text for text in README.splitlines() if text.startswith(f"| {row['en']} |"))
        assert f"{row['unseen']} [{row['low']}-{row['high']}]" in line, line


def test_every_command_is_described() -> None:
    actions = [a for a in _parser()._actions if a.choices]
    assert actions
    for command in actions[0].choices or ():
        assert re.search(rf"\| `{command} ", README), command


def test_pictures_and_files_that_it_names_exist() -> None:
    named = re.findall(r"\]\(([^)]+)\)", README)
    assert named
    for name in (*named, "benchmarks/speed.py", "corpus/README.md", "analysis/lexicon/data"):
        assert (ROOT / name).exists(), name


def test_the_tour_uses_real_names() -> None:
    assert "charts.timeline(coded.events, coded.articles" in README and timeline.__name__ == "timeline"
