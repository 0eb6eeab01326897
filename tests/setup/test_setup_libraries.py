"""Which of Pango's libraries a machine lacks."""

from chapbook.setup.libraries import (
    HARFBUZZ_SUBSET,
    REQUIRED,
    load_library,
    loads,
    missing_libraries,
)


def refuse(name: str) -> object:
    raise OSError(f"{name}: cannot open shared object file")


def test_all_are_missing_where_nothing_loads() -> None:
    assert missing_libraries(refuse) == ("GObject", "Pango", "HarfBuzz", "Fontconfig", "PangoFT2")


def test_one_name_of_a_library_is_enough() -> None:
    only = {"libgobject-2.0-0.dll", "libharfbuzz.0.dylib", "fontconfig", "libpangoft2-1.0.so.0"}

    def load(name: str) -> object:
        return name if name in only else refuse(name)

    assert missing_libraries(load) == ("Pango",)


def test_the_subsetter_is_not_required() -> None:
    assert not set(HARFBUZZ_SUBSET) & {name for names in REQUIRED.values() for name in names}
    assert not loads(HARFBUZZ_SUBSET, refuse)


def test_the_machine_that_runs_the_tests_has_them() -> None:
    assert missing_libraries(load_library) == ()
