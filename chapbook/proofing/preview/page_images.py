"""Turn a page's digest into its picture, drawn once for each width while it is wanted."""

from collections import OrderedDict
from threading import Lock

from chapbook.proofing.preview.png import png
from chapbook.proofing.preview.proof import Proof

MOST_BYTES = 6 * 1024 * 1024
"""The browser keeps what it has seen: this is for what two pages of it want at once."""
WIDEST_PX = 4800


class PageImages:
    """PNGs by digest and width; beyond `most_bytes` those go that were not wanted for longest."""

    def __init__(self, proof: Proof, most_bytes: int = MOST_BYTES) -> None:
        self._proof, self._most_bytes = proof, most_bytes
        self._lock = Lock()
        self._images: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._bytes = 0

    def get(self, digest: str, width: int) -> bytes | None:
        """The picture, at most `WIDEST_PX` pixels wide; None for a page that isn't shown."""
        key = (digest, max(1, min(width, WIDEST_PX)))
        with self._lock:
            if key in self._images:
                self._images.move_to_end(key)
                return self._images[key]
        pixels = self._proof.draw(*key)
        if pixels is None:
            return None
        image = png(pixels.width, pixels.height, pixels.stride, pixels.bgr)
        self._keep(key, image)
        return image

    def _keep(self, key: tuple[str, int], image: bytes) -> None:
        with self._lock:
            if key in self._images:
                return
            self._images[key] = image
            self._bytes += len(image)
            while self._bytes > self._most_bytes and len(self._images) > 1:
                _, old = self._images.popitem(last=False)
                self._bytes -= len(old)
