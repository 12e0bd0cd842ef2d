"""The page holds all it shows, escapes all it did not write, and reads in its direction."""

import csv
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from analysis import charts, code, open_corpus
from analysis.report import corpus_digest, render

SCRIPT, IMAGE = "<script>alert(1)</script>", '<img src=x onerror="alert(2)">'
TEXT = (
    f"سيطرت وحدات حماية الشعب على مدينة تل أبيض بعد معارك مع تنظيم الدولة {SCRIPT} {IMAGE} \u202eمقلوب. "
    "وقال المرصد السوري لحقوق الإنسان إن ثلاثة مدنيين قتلوا في قصف على المدينة."
)
OUTLET = f"منبر {IMAGE}\u202e"


class Page(HTMLParser):
    """What a browser would see: tags, their attributes, and the text in the body."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)

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
    return {lang: render(coded, corpus, folder / "figures", lang=lang) for lang in ("ar", "en")}


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_nothing_from_an_article_becomes_a_tag(pages: dict[str, str], lang: str) -> None:
    tags = Page(pages[lang]).tags
    assert "script" not in {tag for tag, _ in tags}
    assert not any(name.startswith("on") for _, attributes in tags for name in attributes)
    assert [a["src"][:26] for tag, a in tags if tag == "img" and a["src"]] == ["data:image/svg+xml;base64,"] * 2


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_words_of_the_article_are_shown_as_they_are(pages: dict[str, str], lang: str) -> None:
    assert SCRIPT in "".join(Page(pages[lang]).words)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_what_turns_text_round_is_shut_in_its_own_element(pages: dict[str, str], lang: str) -> None:
    for around in re.findall(r"<(\w+)([^<>]*)>[^<>]*\u202e", pages[lang]):
        assert around[0] in ("bdi", "mark") or 'dir="auto"' in around[1]


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


def test_arrows_point_from_the_loser_to_the_taker_in_both_directions(pages: dict[str, str]) -> None:
    taken = re.compile(r"<summary>[^\n]*(?:People|وحدات)[^\n]*</summary>")
    arabic, english = (next(iter(taken.findall(pages[lang]))) for lang in ("ar", "en"))
    assert "→" in arabic and "←" in english


def test_an_english_page_names_places_in_english(pages: dict[str, str]) -> None:
    assert "<bdi>Tell Abiad</bdi>" in pages["en"]


def test_missing_values_are_blank_in_the_tables_of_figures(pages: dict[str, str]) -> None:
    assert "<bdi>nan</bdi>" not in pages["en"]


def test_the_digest_is_the_same_in_any_order(tmp_path: Path) -> None:
    for name, text in (("a", "نص أول"), ("b", "نص ثان")):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    articles = open_corpus(tmp_path).articles
    assert corpus_digest(articles) == corpus_digest(articles.iloc[::-1])
