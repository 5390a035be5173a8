"""Who is found to speak in Ukrainian, one sentence of our own for each shape."""

from collections.abc import Callable

import pytest

from digest.model import Article, Quote
from digest.summarise import in_order, summarise

Build = Callable[..., Article]
SURE = 0.8  # what an edition asks for, unless told otherwise
WHOLE = "«Міст відкриють до першого снігу»"
PART = "«міст відкриють до першого снігу»"


def quotes(an_article: Build, text: str) -> tuple[Quote, ...]:
    return in_order(summarise(an_article(text, language="uk")).quotes)


@pytest.mark.parametrize(
    ("text", "speaker", "role"),
    [
        # verb first, name first, what stands between them
        (f"{WHOLE}, — сказала Марина Коваль.", "Марина Коваль", None),
        (f"{WHOLE}, — Марина Коваль сказала журналістам.", "Марина Коваль", None),
        (f"{WHOLE} — сказав Іван Гай.", "Іван Гай", None),
        (f"{WHOLE}, - написав Іван Гай у соцмережі.", "Іван Гай", None),
        (f"Марина Коваль сказала: {WHOLE}.", "Марина Коваль", None),
        (f"Марина Коваль: {WHOLE}.", "Марина Коваль", None),
        (f"Іван Гай сказав Марині Коваль: {WHOLE}.", "Іван Гай", None),
        (f"Про «Укренерго» Іван Гай сказав: {WHOLE}.", "Іван Гай", None),
        (f"Водночас Іван Гай визнав, що {PART}.", "Іван Гай", None),
        (
            f"{WHOLE}, – наголосив у коментарі «Обрію» міський голова Іван Гай.",
            "Іван Гай",
            "міський голова",
        ),
        (
            f"{WHOLE}, — зазначив у розмові з Мариною Коваль директор Іван Гай.",
            "Іван Гай",
            "директор",
        ),
        # roles
        (
            f"{WHOLE}, — заявила речниця міста Марина Коваль.",
            "Марина Коваль",
            "речниця міста",
        ),
        (
            f"{WHOLE}, — розповів виданню директор заводу «Обрій» Іван Гай.",
            "Іван Гай",
            "директор заводу «Обрій»",
        ),
        (
            f"{WHOLE}, — каже прес-секретар мерії Іван Гай.",
            "Іван Гай",
            "прес-секретар мерії",
        ),
        (
            f"Лікарка-реабілітологиня Марина Коваль пояснює, що {PART}.",
            "Марина Коваль",
            "Лікарка-реабілітологиня",
        ),
        (
            f"Критикиня Марина Коваль вважає, що {PART}.",
            "Марина Коваль",
            "Критикиня",
        ),
        (
            f"{WHOLE}, — сказав міністр енергетики Литви Вітаутас Ґрабіс.",
            "Вітаутас Ґрабіс",
            "міністр енергетики Литви",
        ),
        (
            f"Посолка України в Литві Марта Ясінська додала: {WHOLE}.",
            "Марта Ясінська",
            "Посолка України в Литві",
        ),
        (
            f"{WHOLE}, — повторив речник комісії Стефан де Кеєр.",
            "Стефан де Кеєр",
            "речник комісії",
        ),
        (
            f"{WHOLE}, — каже В. П. Остапчук, заступник міністра.",
            "В. П. Остапчук",
            "заступник міністра",
        ),
        (
            f"Іван Гай, директор музею, каже, що {PART}.",
            "Іван Гай",
            "директор музею",
        ),
        (
            f"{WHOLE}, — додає його заступник, лейтенант Іван Гай.",
            "Іван Гай",
            "заступник, лейтенант",
        ),
        (
            f"Сусід Ніни Іванівни Петро запевняє, що {PART}.",
            "Петро",
            "Сусід Ніни Іванівни",
        ),
        (
            f"{WHOLE}, — бурмоче диспетчер на ім’я Гнат.",
            "Гнат",
            "диспетчер",
        ),
        (f"{WHOLE}, — говорить 45-річний фермер Іван Гай.", "Іван Гай", "фермер"),
        (f"{WHOLE}, — зітхає пані Галина.", "Галина", None),
        (f"{WHOLE}, — каже О. Кравець.", "О. Кравець", None),
        # bodies, groups, nobody by name
        (
            f"{WHOLE}, — переконує Асоціація мостобудівників.",
            "Асоціація мостобудівників",
            None,
        ),
        (f"Фонд «Обрій» повідомив: {WHOLE}.", "Фонд «Обрій»", None),
        (f"{WHOLE}, — кажуть місцеві жителі.", "місцеві жителі", None),
        (f"{WHOLE}, — сказав мені один з робітників.", "один з робітників", None),
        (
            f"{WHOLE}, — порадив журналістам співрозмовник в уряді, який мовчав.",
            "співрозмовник в уряді",
            None,
        ),
    ],
)
def test_each_shape_of_attribution_names_its_speaker(
    an_article: Build, text: str, speaker: str, role: str | None
):
    quote = quotes(an_article, text)[-1]

    assert (quote.speaker, quote.role) == (speaker, role)
    assert quote.confidence >= SURE


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"Інженер Роман Чуб будує міст. {WHOLE}, — вважає Чуб.", "Роман Чуб"),
        (
            f"Варвара Степанівна Чумак іде. {WHOLE}, — каже Варвара Степанівна.",
            "Варвара Степанівна Чумак",
        ),
        (f"Роман Чуб і Олена Чуб були. {WHOLE}, — заперечила Чуб.", "Олена Чуб"),
        (f"Роман Чуб і Олена Чуб були. {WHOLE}, — заперечив Чуб.", "Роман Чуб"),
        (
            f"Роман Чуб і Олена Чуб були. Чуб, утім, цього не прийняла: {WHOLE}.",
            "Олена Чуб",
        ),
        (f"Мер Роман Чуб прийшов. {WHOLE}, — пообіцяв мер.", "Роман Чуб"),
        (
            f"Мера Романа Чуба чекали. Роман Чуб мовчав. За словами мера, {PART}.",
            "Роман Чуб",
        ),
        (f"Мер Роман Чуб прийшов. {WHOLE}, — сказав він.", "Роман Чуб"),
        (
            f"Директорка Ольга Бойко зустріла мера. {WHOLE}, — сказала вона.",
            "Ольга Бойко",
        ),
        (f"Мер Роман Чуб прийшов. За його словами, {PART}.", "Роман Чуб"),
        (f"Міст будує інженер Роман Чуб. {WHOLE}, — додав.", "Роман Чуб"),
        (
            f"Роман Чуб будує міст. На думку Романа Чуба, {PART}.",
            "Роман Чуб",
        ),
        (f"Колега Чуба Максим Рябий тут. {WHOLE}, — жартує зоолог.", "Максим Рябий"),
        (f"{WHOLE}, — пояснили в мерії. Згодом Мерія мовчала.", "Мерія"),
    ],
)
def test_a_speaker_is_resolved_to_the_name_in_the_nominative(
    an_article: Build, text: str, speaker: str
):
    quote = quotes(an_article, text)[-1]

    assert quote.speaker == speaker
    assert quote.confidence >= 0.5


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"За словами Оксани Кравець, {PART}.", "Оксани Кравець"),
        (f"На думку Петра Іваненка, {PART}.", "Петра Іваненка"),
        (f"У міністерстві кажуть: {WHOLE}.", "міністерстві"),
        (f"{WHOLE}, — ідеться в заяві компанії «Обрій».", "компанії «Обрій»"),
        (f"За словами речниці міста, {PART}.", "речниці міста"),
    ],
)
def test_a_form_that_never_stands_in_the_nominative_is_kept_and_not_sure(
    an_article: Build, text: str, words: str
):
    (quote,) = quotes(an_article, text)

    assert quote.speaker == words
    assert 0.3 < quote.confidence < SURE


