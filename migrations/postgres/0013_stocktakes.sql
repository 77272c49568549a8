-- Counts of the whole shelf at once. A line says what was counted of a material and why it differs; where it does, it leads
-- to the movement that says so in the ledger.
CREATE TABLE stocktakes (
    id UUID NOT NULL CONSTRAINT stocktakes_id_key PRIMARY KEY,
    shop_id UUID NOT NULL REFERENCES shops (id),
    at_ms BIGINT NOT NULL,
    person_id UUID REFERENCES people (id)
);
CREATE INDEX stocktakes_shop ON stocktakes (shop_id, at_ms);

CREATE TABLE stocktake_lines (
    stocktake_id UUID NOT NULL REFERENCES stocktakes (id),
    material_id UUID NOT NULL REFERENCES materials (id),
    counted BIGINT NOT NULL CONSTRAINT stocktake_lines_counted_positive CHECK (counted >= 0),
    difference BIGINT NOT NULL,
    reason TEXT,
    movement_id UUID CONSTRAINT stocktake_lines_movement_id_key UNIQUE REFERENCES stock_movements (id),
    CONSTRAINT stocktake_lines_stocktake_id_material_id_key PRIMARY KEY (stocktake_id, material_id),
    CONSTRAINT stocktake_lines_difference_explained
        CHECK ((difference <> 0) = (movement_id IS NOT NULL) AND (difference <> 0) = (reason IS NOT NULL))
);
