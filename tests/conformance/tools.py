"""Other people's tools: where they are, how each is asked, and what to say without."""

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.conformance.editions import ROOT

BUILD = ROOT / "build"
MODULES = BUILD / "conformance" / "node_modules"
HTML_VALIDATE = MODULES / "html-validate" / "bin" / "html-validate.mjs"
NU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
AXE = MODULES / "axe-core" / "axe.min.js"
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
# And on web pages: a file has no origin for 'self' to match, which a site has.
_PAGE_EXCEPTION = (
    "warning: Resource violates Content Security Policy (meta tag): external script "
    "“search.js” blocked by “script-src” directive."
)

Findings = dict[str, list[str]]

_SECONDS = 300

# What Nu takes for errors, and a mail program needs all the same. Each expression is
# matched against the whole message, and nothing else is let through.
_EMAIL_EXCEPTIONS = (
    # The settings for Outlook on Windows stand in its own namespace.
    "Attribute “xmlns:[vo]” not allowed here.",
    # Word, which draws Outlook's mail, knows these; others pass over them.
    "CSS: “mso-[a-z-]+”: Property “mso-[a-z-]+” doesn't exist.",
    # A place to jump to: webmail renames every id, and leaves the names of <a> alone.
    "Element “a” is missing required attribute “href”.",
)


def needed(*tools: str | Path | None) -> pytest.MarkDecorator:
    """Skip a test where a command, or a module that npm installs, is missing."""
    missing = [tool for tool in tools if not _is_here(tool)]
    reason = ", ".join(
        f"{Path(tool or 'chromium').name} is missing ({_installer(tool)})"
        for tool in missing
    )
    return pytest.mark.skipif(bool(missing), reason=reason)


def _is_here(tool: str | Path | None) -> bool:
    if isinstance(tool, Path):
        return tool.exists()
    return tool is not None and _command(tool) is not None


def _installer(tool: str | Path | None) -> str:
    if isinstance(tool, Path):
        return "make installs it where there is npm"
    return ".ci/system-packages installs it"


def _command(name: str) -> str | None:
    """Return where a command is; servers stand where not every PATH leads."""
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")


def html_validate(files: Iterable[Path]) -> Findings:
    """Return what html-validate finds, by the settings in the files' folders."""
    answer = _answer("node", HTML_VALIDATE, "--formatter=json", *files)
    return {
        _label(file["filePath"]): [
            f"{found['line']}:{found['column']} {found['ruleId']}: {found['message']}"
            for found in file["messages"]
        ]
        for file in json.loads(answer)
        if file["messages"]
    }


def nu(files: Iterable[Path]) -> Findings:
    """Return what the Nu checker finds, down to what it only remarks."""
    answer = _answer("java", "-jar", NU, "--format", "json", "--stdout", *files)
    findings: Findings = {}
    for found in json.loads(answer)["messages"]:
        kind = found.get("subType", found["type"])
        file = findings.setdefault(_label(found.get("url", "")), [])
        file.append(f"{kind}: {found['message']}")
    return findings


def email_errors(found: Findings) -> Findings:
    """Return what Nu holds against emails, but for what mail programs need."""
    return _those(found, _is_error_in_email)


def page_remarks(found: Findings) -> Findings:
    """Return all that Nu says of web pages, but for what is true of files alone."""
    return _those(found, lambda message: message != _PAGE_EXCEPTION)


def _those(found: Findings, is_kept: Callable[[str], bool]) -> Findings:
    kept = {file: list(filter(is_kept, said)) for file, said in found.items()}
    return {file: said for file, said in kept.items() if said}


def _is_error_in_email(message: str) -> bool:
    """Emails have presentational attributes, which Nu warns of: Word needs them."""
    if not message.startswith(("error: ", "fatal: ", "non-document-error: ")):
        return False
    said = message.partition(": ")[2]
    return not any(re.fullmatch(known, said) for known in _EMAIL_EXCEPTIONS)


def _label(place: str) -> str:
    """Return a file's path below the folder that all of them lie in."""
    return Path(place).as_posix().partition("/build/conformance/")[2] or place


def spam_scores(messages: Iterable[Path], home: Path) -> list[tuple[float, str]]:
    """Return the score that SpamAssassin gives to each, and the tests that matched."""
    answer = _answer(
        "spamassassin", "--local", "--test-mode", "--nocreate-prefs",
        f"--prefs-file={home / 'none'}", *messages,
    )  # fmt: skip
    unfolded = re.sub(r"\n[ \t]+", " ", answer)
    found = re.findall(
        r"^X-Spam-Status: .*?score=(-?[\d.]+) .*?tests=(\S*(?: \w\S*)*?) autolearn",
        unfolded,
        re.MULTILINE,
    )
    return [(float(score), tests) for score, tests in found]


def read_in_w3m(file: Path, columns: int = 80) -> str:
    """Return a page as a terminal shows it."""
    return _answer("w3m", "-dump", "-cols", str(columns), "-T", "text/html", file)


def _answer(command: str, *arguments: str | Path) -> str:
    """Return what a tool prints; that it found something is no failure of its own.

    Into a file: a tool that ends at once cuts off what a pipe has not taken yet.
    """
    with tempfile.TemporaryFile(mode="w+", encoding="utf-8") as printed:
        ran = subprocess.run(
            [_command(command) or command, *map(str, arguments)],
            stdout=printed,
            stderr=subprocess.PIPE,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
        printed.seek(0)
        answer = printed.read()
    assert answer or not ran.returncode, f"{command} failed: {ran.stderr[:2000]}"
    return answer
