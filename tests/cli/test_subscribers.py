"""The list of subscribers at the command line."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Digest
from tests.cli.newsletters import NOW, newsletter

ADA, BOB, EVE = "ada@example.org", "bob@example.org", "eve@example.org"


@pytest.fixture(autouse=True)
def newsletter_(tmp_path: Path) -> Path:
    return newsletter(tmp_path)


def subscribers(digest: Digest) -> list[str]:
    return digest("subscribers", "list").out.split()


def shown(digest: Digest, address: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(
        digest("subscribers", "show", address, "--json").out
    )
    return found


def imported(digest: Digest, path: Path, text: str, *options: str) -> tuple[int, str]:
    (path / "people.csv").write_text(text, encoding="utf-8")
    ran = digest("subscribers", "import", "people.csv", "--now", NOW, *options)
    assert ran.out == ""
    return ran.code, ran.err


def test_somebody_is_added_and_shown(digest: Digest):
    given = ("--name", "Ada Roe", "--language", "uk", "--section", "news", "--tag", "b")
    ran = digest("subscribers", "add", " Ada@Example.org", *given, "--now", NOW)
    found = shown(digest, ADA)

    assert ran.code == 0, ran.err
    assert ADA not in ran.err
    assert (found["address"], found["name"]) == (ADA, "Ada Roe")
    assert (found["language"], found["sections"]) == ("uk", ["News"])
    assert (found["standing"], found["tags"]) == ("active", ["b"])
    assert found["joined"] == "2025-01-17T06:00:00+00:00"


def test_nobody_is_added_twice_or_with_what_there_is_not(digest: Digest):
    digest("subscribers", "add", ADA)

    again = digest("subscribers", "add", "ADA@example.org")
    no_address = digest("subscribers", "add", "ada")
    no_section = digest("subscribers", "add", BOB, "--section", "Sports")
    no_language = digest("subscribers", "add", BOB, "--language", "Ukrainian")

    ran = (again, no_address, no_section, no_language)
    assert [each.code for each in ran] == [2, 2, 2, 2]
    assert "on the list since" in again.err
    assert "it has no @" in no_address.err
    assert "no section is called 'Sports': there are News" in no_section.err
    assert "write uk" in no_language.err
    assert subscribers(digest) == [ADA]


def test_a_slip_of_the_finger_is_asked_about_and_added(digest: Digest):
    ran = digest("subscribers", "add", "ada@gmial.com")

    assert ran.code == 0
    assert "is it at gmail.com?" in ran.err


def test_the_list_is_shown_in_part(digest: Digest):
    digest("subscribers", "add", BOB, "--tag", "board", "--language", "uk")
    digest("subscribers", "add", ADA, "--unconfirmed", "--name", "Roe")
    digest("subscribers", "add", EVE)
    digest("subscribers", "suppress", EVE, "--reason", "bounced")

    def told(*arguments: str) -> list[str]:
        return digest("subscribers", *arguments).out.split()

    assert told("list") == [ADA, BOB, EVE]
    assert told("list", "--tag", "board") == told("list", "--language", "uk") == [BOB]
    assert told("list", "--status", "pending") == told("search", "ROE") == [ADA]
    assert told("list", "--status", "active", "--section", "news") == [BOB]
    assert told("list", "--status", "bounced") == [EVE]
    assert told("search", "b@e") == [BOB]
    rows = json.loads(digest("subscribers", "list", "--json").out)
    assert [row["standing"] for row in rows] == ["pending", "active", "bounced"]


def test_tags_are_given_and_taken(digest: Digest):
    digest("subscribers", "add", ADA, "--tag", "a")

    more = digest("subscribers", "tag", ADA, "c", "b")
    fewer = digest("subscribers", "untag", ADA, "a", "x")
    nobody = digest("subscribers", "tag", BOB, "a")

    assert more.err.split(maxsplit=1)[1] == "a, b, c\n"
    assert fewer.err.split(maxsplit=1)[1] == "b, c\n"
    assert (nobody.code, nobody.err) == (2, "nobody on the list has this address\n")


def test_who_was_removed_is_not_brought_back_but_by_his_own_wish(
    digest: Digest, tmp_path: Path
):
    digest("subscribers", "add", ADA)
    removed = digest("subscribers", "remove", ADA)

    code, told = imported(digest, tmp_path, f"email\n{ADA}\n")
    refused = digest("subscribers", "add", ADA)

    assert (removed.code, code) == (0, 0)
    assert "line 2: not added: signed off" in told
    assert refused.code == 2
    assert "digest subscribers allow" in refused.err
    assert subscribers(digest) == []
    assert digest("subscribers", "allow", ADA, "--yes").code == 0
    assert digest("subscribers", "add", ADA).code == 0


def test_of_somebody_erased_a_hash_is_left(digest: Digest, tmp_path: Path):
    digest("subscribers", "add", ADA, "--name", "Ada Roe")
    unasked = digest("subscribers", "erase", ADA)
    ran = digest("subscribers", "erase", ADA, "--yes", "--now", NOW)
    code, told = imported(digest, tmp_path, f"email\n{ADA}\n{BOB}\n")
    found = shown(digest, ADA)

    assert (unasked.code, ran.code, code) == (2, 0, 0)
    assert "say --yes" in unasked.err
    assert "line 2: not added: erased on request" in told
    assert subscribers(digest) == [BOB]
    assert found == {
        "id": found["id"],
        "standing": "erased",
        "suppressed": {"since": "2025-01-17T06:00:00+00:00", "detail": ""},
    }
    store = (tmp_path / ".digest" / "store.sqlite3").read_bytes()
    assert b"ada@example.org" not in store


def test_nothing_is_known_of_a_stranger(digest: Digest):
    digest("subscribers", "add", ADA)

    ran = digest("subscribers", "show", BOB)

    assert ran.code == 1
    assert "nobody is known by this address" in ran.out


def test_a_list_is_imported_whole_or_not_at_all(digest: Digest, tmp_path: Path):
    text = f"E-mail,sections\n{ADA},\nbob,Sports\n{EVE},News\n"

    refused = imported(digest, tmp_path, text)
    before = subscribers(digest)
    partly = imported(digest, tmp_path, text, "--skip-bad")

    assert (refused[0], before) == (2, [])
    assert "people.csv: line 3: E-mail: not an email address" in refused[1]
    assert "people.csv: line 3: sections: no section is called" in refused[1]
    assert partly[0] == 0
    assert "2 added, 1 left out" in partly[1]
    assert subscribers(digest) == [ADA, EVE]


def test_a_dry_run_changes_nothing(digest: Digest, tmp_path: Path):
    text = f"email\n{ADA}\n{ADA}\nbob@gmial.com\n"

    code, told = imported(digest, tmp_path, text, "--dry-run")

    assert code == 0
    assert "2 added, 1 twice in the list" in told
    assert "line 3: the same address as in line 2" in told
    assert "line 4: the address may be a slip" in told
    assert subscribers(digest) == []


def test_what_people_chose_is_not_undone_by_a_list_unless_told(
    digest: Digest, tmp_path: Path
):
    digest("subscribers", "add", ADA, "--frequency", "weekly", "--tag", "a")
    text = f"email,name,frequency,tags\n{ADA},Ada,each,b\n"

    known = imported(digest, tmp_path, text)[1]
    kept = shown(digest, ADA)
    updated = imported(digest, tmp_path, text, "--update")[1]
    again = imported(digest, tmp_path, text, "--update")[1]
    changed = shown(digest, ADA)

    assert "0 added, 1 known already" in known
    assert (kept["frequency"], kept["name"], kept["tags"]) == ("weekly", "", ["a"])
    assert "0 added, 1 changed" in updated
    assert "0 added, 1 known already" in again
    assert (changed["frequency"], changed["tags"]) == ("each", ["a", "b"])


def test_who_has_not_agreed_yet_stays_pending(digest: Digest, tmp_path: Path):
    text = f"email,confirmed\n{ADA},\n{BOB},2024-05-31\n"
    imported(digest, tmp_path, text)
    imported(digest, tmp_path, f"email\n{EVE}\n", "--unconfirmed", "--tag", "fair")

    standing = {each: shown(digest, each)["standing"] for each in (ADA, BOB, EVE)}

    assert standing == {ADA: "pending", BOB: "active", EVE: "pending"}
    assert shown(digest, EVE)["tags"] == ["fair"]


def test_who_signed_off_elsewhere_is_suppressed_here(digest: Digest, tmp_path: Path):
    text = f"Email Address,UNSUB_TIME\n{ADA},2024-05-31 10:00:00\n{BOB},\n"

    told = imported(digest, tmp_path, text)[1]

    assert "1 added, 1 signed off elsewhere" in told
    assert subscribers(digest) == [BOB]
    assert shown(digest, ADA)["standing"] == "unsubscribed"


@pytest.mark.parametrize(
    ("option", "wrong"),
    [
        ("Kontakt", "write HEADING=FIELD"),
        ("Kontakt=mail", "there is no field 'mail', but these: email"),
        ("Nobody=email", "there is no column 'Nobody'"),
    ],
)
def test_columns_are_named_or_it_is_told_how(
    digest: Digest, tmp_path: Path, option: str, wrong: str
):
    text = f"Kontakt\n{ADA}\n"

    refused = imported(digest, tmp_path, text, "--column", option)

    assert refused[0] == 2
    assert wrong in refused[1]
    assert imported(digest, tmp_path, text, "--column", "kontakt=Email")[0] == 0


def test_an_export_is_imported_again(digest: Digest, tmp_path: Path):
    digest("subscribers", "add", ADA, "--name", "=Ada", "--section", "News")
    digest("subscribers", "add", BOB, "--unconfirmed", "--tag", "a, b")
    exported = digest("subscribers", "export").out
    (tmp_path / "list.csv").write_text(exported, encoding="utf-8")
    other = tmp_path / "other.sqlite3"

    ran = digest("subscribers", "import", "list.csv", "--store", other)
    again = digest("subscribers", "export", "--store", other).out

    assert ran.code == 0, ran.err
    assert again == exported
    assert f"{ADA},'=Ada" in exported


def test_the_suppression_list_is_exported_by_its_hashes(digest: Digest):
    digest("subscribers", "add", ADA)
    digest("subscribers", "suppress", ADA, "--reason", "complained", "--now", NOW)
    digest("subscribers", "remove", BOB, "--now", NOW)
    ids = {address: shown(digest, address)["id"] for address in (ADA, BOB)}

    head, *rows = digest("subscribers", "export", "--suppressed").out.splitlines()

    since = "2025-01-17T06:00:00+00:00"
    assert head == "id,email,reason,since,detail"
    assert sorted(rows) == sorted(
        (
            f"{ids[ADA]},{ADA},complained,{since},by hand",
            f"{ids[BOB]},,unsubscribed,{since},by hand",
        )
    )


def test_the_list_is_counted(digest: Digest):
    digest("subscribers", "add", ADA, "--frequency", "weekly")
    digest("subscribers", "add", BOB, "--section", "News")
    digest("subscribers", "remove", EVE)

    counts = json.loads(digest("subscribers", "stats", "--json").out)
    words = digest("subscribers", "stats").out

    assert counts["standing"] == {"active": 2}
    assert counts["frequency"] == {"each": 1, "weekly": 1}
    assert counts["section"] == {"News": 1, "all": 1}
    assert counts["suppressed"] == {"unsubscribed": 1}
    assert "weekly" in words


def test_a_list_that_does_not_count_is_warned_of(digest: Digest, newsletter_: Path):
    with newsletter_.open("a") as file:
        file.write("deliver: {subscribers: people.csv}\n")

    ran = digest("subscribers", "add", ADA)

    assert ran.code == 0
    assert "the newsletter goes to people.csv" in ran.err


def test_a_doctor_counts_the_stores_list(digest: Digest):
    digest("subscribers", "add", ADA)

    assert "1 on the store’s list" in digest("doctor").out


def test_keys_are_made_and_listed_but_not_shown(digest: Digest, tmp_path: Path):
    first = digest("keys", "list").out
    made = digest("keys", "new")
    second = digest("keys", "list").out

    assert (made.code, len(first.splitlines()), len(second.splitlines())) == (0, 1, 2)
    assert first.split()[0] == second.splitlines()[1].split()[0]
    assert "makes ids" in second.splitlines()[1]
    secrets = (tmp_path / ".digest" / "keys").read_text().split()
    assert not any(key in first + second + made.out + made.err for key in secrets)


def test_ids_stay_the_same_under_a_new_key(digest: Digest):
    digest("subscribers", "add", ADA)
    before = shown(digest, ADA)

    digest("keys", "new")

    assert shown(digest, ADA) == before


def test_keys_for_the_environment_are_printed_and_not_kept(
    digest: Digest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    printed = digest("keys", "new", "--print").out
    monkeypatch.setenv("DIGEST_KEYS", printed)
    refused = digest("keys", "new")
    more = digest("keys", "new", "--print").out.split()

    assert refused.code == 2
    assert "digest keys new --print" in refused.err
    assert more[1:] == printed.split()
    assert not (tmp_path / ".digest" / "keys").exists()


def test_without_a_store_it_is_told_how_a_list_begins(digest: Digest):
    ran = digest("subscribers", "list")

    assert ran.code == 2
    assert "`digest subscribers add` and `import` begin a list" in ran.err


def on_a_terminal(folder: Path, answer: bytes, *arguments: str) -> tuple[int, str]:
    """Run a command on a terminal, and answer what it asks."""
    main, other = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "digest", "subscribers", *arguments],
        stdin=other,
        stdout=other,
        stderr=subprocess.STDOUT,
        cwd=folder,
    )
    os.close(other)
    os.write(main, answer)
    said = b""
    try:
        while part := os.read(main, 4_096):
            said += part
    except OSError:  # how Linux says that nobody holds the other end any more
        pass
    os.close(main)
    return process.wait(), said.decode()


def test_on_a_terminal_the_list_is_a_table(digest: Digest, tmp_path: Path):
    digest("subscribers", "add", ADA, "--section", "News", "--name", "Ada Roe")
    digest("subscribers", "add", "b@example.org")

    code, said = on_a_terminal(tmp_path, b"", "list")

    assert code == 0
    lines = [" ".join(line.split()) for line in said.splitlines()]
    assert [line for line in lines if line] == [
        f"{ADA} active News each Ada Roe",
        "b@example.org active all sections each",
    ]


@pytest.mark.parametrize(("answer", "left"), [(b"n\n", [ADA]), (b"y\n", [])])
def test_on_a_terminal_erasing_is_asked_about(
    digest: Digest, tmp_path: Path, answer: bytes, left: list[str]
):
    digest("subscribers", "add", ADA)

    code, said = on_a_terminal(tmp_path, answer, "erase", ADA)

    assert "Erase all that is known of this person?" in said
    assert (code, subscribers(digest)) == (len(left), left)
