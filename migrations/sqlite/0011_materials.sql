-- How a material is bought, kept and wasted, as its shop says. Amounts are in base units of the material.
ALTER TABLE materials ADD COLUMN supply_days INTEGER
    CONSTRAINT materials_supply_days_range CHECK (supply_days BETWEEN 0 AND 365);
ALTER TABLE materials ADD COLUMN one_time INTEGER NOT NULL DEFAULT 0
    CONSTRAINT materials_one_time_flag CHECK (one_time IN (0, 1));
ALTER TABLE materials ADD COLUMN threshold INTEGER NOT NULL DEFAULT 0
    CONSTRAINT materials_threshold_positive CHECK (threshold >= 0);
ALTER TABLE materials ADD COLUMN waste_permille INTEGER NOT NULL DEFAULT 0
    CONSTRAINT materials_waste_permille_range CHECK (waste_permille BETWEEN 0 AND 5000);
ALTER TABLE materials ADD COLUMN pack TEXT;
ALTER TABLE materials ADD COLUMN pack_holds INTEGER
    CONSTRAINT materials_pack_holds_positive CHECK (pack_holds > 0)
    CONSTRAINT materials_pack_whole CHECK ((pack IS NULL) = (pack_holds IS NULL));
