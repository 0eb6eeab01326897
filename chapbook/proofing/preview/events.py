"""Turn what happens to the book into server-sent events (WHATWG HTML, 9.2).

Each page in a browser gets the newest state of every topic; none is kept up by another.
"""

import json
from collections.abc import Iterator, Mapping
from threading import Condition

HEARTBEAT_S = 15.0


class Events:
    """The newest state by topic; who listens late, or slowly, misses only what is past."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._states: dict[str, tuple[int, str]] = {}
        self._count = 0
        self._is_over = False

    def publish(self, topic: str, state: Mapping[str, object]) -> None:
        """Tell everybody."""
        text = json.dumps(state, ensure_ascii=False, separators=(",", ":"))
        with self._changed:
            self._count += 1
            self._states[topic] = (self._count, text)
            self._changed.notify_all()

    def end(self) -> None:
        """Let all listeners go."""
        with self._changed:
            self._is_over = True
            self._changed.notify_all()

    def listen(self) -> Iterator[bytes]:
        """The events as they come, first those that are known; now and then a comment."""
        seen = 0
        while True:
            with self._changed:
                if self._count <= seen and not self._is_over:
                    self._changed.wait(HEARTBEAT_S)
                if self._is_over:
                    return
                new = [(topic, *state) for topic, state in self._states.items() if state[0] > seen]
                seen = self._count
            for topic, _, text in sorted(new, key=lambda each: each[1]):
                yield f"event: {topic}\ndata: {text}\n\n".encode()
            if not new:
                yield b": still here\n\n"
