"""The readers' patterns testify for themselves."""

import pytest
from zeren.loaders.patterns import files
from zeren.loaders.patterns.witness import Pattern

PATTERNS = {name: value for name, value in vars(files).items() if isinstance(value, Pattern)}


@pytest.mark.parametrize("name", PATTERNS)
def test_pattern_finds_its_witnesses_and_nothing_in_its_rejects(name: str) -> None:
    witnessed = PATTERNS[name]
    assert [text for text in witnessed.matches if not witnessed.regex.search(text)] == []
    assert [text for text in witnessed.rejects if witnessed.regex.search(text)] == []
