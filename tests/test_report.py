"""The page holds all it shows, escapes all it did not write, and reads in its direction."""

import base64
import csv
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from analysis import charts, code, open_corpus, report
from analysis.page import corpus_digest, render
from analysis.report import exported

SCRIPT, IMAGE = "<script>alert(1)</script>", '<img src=x onerror="alert(2)">'
TEXT = (
    f"سيطرت وحدات حماية الشعب على مدينة تل أبيض بعد معارك مع تنظيم الدولة {SCRIPT} {IMAGE} \u202eمقلوب. "
    "وقال المرصد السوري لحقوق الإنسان إن ثلاثة مدنيين قتلوا في قصف على المدينة."
)
OUTLET = f"منبر {IMAGE}\u202e"


class Page(HTMLParser):
    """What a browser would see: tags, their attributes, the text in the body, and what its script reads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)
        start = self.tags.index(("script", {"type": "application/json", "id": "store"}))
        scripts = [k for k, (tag, _) in enumerate(self.tags) if tag == "script"]
        assert scripts[0] == start and len(scripts) == 2, "the store and the page's own script, and no other"
        self.store = json.loads(next(words for words in self.words if words.startswith('{"words"')))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "articles").mkdir()
    (folder / "articles" / "a1.txt").write_text(TEXT, encoding="utf-8")
    (folder / "articles" / "a2.txt").write_text("", encoding="utf-8")
    with (folder / "metadata.csv").open("w", encoding="utf-8", newline="") as handle:
        written = csv.writer(handle)
        written.writerow(["article_id", "outlet", "title", "published", "published_precision", "published_basis"])
        written.writerow(["a1", OUTLET, f"خبر {SCRIPT}\u202e", "2015-06-16", "day", "publication"])
        written.writerow(["a2", OUTLET, SCRIPT, SCRIPT, "day", "publication"])
    corpus = open_corpus(folder)
    coded = code(corpus, processes=1, progress=False)
    assert len(coded.events) and len(coded.control)
    for lang in ("ar", "en"):
        named = charts.actor_frequency(coded.mentions, coded.events, coded.articles, lang=lang)
        named.save(folder / "figures" / f"1-actors-{lang}")
        charts.timeline(coded.events, coded.articles, lang=lang, title=SCRIPT).save(
            folder / "figures" / f"2-timeline-{lang}"
        )
    return {lang: render(coded, corpus, list(exported(folder / "figures")), lang=lang) for lang in ("ar", "en")}


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_nothing_from_an_article_becomes_a_tag(pages: dict[str, str], lang: str) -> None:
    tags = Page(pages[lang]).tags
    assert not any(name.startswith("on") for _, attributes in tags for name in attributes)
    assert [a["src"][:26] for tag, a in tags if tag == "img" and a["src"]] == ["data:image/svg+xml;base64,"] * 2


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_words_of_the_article_are_shown_as_they_are(pages: dict[str, str], lang: str) -> None:
    page = Page(pages[lang])
    assert any(SCRIPT in "".join(line) for line in page.store["lines"])
    assert SCRIPT in "".join(page.words)  # the title of a figure


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_what_the_script_reads_cannot_end_its_element(pages: dict[str, str], lang: str) -> None:
    inside = pages[lang].partition('id="store">')[2].partition("</script>")[0]
    assert "<" not in inside and "&" not in inside


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_only_the_pages_own_script_may_run(pages: dict[str, str], lang: str) -> None:
    script = pages[lang].rpartition("<script>")[2].rpartition("</script>")[0]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in pages[lang]
    assert "innerHTML" not in script and "eval" not in script


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_what_turns_text_round_is_left_out(pages: dict[str, str], lang: str) -> None:
    assert not re.search("[\u202a-\u202e\u2066-\u2069]|\\\\u20(2[a-e]|6[6-9])", pages[lang])


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_page_needs_nothing_from_elsewhere(pages: dict[str, str], lang: str) -> None:
    loaded = [a.get(n) or "" for _, a in Page(pages[lang]).tags for n in ("src", "href", "srcset", "action", "data")]
    assert not [value for value in loaded if value and not value.startswith(("data:", "#"))]
    assert "@import" not in pages[lang] and "url(" not in pages[lang]
    assert "default-src 'none'" in pages[lang]


@pytest.mark.parametrize(("lang", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_the_page_says_its_language_and_direction(pages: dict[str, str], lang: str, direction: str) -> None:
    tag, attributes = Page(pages[lang]).tags[0]
    assert (tag, attributes["lang"], attributes["dir"]) == ("html", lang, direction)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_picture_is_described(pages: dict[str, str], lang: str) -> None:
    assert all(attributes["alt"] for tag, attributes in Page(pages[lang]).tags if tag == "img")


def test_dates_beside_arabic_are_kept_from_turning_round(pages: dict[str, str]) -> None:
    assert '<bdi class="whole">2015-06-16</bdi>' in pages["ar"]
    assert "(حتى 2024" not in pages["ar"]


def test_decimals_run_from_the_left_in_an_arabic_page(pages: dict[str, str]) -> None:
    decimals = re.findall(r"(<bdi[^>]*>)\.\d\d", pages["ar"])
    assert decimals and all('dir="ltr"' in tag for tag in decimals)
    assert not re.search(r"<td>\.\d", pages["ar"])


def test_an_english_page_names_places_in_english(pages: dict[str, str]) -> None:
    assert [row[1] for row in Page(pages["en"]).store["tables"]["claims"]["rows"]] == ["Tell Abiad"]


@pytest.mark.parametrize(("lang", "taker"), [("ar", "وحدات حماية الشعب"), ("en", "People's Protection Units")])
def test_claims_and_events_lead_to_their_sentences(pages: dict[str, str], lang: str, taker: str) -> None:
    store = Page(pages[lang]).store
    claim = store["tables"]["claims"]["rows"][0]
    assert taker in claim[2]
    assert "تل أبيض" in "".join(store["lines"][claim[-1]][3:])
    for row in store["tables"]["events"]["rows"]:
        assert store["lines"][row[-1]][2] == "a1"


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_figure_leads_to_the_sentences_that_it_counts(pages: dict[str, str], lang: str) -> None:
    page = Page(pages[lang])
    opened = [a for tag, a in page.tags if tag == "details" and a.get("class") == "evidence"]
    assert [int(str(a["data-figure"])) for a in opened] == list(range(len(page.store["figures"])))
    assert all(kept and total >= len(kept) for kept, total in page.store["figures"])


def test_the_data_of_figures_are_in_the_readers_words(pages: dict[str, str]) -> None:
    assert '<th scope="col">الفئة</th>' in pages["ar"] and '<th scope="col">group</th>' in pages["en"]
    assert "<bdi>territory_gain</bdi>" not in pages["ar"] + pages["en"]
    assert "<bdi>Territory gain</bdi>" in pages["en"]


def test_missing_values_are_blank_in_the_tables_of_figures(pages: dict[str, str]) -> None:
    assert "<bdi>nan</bdi>" not in pages["en"]


def test_figures_left_from_other_articles_are_not_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text("قصفت قوات النظام بلدة سرمين في 3 آذار 2016.", encoding="utf-8")
    left = tmp_path / "out" / "figures" / "9-left-ar.json"
    left.parent.mkdir(parents=True)
    left.write_text("{}", encoding="utf-8")

    def run(corpus: Path, out: Path) -> list[Path]:
        coded = code(corpus, processes=1, progress=False)
        charts.timeline(coded.events, coded.articles, lang="ar").save(out / "figures" / "1-timeline-ar")
        return []

    monkeypatch.setattr(report, "execute", run)
    page = report.make(open_corpus(tmp_path / "corpus"), tmp_path / "out", processes=1).read_text(encoding="utf-8")
    assert page.count("<figure") == 1 and left.exists()


def test_the_digest_is_the_same_in_any_order(tmp_path: Path) -> None:
    for name, text in (("a", "نص أول"), ("b", "نص ثان")):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    articles = open_corpus(tmp_path).articles
    assert corpus_digest(articles) == corpus_digest(articles.iloc[::-1])
