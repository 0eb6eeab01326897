"""Turn a command into the outcome of the last build by it, where nothing has changed since.

The record of a build has the inputs as they were before it. It is written only where they
are the same after it, so that nobody can have changed a file in between.
"""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from chapbook.cache import Store, write_whole
from chapbook.command_settings import Settings
from chapbook.conclusion import Conclusion, reported_again
from chapbook.telling import VERBOSE, cache_of, conclude, say
from chapbook.unchanged.file_states import TooManyFilesError, is_fresh, state_of
from chapbook.unchanged.inputs import NOTHING_KNOWN, Inputs, take_inputs
from chapbook.unchanged.record import (
    Record,
    forget_files,
    keep_files,
    kept_file,
    read_record,
    record_key,
    write_record,
)

REPORT = "report.json"


@dataclass(frozen=True)
class LastBuild:
    """What is known of the last build by a command, and the inputs as they are now.

    `inputs` is None where the book's folder has more files than a book can have.
    """

    settings: Settings
    store: Store
    key: str
    inputs: Inputs | None
    record: Record | None
    started: float

    def replay(self) -> int | None:
        """Say and leave what a build would now, and return its exit code; None where it would
        make something else, or where a file is lost."""
        record = self.record
        if record is None or self.inputs is None or not self._is_same(record):
            return None
        settings, conclusion = self.settings, record.conclusion
        lost: dict[str, bytes] = {}
        if conclusion.is_written(settings.worst_allowed):
            restored = self._lost_files(record)
            if restored is None:
                return None
            lost = restored
        if _needs_new_times(record.inputs, self.inputs):
            write_record(self.store, self.key, replace(record, inputs=self._own(record.own_names)))
        if settings.verbosity >= VERBOSE:
            say(settings, "nothing has changed since the last build")
        seconds = time.perf_counter() - self.started
        files = {REPORT: reported_again(conclusion.report, seconds).encode()}
        _write(settings, files)
        return conclude(settings, conclusion, seconds, lambda: _write(settings, lost))

    def remember(
        self,
        conclusion: Conclusion,
        files: Mapping[str, bytes],
        own_names: Iterable[str],
        used: Iterable[str],
    ) -> None:
        """Keep what the build came to, if that can be relied on.

        `files` are those that it made, `own_names` all that the program may write for this book,
        both by their names in the output folder; `used` are paths in the book that were read.
        """
        if self.inputs is None or not conclusion.report or not self.inputs.cover(used):
            return
        names = (*own_names, REPORT)
        before = self._own(names)
        after = take_inputs(self.settings, before).without(
            self.settings.out, self.settings.book, names
        )
        if not before.make_the_same_as(after):
            return
        keep_files(self.store, files.values())
        outputs = {name: sha256(data).hexdigest() for name, data in files.items()}
        forget_files(
            self.store,
            set(self.record.outputs.values() if self.record else ()) - set(outputs.values()),
        )
        write_record(self.store, self.key, Record(before, conclusion, outputs, names))

    def _is_same(self, record: Record) -> bool:
        return self._own(record.own_names).make_the_same_as(record.inputs)

    def _own(self, names: Iterable[str]) -> Inputs:
        """The inputs without what the program itself writes."""
        inputs = self.inputs or NOTHING_KNOWN
        return inputs.without(self.settings.out, self.settings.book, names)

    def _lost_files(self, record: Record) -> dict[str, bytes] | None:
        """The contents of the files that were deleted or changed; None where one is lost."""
        lost: dict[str, bytes] = {}
        for name, digest in record.outputs.items():
            if state_of(self.settings.out / name, None, 0).digest != digest:
                kept = kept_file(self.store, digest)
                if kept is None:
                    return None
                lost[name] = kept
        return lost


def look_up(settings: Settings, command: str) -> LastBuild:
    """What is known of the last build by `command`, which names its options too."""
    started = time.perf_counter()
    store = cache_of(settings)
    key = record_key(settings, command)
    record = read_record(store, key)
    try:
        inputs = take_inputs(settings, record.inputs if record else NOTHING_KNOWN)
    except TooManyFilesError:
        inputs = None
    return LastBuild(settings, store, key, inputs, record, started)


def _needs_new_times(recorded: Inputs, now: Inputs) -> bool:
    """Whether files would be read again at each start that needn't."""
    return any(
        is_fresh(state.seen, recorded.taken_at_ns) or now.files[path] != state
        for path, state in recorded.files.items()
    )


def _write(settings: Settings, files: Mapping[str, bytes]) -> None:
    settings.out.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        write_whole(settings.out / name, data)
