"""Colour arithmetic: contrast as WCAG measures it, tints as Word computes them. Colours are six hexadecimal digits."""

from __future__ import annotations

import colorsys
from collections.abc import Callable

BLACK, WHITE = "000000", "FFFFFF"


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour: str, ground: str, share: float) -> str:
    """`share` (0 to 1) of a colour, the rest of the ground."""
    pairs = zip(_channels(colour), _channels(ground), strict=True)
    return _hex(tuple(share * one + (1 - share) * other for one, other in pairs))


def tinted(colour: str, tint: int) -> str:
    """The colour that Word makes of `w:themeTint` (0 white to 255 unchanged; ECMA-376 part 1, 17.3.2.6)."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    share = tint / 255
    return _hex(colorsys.hls_to_rgb(hue, lightness * share + 1 - share, saturation))


def shaded(colour: str, shade: int) -> str:
    """The colour that Word makes of `w:themeShade` (0 black to 255 unchanged; ECMA-376 part 1, 17.3.2.6)."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    return _hex(colorsys.hls_to_rgb(hue, lightness * shade / 255, saturation))


def darkened(colour: str, grounds: tuple[str, ...], ratio: float) -> str:
    """The lightest colour of the same hue, no lighter than the given one, that reaches the ratio on every ground; black
    if none does."""
    return lightest(colour, lambda darker: all(contrast(darker, ground) >= ratio for ground in grounds))


def lightest(colour: str, passes: Callable[[str], bool]) -> str:
    """The lightest colour of the same hue, no lighter than the given one, that passes; black if none does."""
    darker = (mixed(colour, BLACK, step / 100) for step in range(100, 0, -1))
    return next(filter(passes, darker), BLACK)


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def _hex(channels: tuple[float, ...]) -> str:
    return "".join(f"{round(channel * 255):02X}" for channel in channels)


def _luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in _channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
