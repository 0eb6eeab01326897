"""Turn what is to be known of a book's stylesheets into bytes for the store, and back."""

import json

from chapbook.composition.compositor import Styles
from chapbook.stored_diagnostics import from_plain, to_plain


def to_bytes(styles: Styles) -> bytes:
    """The styles as JSON."""
    plain = {"diagnostics": to_plain(styles.diagnostics), "sides_differ": styles.sides_differ}
    return json.dumps(plain).encode()


def from_bytes(data: bytes) -> Styles:
    """What `to_bytes` stored. Raises KeyError, TypeError or ValueError for what is none."""
    stored = json.loads(data)
    return Styles(from_plain(stored["diagnostics"]), bool(stored["sides_differ"]))
