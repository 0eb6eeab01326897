"""Turn a page's pixels into rectangles of grey that can be cut out and compared."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Raster:
    """Rows of pixels from the top, a byte each: 0 is black, 255 white."""

    width: int
    height: int
    pixels: bytes

    @classmethod
    def from_rows(cls, width: int, height: int, stride: int, rows: bytes) -> "Raster":
        """A raster from rows that start every `stride` bytes."""
        kept = (rows[start : start + width] for start in range(0, stride * height, stride))
        return cls(width, height, b"".join(kept))

    @property
    def is_blank(self) -> bool:
        """Whether every pixel is white."""
        return self.pixels == b"\xff" * len(self.pixels)

    def cut(self, left: int, top: int, width: int, height: int) -> "Raster":
        """The rectangle at `left`, `top`. Raises ValueError where it lies outside."""
        if left < 0 or top < 0 or left + width > self.width or top + height > self.height:
            raise ValueError(
                f"no {width} × {height} at {left}, {top} of {self.width} × {self.height}"
            )
        starts = (row * self.width + left for row in range(top, top + height))
        return Raster(width, height, b"".join(self.pixels[at : at + width] for at in starts))

    def upside_down(self) -> "Raster":
        """The same, turned by 180°."""
        return Raster(self.width, self.height, self.pixels[::-1])

    def difference(self, other: "Raster") -> int:
        """The largest difference of two pixels in the same place; 255 for other sizes."""
        if (self.width, self.height) != (other.width, other.height):
            return 255
        return max(
            (abs(mine - theirs) for mine, theirs in zip(self.pixels, other.pixels, strict=True)),
            default=0,
        )
