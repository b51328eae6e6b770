"""What the query worker may use of the machine; the kernel holds it to that, whatever a query manages to do."""

import contextlib
import ctypes
import os
import resource
import struct
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query worker may use."""

    memory_mb: int = 200
    """What DuckDB keeps in memory before it spills."""
    spill_mb: int = 2048
    """What it may spill to its own folder."""
    address_mb: int = 3072
    """Address space: the one limit that a single huge value cannot get around."""
    threads: int = max(1, min(4, os.cpu_count() or 1))
    kept_rows: int = 20_000_000
    """Rows of an answer that are kept when it has to be kept; more are cut off, and it is said where."""

    @classmethod
    def of(cls, memory_mb: int, spill_mb: int) -> Self:
        """Return limits with the address space that so much memory takes."""
        return cls(memory_mb=memory_mb, spill_mb=spill_mb, address_mb=2872 + max(200, memory_mb))


def limit_resources(limits: Limits) -> None:
    """Limit address space, size of a file and open files; no core is dumped."""
    most = limits.address_mb << 20
    _lower(resource.RLIMIT_AS, most)
    _lower(resource.RLIMIT_FSIZE, (limits.spill_mb << 20) + (64 << 20))
    _lower(resource.RLIMIT_NOFILE, 256)
    _lower(resource.RLIMIT_CORE, 0)


def _lower(which: int, most: int) -> None:
    _soft, hard = resource.getrlimit(which)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(which, (most, most))


# Landlock (Linux 5.13 and later): numbers of the system calls are the same on every architecture.
_CREATE, _ADD, _RESTRICT = 444, 445, 446
_EXECUTE, _WRITE, _READ, _READ_FOLDER = 1, 2, 4, 8
_MAKE_AND_REMOVE = sum(1 << bit for bit in (4, 5, 8, 12))  # remove a folder, remove a file, make a file, make a link
_EVERYTHING = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1}
_NO_NEW_PRIVILEGES = 38


def wall_off(readable: Iterable[str], writable: Iterable[str]) -> bool:
    """Let this process read and write nothing but some folders, and open no connection; False where no kernel helps."""
    if not sys.platform.startswith("linux"):
        return False
    call: Callable[..., int] = ctypes.CDLL(None, use_errno=True).syscall
    version = call(_CREATE, None, ctypes.c_size_t(0), 1)
    if version < 1:
        return False
    handled = _EVERYTHING.get(version, (1 << 16) - 1)
    rules = struct.pack("QQQ", handled, 3 if version >= 4 else 0, 3 if version >= 6 else 0)
    ruleset = call(_CREATE, rules, ctypes.c_size_t(24 if version >= 6 else 16 if version >= 4 else 8), 0)
    if ruleset < 0:
        return False
    cut_and_write = handled & (_WRITE | _MAKE_AND_REMOVE | 1 << 14)
    for folder in readable:
        _allow(call, ruleset, folder, _EXECUTE | _READ | _READ_FOLDER)
    for folder in writable:
        _allow(call, ruleset, folder, _READ | _READ_FOLDER | cut_and_write)
    ctypes.CDLL(None).prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    walled = call(_RESTRICT, ruleset, 0) == 0
    os.close(ruleset)
    return walled


def _allow(call: Callable[..., int], ruleset: int, path: str, rights: int) -> None:
    with contextlib.suppress(OSError):
        held = os.open(path, os.O_PATH | os.O_CLOEXEC)
        rights &= ~0 if os.path.isdir(path) else _EXECUTE | _READ | _WRITE
        call(_ADD, ruleset, 1, struct.pack("=Qi", rights, held), 0)
        os.close(held)
