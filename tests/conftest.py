"""What holds for all tests."""

from hypothesis import settings

# How long an example takes depends on who else is at work on the machine.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
