"""The errors zeren shows to a person: one tree, and each leaf knows its exit code.

A message says what is wrong, where, and what to do about it.
"""

from __future__ import annotations

from typing import ClassVar, NamedTuple


class ZerenError(Exception):
    """Base of every error that zeren raises on purpose."""

    exit_code: ClassVar[int] = 1


class UsageError(ZerenError):
    """The call itself is off: an unknown query, a bad parameter."""

    exit_code = 2


class InputError(ZerenError):
    """A document cannot be read."""

    exit_code = 3

    def __init__(self, source: str, problem: str, advice: str) -> None:
        """Say which `source` has what `problem`, and the `advice` that helps."""
        super().__init__(f"{source}: {problem}; {advice}")
        self.source, self.problem, self.advice = source, problem, advice

    @property
    def trouble(self) -> Trouble:
        """Give the parts of this error."""
        return Trouble(self.source, self.problem, self.advice)


class Trouble(NamedTuple):
    """The parts of an InputError: they cross the border of a process, the error itself does not."""

    source: str
    problem: str
    advice: str


class StoreError(ZerenError):
    """The store is missing, locked or damaged."""

    exit_code = 4
