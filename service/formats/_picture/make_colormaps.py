"""Write ``colormaps.json`` anew: ``pip install cmap matplotlib``, then run this file.

Neither package is needed to run the service. Beside the maps stands their checksum, to be
compared with ``sha256sum -c COLORMAPS.sha256``; their licences are in ``COLORMAPS.md``.
"""

import hashlib
import json
from importlib import import_module
from pathlib import Path

MATPLOTLIB = [
    "magma",
    "inferno",
    "plasma",
    "viridis",
    "cividis",
    "turbo",
    "jet",
    "hot",
    "cubehelix",
    "gray",
    "gray_r",
    "coolwarm",
    "twilight",
]
CMAP = {
    "rocket": "seaborn:rocket",
    "mako": "seaborn:mako",
    "batlow": "crameri:batlow",
    "vik": "crameri:vik",
}
"""Maps that matplotlib does not ship, by their names in the package cmap."""


def main() -> None:
    """Write the maps, one per line as 256 hexadecimal colours, and their checksum."""
    lines = (f"{json.dumps(name)}: {json.dumps(text)}" for name, text in _maps().items())
    body = "{\n" + ",\n".join(lines) + "\n}\n"
    here = Path(__file__).parent
    (here / "colormaps.json").write_text(body)
    digest = hashlib.sha256(body.encode()).hexdigest()
    (here / "COLORMAPS.sha256").write_text(f"{digest}  colormaps.json\n")


def _maps() -> dict[str, str]:
    known = import_module("matplotlib").colormaps
    colormap = import_module("cmap").Colormap
    maps = {
        name: known[name]([k / 255 for k in range(256)], bytes=True)[:, :3] for name in MATPLOTLIB
    }
    for name, origin in CMAP.items():
        maps[name] = (colormap(origin).lut(256)[:, :3] * 255).astype("uint8")
    return {name: colours.tobytes().hex() for name, colours in maps.items()}


if __name__ == "__main__":
    main()
