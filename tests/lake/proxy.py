"""A line to a storage that a test can cut, slow down or silence, as networks do."""

import re
import socket
import threading
from contextlib import suppress
from enum import StrEnum


class Line(StrEnum):
    """What becomes of what the storage answers."""

    SOUND = "sound"
    HALF = "half"
    """The answer breaks off in the middle of its body."""
    SLOW = "slow"
    """The answer comes, and takes its time."""
    SILENT = "silent"
    """Nothing comes back."""


class Proxy:
    """Passes on what is said to a port of this machine."""

    def __init__(self, to: int) -> None:
        self.line = Line.SOUND
        self._to = to
        self._stopped = threading.Event()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        """Take no more calls and let go of those that wait."""
        self._stopped.set()
        self._listening.close()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                caller, _ = self._listening.accept()
                threading.Thread(target=self._serve, args=(caller,), daemon=True).start()

    def _serve(self, caller: socket.socket) -> None:
        with suppress(OSError), caller, socket.create_connection(("127.0.0.1", self._to)) as storage:
            back = threading.Thread(target=self._answer, args=(storage, caller), daemon=True)
            back.start()
            while said := caller.recv(65536):
                storage.sendall(said)
            storage.shutdown(socket.SHUT_WR)
            back.join()

    def _answer(self, storage: socket.socket, caller: socket.socket) -> None:
        with suppress(OSError):
            while said := storage.recv(65536):
                if self.line is Line.SILENT:
                    self._stopped.wait(60)
                    break
                if self.line is Line.SLOW:
                    self._stopped.wait(0.2)
                if self.line is Line.HALF and said.startswith(b"HTTP/1.1 20"):
                    caller.sendall(_half(said, storage))
                    break
                caller.sendall(said)
            caller.shutdown(socket.SHUT_RDWR)


def _half(answer: bytes, storage: socket.socket) -> bytes:
    """Return the head of an answer and half of the body that it announces."""
    while b"\r\n\r\n" not in answer:
        answer += storage.recv(65536)
    head, _, body = answer.partition(b"\r\n\r\n")
    announced = re.search(rb"(?i)content-length: *(\d+)", head)
    wanted = int(announced.group(1)) // 2 if announced else 0
    storage.settimeout(1)
    with suppress(TimeoutError):  # to HEAD there is no body
        while len(body) < wanted and (more := storage.recv(65536)):
            body += more
    return head + b"\r\n\r\n" + body[:wanted]
