"""A list is read as spreadsheets and other services write it; each bad row is told."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.subscribers.people import addresses, listing, mistakes

ADA, BOB = "ada@example.org", "bob@example.org"


@pytest.mark.parametrize(
    "data",
    [
        f"\ufeffemail\n{ADA}\n",
        f"email\r\n{ADA}\r\n",
        f"email\r{ADA}",
        f"email;name\n{ADA};Ada, of Kyiv\n",
        f"name\temail\nAda\t{ADA}",
        f'"email"\n"{ADA}"\n\n  \n',
        "E-Mail\n  Ada@Example.org \n",
        f"sep=;\nname;E-mail Address\nAda, of, Kyiv,;{ADA}\n",
        f"email\n{ADA}\n".encode("utf-16"),
        f"email\n{ADA}\n".encode("utf-16-le"),
        f"email\n{ADA}\n".encode("utf-16-be"),
        f"email\n{ADA}\n".encode("utf-8-sig"),
        f"Електронна пошта,Ім’я\n{ADA},Ада\n".encode(),
        f"email,name,,\n{ADA},Ada,,\n",
    ],
)
def test_what_spreadsheets_write_is_read(data: str | bytes):
    assert mistakes(data) == []
    assert addresses(data) == [ADA]


def test_all_that_a_list_says_of_a_person_is_read():
    data = (
        "email,name,language,sections,frequency,tags,confirmed,joined\n"
        f'{ADA},Ada Roe,uk_ua,analysis; NEWS,Weekly,"b, a,b",2024-06-01,'
        "2024-05-31T10:00:00+02:00\n"
    )

    (row,) = listing(data).rows

    assert (row.line, row.name, row.language) == (2, "Ada Roe", "uk-UA")
    assert (row.sections, row.frequency) == (("Analysis", "News"), "weekly")
    assert (row.tags, row.status) == (("a", "b"), "active")
    assert row.confirmed == datetime(2024, 6, 1, tzinfo=UTC)
    assert row.joined == datetime(2024, 5, 31, 8, tzinfo=UTC)


def test_what_a_list_has_no_column_for_it_does_not_say():
    (row,) = listing(f"email\n{ADA}\n").rows

    assert row.name is row.sections is row.frequency is row.status is None


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (  # Mailchimp
            (
                "Email Address,First Name,Last Name,CONFIRM_TIME,TAGS\n"
                f'{ADA},Ada,Roe,2024-05-31 10:00:00,"""a"",""b c"""\n'
            ),
            ("Ada Roe", ("a", "b c"), "active", None),
        ),
        (  # Mailchimp, those who signed off
            f"Email Address,First Name,UNSUB_TIME\n{ADA},,2024-05-31 01:00:00\n",
            ("", None, None, "unsubscribed"),
        ),
        (  # Mailchimp, cleaned
            f"Email Address,CLEAN_TIME\n{ADA},2024-05-31 01:00:00\n",
            (None, None, None, "bounced"),
        ),
        (  # Substack
            (
                "email,active_subscription,expiry,plan,email_disabled,created_at\n"
                f"{ADA},false,,other,false,2024-05-31T10:00:00.000Z\n"
            ),
            (None, None, None, None),
        ),
        (
            f"email,email_disabled,created_at\n{ADA},true,2024-05-31T10:00:00.000Z\n",
            (None, None, None, "unsubscribed"),
        ),
        (  # Buttondown
            (
                "email_address,notes,tags,type,source,creation_date\n"
                f'{ADA},,"[""a"", ""b""]",unactivated,api,2024-05-31\n'
            ),
            (None, ("a", "b"), "pending", None),
        ),
        (  # listmonk
            (
                "uuid,email,name,attributes,status,created_at,updated_at\n"
                f'1-2,{ADA},Ada,"{{""a"": 1}}",blocklisted,2024-05-31T10:00:00Z,\n'
            ),
            ("Ada", None, None, "unsubscribed"),
        ),
    ],
)
def test_what_other_services_export_is_understood(data: str, told: tuple[object, ...]):
    assert mistakes(data) == []
    (row,) = listing(data).rows

    assert (row.name, row.tags, row.status, row.gone) == told


def test_a_heading_that_says_nothing_is_named_by_a_person():
    data = f"Kontakt,Anschrift,Seit\n{ADA},Kyiv,gestern\n"

    assert addresses(data, Kontakt="email") == [ADA]
    assert "no column 'Kontact'" in mistakes(data, Kontact="email")[0]


def test_a_column_can_be_left_alone():
    data = f"email,created\n{ADA},yesterday\n"

    assert "write a day such as" in mistakes(data)[0]
    assert addresses(data, Created="") == [ADA]


def test_two_columns_of_addresses_are_for_a_person_to_choose():
    data = f"email,E-mail\n{ADA},{BOB}\n"

    assert mistakes(data) == [
        "line 1: columns 1 and 2 are addresses: name one with --column"
    ]
    assert addresses("email,mine\n" + f"{ADA},{BOB}\n", mine="email") == [BOB]


def test_every_bad_row_is_reported_with_its_line_and_column():
    data = (
        "E-mail,Sections,lang,frequency\n"
        f'"{ADA}",,,\n'
        f"bob@example.org,Analyss,Ukrainian,yearly\n"
        '"eve\n",,,\n'
        f"max@example.org,,,,,more\n"
        f"ivo@example.org,eve@example.org,x@y,ivo@example.org\n"
    )

    assert mistakes(data) == [
        "line 3: lang: write uk, not 'Ukrainian'",
        "line 3: Sections: no section is called 'Analyss': did you mean Analysis?",
        "line 3: frequency: write each, weekly or monthly, not 'yearly'",
        "line 4: E-mail: not an email address: it has no @",
        (
            "line 6: 6 cells, and the first line names 4 columns: put cells with a"
            " separator in them between quotation marks"
        ),
        "line 7: lang: write a language tag such as en, uk or pt-BR",
        (
            "line 7: Sections: no section is called what stands there: there are"
            " Analysis, News and Politics, war; peace"
        ),
        "line 7: frequency: write each, weekly or monthly, not what stands there",
    ]
    assert addresses(data) == [ADA]
    assert listing(data).wrong == 4


def test_an_address_that_comes_twice_is_told_and_the_first_counts():
    found = listing(f"email,name\n{ADA},Ada\n\nADA@example.org,Other\n")

    assert [row.name for row in found.rows] == ["Ada"]
    assert [str(each) for each in found.repeated] == [
        "line 4: the same address as in line 2, which counts"
    ]


@pytest.mark.parametrize("data", ["", "\n", f"{ADA}\n{BOB}\n", "name\nAda\n"])
def test_a_list_whose_first_line_names_no_email_is_told_so(data: str):
    assert mistakes(data) == [
        "line 1: the first line must name the columns, one of them `email`"
    ]


def test_what_is_no_text_or_no_csv_is_told_so():
    assert "line 2 is not UTF-8" in mistakes("email\nЗоя".encode("cp1251"))[0]
    assert "line 2: not CSV: field larger" in mistakes("email\n" + "x" * 200_000)[0]
    assert "longer than 1,000" in mistakes("email\n" + "x" * 2_000)[0]


def test_of_very_many_mistakes_the_first_are_told_and_all_are_counted():
    found = listing("email\n" + "nobody\n" * 1_500)

    assert found.wrong == 1_500
    assert len(found.mistakes) == 1_001
    assert "1,500 rows are wrong" in found.mistakes[-1].message


@given(st.text() | st.binary())
def test_no_list_is_too_strange(data: str | bytes):
    found = listing("email,tags,sections\n" + data if isinstance(data, str) else data)

    assert len(found.rows) + found.wrong <= len(data) + 1
    assert all("@" in row.address for row in found.rows)


@pytest.mark.parametrize(
    "strange",
    ["a." * 500, "@" * 1_000, '"' * 999, ",;|" * 333, ' " ' * 333, "[" * 500 + "]"],
)
def test_strange_cells_do_not_take_long(strange: str):
    cell = '"' + strange.replace('"', '""') + '"'
    row = f"{ADA},{cell},{cell},{cell},{cell},{cell}\n"

    found = listing("email,tags,sections,language,joined,status\n" + row * 200)

    assert found.rows or found.wrong
