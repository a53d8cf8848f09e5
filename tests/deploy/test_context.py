"""The Dockerfile's context: everything that is copied from it is let into it."""

from tests.conftest import ROOT


def copied():
    """List the words of the Dockerfile that name files of the context."""
    joined = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
    lines = [line.split()[1:] for line in joined.splitlines() if line.startswith("COPY ")]
    return {word for words in lines if not words[0].startswith("--from=") for word in words[:-1]}


def test_all_that_is_copied_is_there_and_not_ignored():
    rules = (ROOT / ".dockerignore").read_text().splitlines()
    assert rules[0] == "*"
    let_in = {rule.removeprefix("!") for rule in rules if rule.startswith("!")}
    assert copied() == let_in
    assert all((ROOT / name).exists() for name in let_in)
