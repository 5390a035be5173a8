"""Whose turn it is: domains that put off one copy after the other are left alone."""

from functools import partial

from digest.deliver import Manners
from digest.deliver.copies import Copy
from digest.deliver.letter import Letter, Recipient
from digest.deliver.schedule import Schedule
from tests.deliver.builders import NOW, a_newsletter, an_email

_MINUTES = 10 * 60.0


class Hands:
    """One hand that sends, and a clock that moves when there is nothing to do."""

    def __init__(self, manners: Manners, copies: list[Copy]) -> None:
        self.now = 0.0
        self.tries: list[tuple[float, Copy]] = []
        self.manners = manners
        self.schedule = Schedule(manners, clock=lambda: self.now, room=len(copies) + 1)
        for copy in copies:
            self.schedule.add(copy)
        self.schedule.close()

    def send(self, until: float, *, minutes_grey: float = 1_000) -> None:
        """Try what is due, each second; a domain called `slow` greylists so long."""
        while self.now < until:
            while copy := self.schedule.take(wait=False):
                self._try(copy, minutes_grey * 60)
            self.now += 1

    def _try(self, copy: Copy, grey: float) -> None:
        first = next((when for when, each in self.tries if each is copy), self.now)
        self.tries.append((self.now, copy))
        copy.attempts += 1
        if not copy.domain.startswith("slow") or self.now - first >= grey:
            self.schedule.done(copy)
        elif (seconds := self.manners.backoff(copy.attempts)) is None:
            self.schedule.done(copy, put_off=True)
        else:
            self.schedule.again(copy, seconds)

    def tried(self, domain: str) -> int:
        return sum(copy.domain == domain for _, copy in self.tries)

    def tried_again(self, domain: str) -> int:
        return sum(copy.domain == domain for _, copy in self.tries) - len(
            {copy.id for _, copy in self.tries if copy.domain == domain}
        )


def copies(domain: str, count: int) -> list[Copy]:
    letter = Letter(an_email(), newsletter=a_newsletter(), now=NOW)
    return [
        Copy(
            edition="2025-W03",
            id=f"{domain}{number}",
            address=address,
            recipient=partial(Recipient, id=f"{domain}{number}", address=address),
            letter=letter,
            message_id=f"<{number}@paper.example>",
        )
        for number in range(count)
        for address in (f"r{number}@{domain}",)
    ]


def test_a_domain_that_puts_off_all_is_not_asked_for_each_again_and_again() -> None:
    hands = Hands(Manners(patience=_MINUTES), copies("slow.example", 500))

    hands.send(until=3 * _MINUTES)

    assert 10 <= hands.tried_again("slow.example") <= 100
    assert len(hands.schedule.given_up()) > 400
    assert hands.schedule.take(wait=True) is None  # it is at its end


def test_others_do_not_wait_for_a_domain_that_puts_off_all() -> None:
    people = copies("slow.example", 200) + copies("quick.example", 200)
    hands = Hands(Manners(patience=_MINUTES), people)

    hands.send(until=5)

    assert hands.tried("quick.example") == 200


def test_a_domain_that_greylists_each_address_gets_all_its_copies() -> None:
    hands = Hands(Manners(patience=_MINUTES), copies("slow.example", 500))

    hands.send(until=3 * _MINUTES, minutes_grey=5)

    assert not hands.schedule.given_up()
    assert hands.schedule.take(wait=True) is None
    last = {copy.id: when for when, copy in hands.tries}
    assert len(last) == 500
    assert max(last.values()) <= _MINUTES


def test_a_run_without_patience_tries_each_once() -> None:
    hands = Hands(Manners(), copies("slow.example", 100))

    hands.send(until=10)

    assert hands.tried("slow.example") == 100
    assert not hands.schedule.given_up()
    assert hands.schedule.take(wait=True) is None


def test_after_one_that_was_taken_a_domain_is_asked_for_all_the_others() -> None:
    people = copies("slow.example", 100)
    hands = Hands(Manners(patience=_MINUTES), people)
    hands.send(until=25)

    hands.send(until=2 * _MINUTES, minutes_grey=0)

    assert not hands.schedule.given_up()
    assert hands.schedule.take(wait=True) is None
