"""Which commands would run on which machine."""

import pytest

from chapbook.setup.machine import Machine
from chapbook.setup.plans import Plan, plan_harfbuzz_subset, plan_pango, plan_venv

DEBIAN_ROOT = Machine("Linux", "apt-get", is_root=True, python="3.11")
DEBIAN_USER = Machine("Linux", "apt-get", is_root=False, python="3.12")
FEDORA_ROOT = Machine("Linux", "dnf", is_root=True, python="3.13")
ARCH_USER = Machine("Linux", "pacman", is_root=False, python="3.13")
MAC = Machine("Darwin", "brew", is_root=False, python="3.13")
MAC_WITHOUT_BREW = Machine("Darwin", "", is_root=False, python="3.13")
WINDOWS = Machine("Windows", "", is_root=False, python="3.13")
PATIENCE = ("-o", "DPkg::Lock::Timeout=300")


def test_root_on_debian_installs_and_may_refresh_the_lists() -> None:
    install = ("apt-get", "install", "-y", "libpango-1.0-0", "libpangoft2-1.0-0")
    assert plan_pango(DEBIAN_ROOT) == Plan(
        what="Pango",
        install=install + PATIENCE,
        refresh=("apt-get", "update"),
        by_hand=("apt-get update", " ".join(install)),
    )


def test_a_user_on_debian_is_told_to_use_sudo() -> None:
    plan = plan_pango(DEBIAN_USER)
    assert (plan.install, plan.refresh) == ((), ())
    assert plan.by_hand == (
        "sudo apt-get update",
        "sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0",
    )


@pytest.mark.parametrize(
    ("machine", "install", "by_hand"),
    [
        (FEDORA_ROOT, ("dnf", "install", "-y", "pango"), ("dnf install -y pango",)),
        (ARCH_USER, (), ("sudo pacman -Sy", "sudo pacman -S --needed --noconfirm pango")),
        (MAC, ("brew", "install", "pango"), ("brew install pango",)),
        (MAC_WITHOUT_BREW, (), ("the package manager of your system",)),
        (
            WINDOWS,
            (),
            (
                "winget install MSYS2.MSYS2",
                r"C:\msys64\usr\bin\pacman -S --noconfirm mingw-w64-ucrt-x86_64-pango",
            ),
        ),
    ],
)
def test_pango_elsewhere(
    machine: Machine, install: tuple[str, ...], by_hand: tuple[str, ...]
) -> None:
    plan = plan_pango(machine)
    assert (plan.install, plan.by_hand) == (install, by_hand)


def test_harfbuzz_subset_is_a_package_of_its_own_on_debian() -> None:
    install = ("apt-get", "install", "-y", "libharfbuzz-subset0", *PATIENCE)
    assert plan_harfbuzz_subset(DEBIAN_ROOT).install == install
    assert plan_harfbuzz_subset(FEDORA_ROOT).install == ("dnf", "install", "-y", "harfbuzz")


def test_venv_is_installed_for_the_very_python_on_debian_alone() -> None:
    assert plan_venv(DEBIAN_ROOT).install == (
        "apt-get",
        "install",
        "-y",
        "python3.11-venv",
        *PATIENCE,
    )
    assert plan_venv(DEBIAN_USER).by_hand[-1] == "sudo apt-get install -y python3.12-venv"
    assert plan_venv(FEDORA_ROOT).install == ()
