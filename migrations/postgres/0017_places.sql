-- Where the material of a shop lies besides its workshop: at the home of a member, in the store of the cooperative. What lies
-- in no place is in the workshop. Promises are of the whole shop and know no places.
CREATE TABLE places (
    id UUID NOT NULL CONSTRAINT places_id_key PRIMARY KEY,
    shop_id UUID NOT NULL REFERENCES shops (id),
    name TEXT NOT NULL,
    CONSTRAINT places_shop_id_name_key UNIQUE (shop_id, name)
);

-- Sums of the parts of movements. Changed only together with one; `mogador doctor` compares.
CREATE TABLE place_levels (
    place_id UUID NOT NULL REFERENCES places (id),
    material_id UUID NOT NULL REFERENCES materials (id),
    on_hand BIGINT NOT NULL CONSTRAINT place_levels_on_hand_positive CHECK (on_hand >= 0),
    CONSTRAINT place_levels_place_id_material_id_key PRIMARY KEY (place_id, material_id)
);
CREATE INDEX place_levels_material ON place_levels (material_id);

-- What a movement of the ledger put into a place or took from it: append-only, as the ledger.
CREATE TABLE place_movements (
    movement_id UUID NOT NULL REFERENCES stock_movements (id),
    place_id UUID NOT NULL REFERENCES places (id),
    amount BIGINT NOT NULL CONSTRAINT place_movements_amount_not_zero CHECK (amount <> 0),
    CONSTRAINT place_movements_movement_id_place_id_key PRIMARY KEY (movement_id, place_id)
);
CREATE INDEX place_movements_place ON place_movements (place_id);

CREATE TRIGGER place_movements_append_only BEFORE UPDATE OR DELETE ON place_movements
FOR EACH ROW EXECUTE FUNCTION refuse('place_movements_append_only');
CREATE TRIGGER place_movements_append_only_truncate BEFORE TRUNCATE ON place_movements
FOR EACH STATEMENT EXECUTE FUNCTION refuse('place_movements_append_only');
