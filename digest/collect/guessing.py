"""What encoding bytes are in that nobody declared: the one that makes likely words.

The encodings tried are those of languages that Digest's readers meet, and a handful of
others that are common on the web.
"""

import re

_MARGIN = 8  # points: letters
_SAMPLE = 60_000  # bytes
_RUN = re.compile(rb"[\x21-\x7e]{0,20}[\x80-\xff][^\x00-\x20<>]{0,60}")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_ALONE = re.compile("[a-z][\u3040-\ud7a3]|[\u3040-\ud7a3][a-z]")  # no such word
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f'’ʼ]+")
_CYRILLIC = re.compile(r"[\u0400-\u052f'’ʼ]+")
_SIGNS = frozenset("“”„‘’‚‹›«»–—…•·©®™°§€№£\u00a0½¼×¿¡ªº†¢¥")
_COMMON = {
    "cyrillic": frozenset("оаеинтсрвлкмдпуяіьигбзчйхїє"),
    "latin": frozenset("éèàçùâêîôûëïüöäßñáíóúãõåæøœıłąęśżćńźčšžřěýůőűășţğş"),
    "rare latin": frozenset("ìòøæœð"),
}
_ONE_BYTE = (
    "cp1252",
    "cp1251",
    "koi8-u",
    "cp1250",
    "iso-8859-2",
    "iso-8859-5",
    "cp866",
)
_TWO_BYTES = ("cp932", "euc-jp", "gb18030", "big5", "cp949")
_EASTERN = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年"
    "動同工也能下过子说产种面而方后多定行学法所民得经這為個國時來們於對會發過說產種後學經"
    "日本新聞市報月者社事部長東京今回年間前目米田"
    "이다는의에을를가은한하고로지서도사기자대부시인정"
)


def likeliest(body: bytes, *, declared: str | None = None) -> str | None:
    """Return the encoding that makes the likeliest words of bytes; None: none does.

    What is declared counts, unless another makes far likelier words.
    """
    sample = b" ".join(_RUN.findall(body[: 4 * _SAMPLE]))[:_SAMPLE]
    if not sample:
        return None
    scores = {name: _letters(_text(sample, name)) for name in _ONE_BYTE}
    scores |= {name: _eastern(_strict(sample, name)) for name in _TWO_BYTES}
    best = max(scores, key=lambda name: scores[name])  # the first of equals
    told = max(scores.get(declared or "", 0), 0)
    if declared and scores[best] < 2 * told + _MARGIN:
        return declared
    return best if scores[best] > 0 else None


def _text(sample: bytes, encoding: str) -> str:
    return sample.decode(encoding, "replace")


def _strict(sample: bytes, encoding: str) -> str:
    """Return the text, "" where it cannot be that: its end may be cut."""
    try:
        return (
            sample[:-4].decode(encoding)
            if len(sample) > _SAMPLE - 4
            else (sample.decode(encoding))
        )
    except UnicodeDecodeError:
        return ""


def _letters(text: str) -> float:
    """Return how likely a text is in letters: points for each that is not ASCII."""
    words = sum(_word(word) for word in _WORD.findall(text))
    signs = (_sign(each) for each in _WORD.sub("", text) if each > "\x7f")
    return words + sum(signs)


def _sign(character: str) -> float:
    if character in _SIGNS:
        return 0.5
    return -6 if character < "\xa0" else -2  # a control: no text at all


def _word(word: str) -> float:
    foreign = [letter for letter in word if letter > "\x7f" and letter not in "’ʼ"]
    if not foreign:
        return 0
    if not (word.islower() or word.isupper() or word.istitle()):
        return -2 * len(foreign)
    folded = [letter.lower() for letter in foreign]
    if _CYRILLIC.fullmatch(word):
        return sum(1 if each in _COMMON["cyrillic"] else 0.2 for each in folded)
    if _LATIN.fullmatch(word) and (len(foreign) < len(word) or len(word) == 1):
        return sum(_latin(each) for each in folded)
    return -2 * len(foreign)


def _latin(letter: str) -> float:
    if letter in _COMMON["rare latin"]:
        return 0.6
    return 1 if letter in _COMMON["latin"] else 0.2


def _eastern(text: str) -> float:
    """Return how likely a text is in Chinese, Japanese or Korean."""
    alone = len(_ALONE.findall(text))
    return sum(_character(each) for each in text if each > "\x7f") - 4 * alone


def _character(character: str) -> float:
    if "\u3040" <= character <= "\u30ff" or character in _EASTERN:
        return 2
    if "\u4e00" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7a3":
        return 1
    if "\u3000" <= character <= "\u303f" or "\uff01" <= character <= "\uff5e":
        return 1.5
    return -2
