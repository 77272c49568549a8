-- Counts of the whole shelf at once. A line says what was counted of a material and why it differs; where it does, it leads
-- to the movement that says so in the ledger.
CREATE TABLE stocktakes (
    id BLOB NOT NULL CONSTRAINT stocktakes_id_key PRIMARY KEY,
    shop_id BLOB NOT NULL REFERENCES shops (id),
    at_ms INTEGER NOT NULL,
    person_id BLOB REFERENCES people (id)
) STRICT;
CREATE INDEX stocktakes_shop ON stocktakes (shop_id, at_ms);

CREATE TABLE stocktake_lines (
    stocktake_id BLOB NOT NULL REFERENCES stocktakes (id),
    material_id BLOB NOT NULL REFERENCES materials (id),
    counted INTEGER NOT NULL CONSTRAINT stocktake_lines_counted_positive CHECK (counted >= 0),
    difference INTEGER NOT NULL,
    reason TEXT,
    movement_id BLOB CONSTRAINT stocktake_lines_movement_id_key UNIQUE REFERENCES stock_movements (id),
    CONSTRAINT stocktake_lines_stocktake_id_material_id_key PRIMARY KEY (stocktake_id, material_id),
    CONSTRAINT stocktake_lines_difference_explained
        CHECK ((difference <> 0) = (movement_id IS NOT NULL) AND (difference <> 0) = (reason IS NOT NULL))
) STRICT;
