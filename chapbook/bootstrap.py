"""Turn a machine with nothing but Python into one where this process can build the book."""

import os
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from chapbook.setup import environment
from chapbook.setup.commands import SetupError, describe_failure
from chapbook.setup.host import Host, this_host
from chapbook.setup.libraries import HARFBUZZ_SUBSET, loads, missing_libraries
from chapbook.setup.plans import Plan, plan_harfbuzz_subset, plan_pango, plan_venv
from chapbook.setup.turns import one_at_a_time

EXIT_MACHINE_LACKS = 3
_EXIT_INTERRUPTED = 130
_OPTIONS_WITH_VALUE = frozenset({"--book", "--out", "--jobs", "--format", "--port"})
# Handed to the Python that takes over, so that packages that stay wrong aren't mended for ever.
_MENDED = "CHAPBOOK_MENDED"


def prepare(root: Path, arguments: Sequence[str], host: Host | None = None) -> None:
    """Return when this process has all that the command in `arguments` needs.

    `root` is the checkout. Where packages lack, set up .venv there and start again in it; where
    the machine lacks something that can't be installed, say what to type and exit with 3.
    """
    host = host or this_host()
    try:
        _see_to_libraries(root, arguments, host)
        _see_to_packages(root, arguments, host)
    except SetupError as reason:
        host.say(f"chapbook: {reason}")
        sys.exit(EXIT_MACHINE_LACKS)
    except KeyboardInterrupt:
        host.say("chapbook: set-up was interrupted; the next run starts it again")
        sys.exit(_EXIT_INTERRUPTED)


def command_of(arguments: Sequence[str]) -> str:
    """The first argument that is neither an option nor an option's value; '' if there is none."""
    before = ""
    for argument in arguments:
        if not argument.startswith("-") and before not in _OPTIONS_WITH_VALUE:
            return argument
        before = argument
    return ""


def _see_to_libraries(root: Path, arguments: Sequence[str], host: Host) -> None:
    variables = host.search_variables()
    if not missing_libraries(host.load):
        return
    if not variables:
        with _turn(root, host):
            _install_pango(host)
        variables = host.search_variables()
    if variables:
        host.become(Path(sys.executable), _same_command(root, arguments), variables)


def _install_pango(host: Host) -> None:
    if missing := missing_libraries(host.load):
        _install(plan_pango(host.machine), f"{', '.join(missing)} can't be loaded", host)
        _try_harfbuzz_subset(host)
    missing = missing_libraries(host.load)
    if missing and not host.search_variables():
        plan = plan_pango(host.machine)
        raise SetupError(_lacking(f"{', '.join(missing)} can't be loaded, though installed", plan))


def _see_to_packages(root: Path, arguments: Sequence[str], host: Host) -> None:
    mended = os.environ.pop(_MENDED, "")
    with_tests = command_of(arguments) == "test"
    pins = environment.pinned_versions(root, with_tests)
    wrong = environment.wrong_packages(pins, host.installed())
    if not wrong:
        return
    venv = root / ".venv"
    if mended:
        raise SetupError(
            f"{', '.join(wrong)} can't be found as pinned, though just installed.\n"
            "If pyproject.toml has changed, run 'make lock'. If not, unset PYTHONPATH, delete\n"
            f"the folder {venv} and run this again."
        )
    locks = environment.lock_files(root, with_tests)
    stamp = environment.stamp_for(locks, host.machine.python)
    is_inside = host.prefix.resolve() == venv.resolve()
    variables = {}
    if is_inside or not environment.is_ready(venv, stamp):
        with _turn(root, host):
            if is_inside and environment.is_ready(venv, stamp):
                environment.distrust(venv)
            if not environment.is_ready(venv, stamp):
                _fill(venv, locks, host)
        variables = {_MENDED: "1"}
    host.become(environment.interpreter_in(venv), _same_command(root, arguments), variables)


def _fill(venv: Path, locks: tuple[Path, ...], host: Host) -> None:
    if not host.has_venv():
        _install(plan_venv(host.machine), "this Python can't make environments", host)
    if not loads(HARFBUZZ_SUBSET, host.load):
        _try_harfbuzz_subset(host)
    host.say(f"chapbook: installing the packages of {locks[-1].name} into .venv, this once")
    environment.fill(venv, locks, host.machine.python, host.run)


def _install(plan: Plan, because: str, host: Host) -> None:
    if not plan.install:
        raise SetupError(_lacking(because, plan))
    host.say(f"chapbook: installing {plan.what} ({' '.join(plan.install)})")
    outcome = host.run(plan.install)
    if outcome.status and plan.refresh:
        # It fails if any one source does; the packages may come from another.
        host.run(plan.refresh)
        outcome = host.run(plan.install)
    if outcome.status:
        raise SetupError(f"{describe_failure(plan.install, outcome)}\n{_lacking(because, plan)}")


def _try_harfbuzz_subset(host: Host) -> None:
    plan = plan_harfbuzz_subset(host.machine)
    try:
        _install(plan, "", host)
    except SetupError:
        typed = " && ".join(plan.by_hand)
        host.say(f"chapbook: going on without {plan.what}, which WeasyPrint wants ({typed})")


def _lacking(because: str, plan: Plan) -> str:
    typed = "\n".join(f"    {line}" for line in plan.by_hand)
    return f"{because}: {plan.what} is needed. Install it by\n{typed}\nand run this again."


def _turn(root: Path, host: Host) -> AbstractContextManager[None]:
    def say_waiting() -> None:
        host.say("chapbook: waiting for another set-up to end")

    return one_at_a_time(root / "requirements.lock", say_waiting)


def _same_command(root: Path, arguments: Sequence[str]) -> list[str]:
    return [str(root / "build.py"), *arguments]
