"""The files of a lake, in a folder or in S3, which a backup reads and writes in pieces and never whole."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

from console.faults import Hindered
from console.language import say
from console.store.engine import first_line
from console.store.interface import StoreUnusable
from console.store.lake.attached import away, not_taken, torn
from console.store.lake.place import S3, Lake

PIECE = 1 << 24
_PATIENCE = 10


class Files(Protocol):
    """Where the files of a lake lie; a path is what the catalogue calls a file."""

    def is_empty(self) -> bool:
        """Tell whether a lake could be put here."""

    def reading(self, path: str) -> AbstractContextManager[tuple[Any, int]]:
        """Open a file and tell how large it is; raises FileNotFoundError."""

    def writing(self, path: str) -> AbstractContextManager[Any]:
        """Begin a new file."""

    def remove(self, paths: Iterable[str]) -> None:
        """Remove files that were written, whole or not, and the folders that are empty without them."""


def files_of(lake: Lake) -> Files:
    """Return where the files of a lake lie."""
    return _Folder(Path(lake.data)) if lake.s3 is None else _Bucket(lake)


class _Folder:
    def __init__(self, root: Path) -> None:
        self._root = root

    def is_empty(self) -> bool:
        return self._root.is_dir() and not any(self._root.iterdir())

    @contextmanager
    def reading(self, path: str) -> Iterator[tuple[Any, int]]:
        with (self._root / path).open("rb") as stream:
            yield stream, os.fstat(stream.fileno()).st_size

    def writing(self, path: str) -> AbstractContextManager[Any]:
        place = self._root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        return place.open("xb")

    def remove(self, paths: Iterable[str]) -> None:
        for path in paths:
            (self._root / path).unlink(missing_ok=True)
            with suppress(OSError):  # the first folder that holds something else ends it
                for folder in PurePosixPath(path).parents[:-1]:
                    (self._root / folder).rmdir()


class _Bucket:
    """Arrow streams what DuckDB would hold in memory: a compacted file has up to half a gigabyte."""

    def __init__(self, lake: Lake) -> None:
        self._lake = lake
        self._root = PurePosixPath(lake.data.removeprefix("s3://"))
        self._storage = _storage(lake)

    def is_empty(self) -> bool:
        from pyarrow.fs import FileSelector

        with self._in_words(away):
            return not self._storage.get_file_info(FileSelector(str(self._root), allow_not_found=True))

    @contextmanager
    def reading(self, path: str) -> Iterator[tuple[Any, int]]:
        try:
            stream = self._storage.open_input_file(str(self._root / path))
        except FileNotFoundError:
            raise
        except OSError as error:
            raise torn(self._lake, first_line(error)) from None
        with stream:
            yield _Line(stream, lambda: self._in_words(partial(_torn, path))), stream.size()

    @contextmanager
    def writing(self, path: str) -> Iterator[Any]:
        with self._in_words(_not_written), self._storage.open_output_stream(str(self._root / path)) as stream:
            yield stream

    def remove(self, paths: Iterable[str]) -> None:
        paths = list(paths)
        with self._in_words(_not_written):
            for path in paths:
                with suppress(FileNotFoundError):
                    self._storage.delete_file(str(self._root / path))
            self._remove_folders(paths)

    def _remove_folders(self, paths: Iterable[str]) -> None:
        """Remove the empty objects by which Arrow keeps folders whose last file went, but that of the lake itself."""
        from pyarrow.fs import FileSelector, FileType

        folders = {self._root / folder for path in paths for folder in PurePosixPath(path).parents[:-1]}
        for folder in sorted(folders, key=lambda folder: -len(folder.parts)):
            within = self._storage.get_file_info(FileSelector(str(folder), recursive=True, allow_not_found=True))
            if all(found.type == FileType.Directory for found in within):
                with suppress(FileNotFoundError):
                    self._storage.delete_dir(str(folder))

    @contextmanager
    def _in_words(self, told: Callable[[Lake, str], Exception]) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise told(self._lake, first_line(error)) from None


class _Line:
    """Reads from a storage, and says in a sentence when the line to it breaks."""

    def __init__(self, stream: Any, in_words: Callable[[], AbstractContextManager[None]]) -> None:
        self._stream = stream
        self._in_words = in_words

    def read(self, size: int = -1) -> bytes:
        with self._in_words():
            piece: bytes = self._stream.read(size)
            return piece


def _torn(path: str, lake: Lake, why: str) -> StoreUnusable:
    return torn(lake, f"{path}: {why}")


def _not_written(lake: Lake, why: str) -> Hindered:
    return not_taken(lake, why, Hindered)


def _storage(lake: Lake) -> Any:
    try:
        from pyarrow.fs import S3FileSystem
    except ImportError as error:
        raise StoreUnusable(
            say(
                "This Jindu was installed without what a lake needs. Install `jindu[lake]` ({error}).",
                error=first_line(error),
            )
        ) from None
    told = lake.s3 or {}
    return S3FileSystem(
        access_key=told["key_id"] or None, secret_key=told["secret"] or None, anonymous=not told["key_id"],
        region=told["region"], scheme="https" if told["use_ssl"] else "http",
        endpoint_override=None if told["endpoint"] == S3["endpoint"] else told["endpoint"],
        force_virtual_addressing=told["url_style"] != "path", connect_timeout=_PATIENCE, request_timeout=_PATIENCE,
        background_writes=False, allow_delayed_open=True, check_directory_existence_before_creation=True,
        tls_ca_file_path=told["ca_cert"] or None,
    )  # fmt: skip
