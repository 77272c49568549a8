#!/usr/bin/env python3
"""Makes server/assets/fonts/lettering.ttf: one font for all scripts in which a piece can carry a name, so that a name in
two scripts needs no second font. Needs fonttools (4.60)."""
import pathlib
import tempfile

from fontTools.merge import Merger, Options
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

FONTS = pathlib.Path(__file__).parent.parent / "server/assets/fonts"
# What an earlier one has is not taken from a later one.
PARTS = ["fraunces-600-latin", "fraunces-600-latin-ext", "noto-naskh-arabic-600", "noto-sans-tifinagh-400"]

with tempfile.TemporaryDirectory() as folder:
    seen, files = set(), []
    for part in PARTS:
        font = TTFont(FONTS / f"{part}.ttf")
        scale_upem(font, 1000)
        for table in font["cmap"].tables:
            table.cmap = {code: glyph for code, glyph in table.cmap.items() if code not in seen}
        seen |= set(font.getBestCmap() or {})
        file = f"{folder}/{part}.ttf"
        font.save(file)
        files.append(file)
    merged = Merger(options=Options(drop_tables=["gasp"])).merge(files)
for record in merged["name"].names:
    record.string = {1: "Mogador Lettering", 4: "Mogador Lettering", 6: "MogadorLettering"}.get(record.nameID, record.toUnicode())
merged["head"].modified = merged["head"].created = 0
merged.recalcTimestamp = False
merged.save(FONTS / "lettering.ttf", reorderTables=True)
print(f"{len(merged.getBestCmap())} characters")