@pytest.mark.parametrize(
    "text",
    [
        f"{WHOLE}, — йдеться у повідомленні.",
        f"Кажуть, що {PART}.",
        f"Ольга Бойко прийшла. {WHOLE}, — додав.",
    ],
)
def test_a_speaker_who_is_not_told_is_not_made_up(an_article: Build, text: str):
    assert all(quote.confidence < 0.5 for quote in quotes(an_article, text))


def test_two_speakers_who_take_turns_are_not_mixed_up(an_article: Build):
    text = (
        f"{WHOLE}, — сказала Марина Коваль. "
        "«Спершу знайдіть гроші», — відповів їй Іван Гай."
    )

    found = quotes(an_article, text)

    assert [quote.speaker for quote in found] == ["Марина Коваль", "Іван Гай"]


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        (
            "«Ніхто не крав, — підкреслює Віра Гай. — Просто всім сподобалося».",
            ["Ніхто не крав", "Просто всім сподобалося"],
        ),
        (
            "„Торік тут мав бути вхід, — говорить Віра Гай, — а тепер тут жаби“.",
            ["Торік тут мав бути вхід", "а тепер тут жаби"],
        ),
        (
            "«Нарешті ми дочекалися! — вигукнула Віра Гай. — Міст є».",
            ["Нарешті ми дочекалися!", "Міст є"],
        ),
        (
            "«Коли ж відкриють цей міст? — спитала Віра Гай».",
            ["Коли ж відкриють цей міст?"],
        ),
        (
            "«Ми ждали, – подумавши, каже Віра Гай. – Годі, – додає вона. – Усе».",
            ["Ми ждали", "Годі", "Усе"],
        ),
        (
            "«Ми вже бачили цей міст, — кривиться Віра Гай. — І не раз».",
            ["Ми вже бачили цей міст", "І не раз"],
        ),
    ],
)
def test_the_narrator_within_the_marks_is_in_no_quotation(
    an_article: Build, text: str, segments: list[str]
):
    (quote,) = quotes(an_article, text)

    assert [segment.text for segment in quote.segments] == segments
    assert quote.speaker == "Віра Гай"


@pytest.mark.parametrize(
    "spoken",
    [
        "Про міст — так, а про дорогу — ні, на жаль",
        "Ми, лікарі, — люди терплячі, але не залізні",
        "Він сказав мені: „Стій, — каже, — бо впадеш“, і я став",
    ],
)
def test_a_dash_of_the_speaker_is_left_in_peace(an_article: Build, spoken: str):
    (quote,) = quotes(an_article, f"«{spoken}», — розповіла Віра Гай.")

    assert [segment.text for segment in quote.segments] == [spoken]
    assert quote.speaker == "Віра Гай"


@pytest.mark.parametrize(
    "text",
    [
        "ТОВ «Тиха Енергія» будує міст, про нього пише газета «Новий день».",
        "Він поставив «Останній вагон», «Чай о третій ночі» і казку «Про кондуктора».",
        "Звіт називається «Укриття — це не бетон, а час».",
        "«Чай о третій ночі» зібрав повну залу.",
        "Так звана «друга черга» існує лише на папері.",
    ],
)
def test_names_and_titles_between_marks_are_no_quotations(an_article: Build, text: str):
    assert quotes(an_article, text) == ()
