"""Sentence boundaries in the ways real pages write them, and which lines repeat the body."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.text.normalise import normalise
from analysis.text.sentences import split

# The first example of a run also compiles patterns; on a busy machine that is no fault.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

pieces = st.sampled_from(
    ["قصف", "حلب", "أمس", "هجوم", "المدنيون", "12", "3.5", "د", "و", "T4", "قصـ.ـف", "«", "»", '"', ".", "...", "…",
     "؟", "!", "،", "\n", "\n\n", "\r\n", "|", "(", ")", " ", "\u200f", "#", "All reactions"]
)  # fmt: skip
pages = st.lists(pieces, max_size=60).flatmap(
    lambda parts: st.lists(st.sampled_from(["", " "]), min_size=len(parts), max_size=len(parts)).map(
        lambda gaps: "".join(p + g for p, g in zip(parts, gaps, strict=True))
    )
)


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split(text, normalise(text))]


def repeats(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split(text, normalise(text)) if s.is_repeat]


@given(pages)
def test_sentences_are_ordered_and_disjoint_and_hold_every_letter(text: str) -> None:
    found = split(text, normalise(text))
    at = 0
    for sentence in found:
        assert at <= sentence.start < sentence.end <= len(text)
        assert not any(c.isalnum() for c in text[at : sentence.start])
        assert any(c.isalnum() for c in text[sentence.start : sentence.end])
        assert not text[sentence.start].isspace() and not text[sentence.end - 1].isspace()
        at = sentence.end
    assert not any(c.isalnum() for c in text[at:])


@given(st.lists(st.sampled_from(["دخل الجنود القرية", "انفجر لغم قرب السوق", "عاد الهدوء مساء اليوم"]), max_size=6))
def test_plain_statements_are_counted(statements: list[str]) -> None:
    text = " ".join(f"{s}." for s in statements)
    assert sentences(text) == [f"{s}." for s in statements]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قُطع الماء والغاز.تبدو المدينة خالية.", ["قُطع الماء والغاز.", "تبدو المدينة خالية."]),
        ("وصل د. سالم إلى البلدة. ثم غادر.", ["وصل د. سالم إلى البلدة.", "ثم غادر."]),
        ("قال أ. ب. لمراسلنا ذلك. وانصرف.", ["قال أ. ب. لمراسلنا ذلك.", "وانصرف."]),
        ("تبعد 3.5 كم عنها. ولم يصلوا.", ["تبعد 3.5 كم عنها.", "ولم يصلوا."]),
        ("أُطلق 1.200 صاروخ. وتوقف القصف.", ["أُطلق 1.200 صاروخ.", "وتوقف القصف."]),
        ("لا أحد يعرف... ربما غداً. انتهى.", ["لا أحد يعرف... ربما غداً.", "انتهى."]),
        ("لا أحد يعرف… ربما غداً. انتهى.", ["لا أحد يعرف… ربما غداً.", "انتهى."]),
        ("الرقة.. قصف على السوق", ["الرقة.. قصف على السوق"]),
        ("قال «سنعود إلى بيوتنا.» وأغلق الهاتف.", ["قال «سنعود إلى بيوتنا.»", "وأغلق الهاتف."]),
        ("«سنعود». «لن نعود».", ["«سنعود».", "«لن نعود»."]),
        ("هل سقطت البلدة؟ لا! ما زالت محاصرة", ["هل سقطت البلدة؟", "لا!", "ما زالت محاصرة"]),
        ("وقع قصـ.ـف على الحي. ثم هدأ.", ["وقع قصـ.ـف على الحي.", "ثم هدأ."]),
        ("عنوان الخبر\nبدأ الهجوم فجراً.\n\nوانتهى ظهراً.", ["عنوان الخبر", "بدأ الهجوم فجراً.", "وانتهى ظهراً."]),
        ("خبر أول | خبر ثان • خبر ثالث", ["خبر أول |", "خبر ثان •", "خبر ثالث"]),
        ("أُصيب ثلاثة بجروح.All reactions:12", ["أُصيب ثلاثة بجروح.", "All reactions:12"]),
        ("عام 1445 هـ. وفي العام التالي عادوا.", ["عام 1445 هـ.", "وفي العام التالي عادوا."]),
        ("على بعد 500 م. وتوقفت.", ["على بعد 500 م.", "وتوقفت."]),
    ],
)
def test_boundaries(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize("last", ["الهجوم", "اليوم", "السوريون", "الحدود", "مجهول", "النفوذ", "تموز", "بيروت", "الجو"])
def test_a_word_that_ends_in_waw_and_a_letter_is_no_abbreviation(last: str) -> None:
    text = f"تحدثوا عن {last}. وبقيت الطرق مغلقة."
    assert sentences(text) == [f"تحدثوا عن {last}.", "وبقيت الطرق مغلقة."]


def test_a_page_wrapped_at_a_fixed_width_is_not_cut_at_its_lines() -> None:
    lines = [
        "بدأت الوحدات فجر اليوم هجوماً على التلة المشرفة على الطريق الواصل بين",
        "البلدتين وسط قصف متبادل طال الأحياء السكنية القريبة من خط التماس دون",
        "أن تتضح نتائج المعارك حتى ساعة متأخرة من الليل فيما تحدث السكان عن",
        "حركة نزوح نحو القرى المجاورة. وأفاد طبيب في المشفى الميداني بوصول",
        "عدد من الجرحى بينهم أطفال ونساء إلى المشفى الوحيد الذي ما زال يعمل",
        "في المنطقة المحاصرة منذ أشهر وطالب بفتح ممر لنقل الحالات الحرجة إلى",
        "خارجها.",
    ]
    for end in ("\n", "\r\n"):
        found = sentences(end.join(lines))
        assert len(found) == 2
        assert found[0].endswith("المجاورة.") and found[1].endswith("خارجها.")


def test_a_pull_quote_repeats_and_the_body_does_not() -> None:
    body = "وقال ضابط ميداني إن القوات لن تنسحب من التلة قبل وصول المؤازرة."
    text = f"القوات لن تنسحب من التلة\n\n{body}\n\nوتستمر المعارك."
    assert repeats(text) == ["القوات لن تنسحب من التلة"]


def test_a_pull_quote_broken_into_short_lines_repeats() -> None:
    body = "وقال ضابط ميداني إن القوات لن تنسحب من التلة قبل وصول المؤازرة."
    text = f"{body}\n\nالقوات لن تنسحب\nمن التلة قبل\nوصول المؤازرة\n\nوتستمر المعارك."
    assert repeats(text) == ["القوات لن تنسحب", "من التلة قبل", "وصول المؤازرة"]


def test_of_a_post_pasted_twice_the_last_copy_counts() -> None:
    post = "استهدفت طائرة مسيّرة سيارة على طريق البلدة صباح اليوم"
    text = f"{post}\nصفحة إخبارية\n{post}\nتعليقات"
    found = split(text, normalise(text))
    assert [s.is_repeat for s in found] == [True, False, False, False]


def test_of_short_lines_pasted_twice_the_last_ones_count() -> None:
    post = "عاجل من حاس\nقصفت قوات النظام بلدة حاس\nوقتل مدنيان في القصف"
    text = f"{post}\n\n{post}"
    read = split(text, normalise(text))
    assert [s.is_repeat for s in read] == [True] * 3 + [False] * 3


def test_a_cut_preview_of_the_body_repeats() -> None:
    text = "استهدفت طائرة مسيّرة سيارة على...\nاستهدفت طائرة مسيّرة سيارة على طريق البلدة."
    assert repeats(text) == ["استهدفت طائرة مسيّرة سيارة على..."]


def test_short_lines_and_new_sentences_do_not_repeat() -> None:
    assert repeats("مقتل ثلاثة\nقال شاهد إن مقتل ثلاثة أشخاص صدم الحي.") == []
    assert repeats("دخل الجنود القرية فجراً من الشرق. خرج الجنود من القرية ليلاً نحو الغرب.") == []


@pytest.mark.parametrize("text", ["", "  \n ", "...", "«»", "|"])
def test_nothing_to_read(text: str) -> None:
    assert sentences(text) == []
