"""The report in a real browser: it opens fast, is read by keyboard, hides nothing and runs nothing of an article."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import browsing
import pytest
import samples

from analysis import charts, code, gallery, open_corpus, tables
from analysis.coded import Coded
from analysis.corpus import Corpus
from analysis.page import render
from analysis.report import exported

ROOT = Path(__file__).parents[1]
HOSTILE = '<img src=x onerror="window.harmed=1"><script>window.harmed=1</script>\u202eمقلوب'
pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    browsing.need("chromium", axe=True)
    with browsing.browser() as opened:
        yield opened


@pytest.fixture(scope="module", params=["ar", "en"])
def report(request: pytest.FixtureRequest, chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a page of the sample corpus with one hostile article among its own."""
    folder = tmp_path_factory.mktemp(f"page-{request.param}")
    source = folder / "corpus"
    source.mkdir()
    rows = list(csv.reader((ROOT / "corpus" / "metadata.csv").read_text(encoding="utf-8").splitlines()))
    for path in sorted((ROOT / "corpus").rglob("*.txt"))[:60]:
        (source / path.name).write_bytes(path.read_bytes())
    (source / "hostile.txt").write_text(f"سيطرت قوات النظام على مورك {HOSTILE} وقتل 3 مدنيين.", encoding="utf-8")
    there = {p.stem for p in source.glob("*.txt")}
    hostile = ["hostile", *rows[1][1:]]
    for name, value in (("outlet", HOSTILE), ("title", HOSTILE), ("published", "2025-12-30")):
        hostile[rows[0].index(name)] = value
    with (source / "metadata.csv").open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows([rows[0], *(r for r in rows[1:] if r[0] in there), hostile])
    corpus = open_corpus(source)
    coded = code(corpus, processes=1, progress=False)
    for name in ("timeline", "actor_frequency", "gains_and_losses"):
        gallery.DRAWINGS[name](coded, lang=request.param).save(folder / "figures" / f"{name}-{request.param}")
    page = folder / f"report-{request.param}.html"
    page.write_text(render(coded, corpus, list(exported(folder / "figures")), lang=request.param), encoding="utf-8")
    return page


def opened(chromium: Any, path: Path, *, width: int = 1100) -> tuple[Any, list[str]]:
    """Return the page and what it complained of."""
    page = chromium.new_page(viewport={"width": width, "height": 900})
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda line: said.append(line.text) if line.type in ("error", "warning") else None)
    page.on("request", lambda request: said.append(request.url) if request.url.startswith("http") else None)
    page.goto(path.as_uri())
    return page, said


def test_it_opens_without_a_complaint_and_asks_nobody_for_anything(chromium: Any, report: Path) -> None:
    page, said = opened(chromium, report)
    browsing.keep(page, report.stem)
    assert said == []
    assert page.evaluate("[...document.images].every(i => i.alt.length > 20)")
    page.evaluate("document.images[0].scrollIntoView()")
    page.wait_for_function("document.images[0].naturalWidth > 0")
    page.close()


def test_evidence_opens_with_sentences_marked_and_named(chromium: Any, report: Path) -> None:
    page, _ = opened(chromium, report)
    evidence = page.locator("details.evidence").first
    assert evidence.locator("li").count() == 0
    evidence.locator("summary").focus()
    page.keyboard.press("Enter")
    lines = evidence.locator("li")
    lines.first.wait_for()
    assert lines.count() > 3
    assert evidence.locator("li mark").count() == lines.count()
    browsing.keep(page, f"{report.stem}-evidence")
    page.close()


def test_a_table_sorts_by_any_column_both_ways(chromium: Any, report: Path) -> None:
    page, _ = opened(chromium, report)
    details = page.locator("figcaption details:has(table)").first
    details.locator("summary").click()
    heads = details.locator("th")
    last = heads.count() - 1
    for state, back in (("ascending", False), ("descending", True)):
        heads.nth(last).locator("button").click()
        assert heads.nth(last).get_attribute("aria-sort") == state
        cells = details.locator(f"tbody td:nth-child({last + 1})").all_inner_texts()
        numbers = [float(text.replace(",", "")) for text in cells]
        assert numbers == sorted(numbers, reverse=back)
    page.close()


