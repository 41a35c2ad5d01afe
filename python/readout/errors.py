"""What goes wrong, as exceptions. Each message is one line: the problem, its subject in quotes, and how to mend it."""

from __future__ import annotations

__all__ = [
    "AbsentError",
    "FileError",
    "ForkError",
    "InputError",
    "NoMemoryError",
    "ReadoutError",
    "RecordError",
    "StoppedError",
    "UsageError",
]


class ReadoutError(Exception):
    """Whatever the engine says. `line` is the line of the input, from 1, and `offset` the byte offset in it; 0 where there is none."""

    def __init__(self, message: str, line: int = 0, offset: int = 0) -> None:
        super().__init__(message)
        self.line = line
        self.offset = offset

    def __reduce__(self) -> tuple[type[ReadoutError], tuple[str, int, int]]:
        return type(self), (str(self), self.line, self.offset)


class InputError(ReadoutError, ValueError):
    """The input is not as it must be."""


class FileError(ReadoutError, OSError):
    """A file or the system failed."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class NoMemoryError(ReadoutError, MemoryError):
    """Memory ran out, or an input needs more than its maximum."""


class RecordError(ReadoutError):
    """The record file is damaged, of a newer version or in use."""


class UsageError(ReadoutError, ValueError):
    """A call or an option that cannot be."""


class StoppedError(ReadoutError):
    """A callback asked to stop."""


class AbsentError(ReadoutError, LookupError):
    """The record has nothing of the identity that was asked for."""


class ForkError(ReadoutError, RuntimeError):
    """A record that was opened before a fork is used behind it."""