def test_events_are_found_narrowed_and_read(chromium: Any, report: Path) -> None:
    page, _ = opened(chromium, report)
    events = page.locator(".explorer[data-table=events]")
    before = events.locator("[role=status]").inner_text()
    events.locator("input").fill("مورك")
    after = events.locator("[role=status]").inner_text()
    found, whole = (int(n.replace(",", "")) for n in after.split(" / "))
    assert 0 < found < whole and before != after
    events.locator("tbody button").first.click()
    assert "مورك" in events.locator("tbody mark").first.locator("xpath=..").inner_text()
    events.locator("input").fill("لا شيء كهذا")
    assert events.locator("tbody tr").count() == 0
    page.close()


def test_nothing_of_an_article_runs_or_turns_the_page_round(chromium: Any, report: Path) -> None:
    page, said = opened(chromium, report)
    for details in page.locator("details").all():
        details.evaluate("d => { d.open = true; }")
    page.wait_for_timeout(300)
    assert "onerror" in page.locator("details.evidence").first.inner_text()
    assert page.evaluate("window.harmed") is None
    assert not re.search("[\u202a-\u202e]", page.evaluate("document.body.innerText"))
    assert page.locator("img:not([src^='data:image/svg+xml'])").count() == 0
    assert said == []
    page.close()


@pytest.mark.parametrize("width", [1100, 390])
def test_axe_finds_no_fault_with_all_opened(chromium: Any, report: Path, width: int) -> None:
    page, _ = opened(chromium, report, width=width)
    for details in page.locator("details").all():
        details.evaluate("d => { d.open = true; }")
    page.wait_for_timeout(300)
    page.evaluate(browsing.AXE.read_text(encoding="utf-8"))
    faults = page.evaluate("axe.run().then(r => r.violations.map(v => `${v.impact} ${v.id}: ${v.nodes[0].html}`))")
    assert faults == []
    page.close()


def test_a_phone_shows_it_without_scrolling_sideways(chromium: Any, report: Path) -> None:
    page, _ = opened(chromium, report, width=390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    browsing.keep(page, f"{report.stem}-phone")
    page.close()


def test_five_thousand_events_open_and_fit_fifteen_megabytes(chromium: Any, tmp_path: Path) -> None:
    made = samples.at_random(5_000, days=2_000, outlets=["صدى", "Post"], actors=["isis", "syrian-army", "sdf"])
    text = "شنت القوات هجوماً واسعاً على البلدة بعد قصف مكثف استمر ساعات وأسفر عن سقوط ضحايا بحسب مصادر محلية. " * 2
    articles = made["articles"].assign(text=text, n_chars=len(text))
    sentences = tables.frame("sentences", [
        {"article_id": a, "sentence_id": f"{a}-0", "start": 0, "end": len(text) // 2} for a in articles["article_id"]
    ])  # fmt: skip
    # Every event has words of its own, so that no sentence is shared.
    spans = [3 + k % 60 for k in range(5_000)]
    events = made["events"].assign(start=spans, end=[s + 20 for s in spans])
    rest = {name: tables.frame(name) for name in tables.TABLES if name not in (*made, "sentences")}
    coded = Coded(**rest | {"articles": articles, "sentences": sentences, "events": events,
                            "mentions": made["mentions"]})  # fmt: skip
    for name in ("timeline", "actor_frequency", "event_mix", "who_attacks_whom", "actor_ranks"):
        gallery.DRAWINGS[name](coded, lang="ar").save(tmp_path / "figures" / f"{name}-ar")
    charts.timeline(events, articles, lang="ar").save(tmp_path / "figures" / "again-ar")
    problems = open_corpus(ROOT / "corpus").problems
    path = tmp_path / "report.html"
    path.write_text(
        render(coded, Corpus(articles, problems, tmp_path), list(exported(tmp_path / "figures")), lang="ar"),
        encoding="utf-8",
    )
    assert path.stat().st_size < 15_000_000
    page, said = opened(chromium, path)
    # A limit for a page that hangs; benchmarks/page.py measures how long it really takes.
    took = page.evaluate("performance.getEntriesByType('navigation')[0].duration")
    assert took < 10_000
    assert page.locator(".explorer[data-table=events] [role=status]").inner_text() == "5,000 / 5,000"
    assert said == []
    page.close()
