-- Received batches of a material. What is left of a lot is the sum of its parts of movements; what lies on the shelf beyond
-- all lots came in before lots were kept, or was found by a count.
CREATE TABLE lots (
    id BLOB NOT NULL CONSTRAINT lots_id_key PRIMARY KEY,
    material_id BLOB NOT NULL REFERENCES materials (id),
    supplier TEXT NOT NULL,
    certificate TEXT NOT NULL,
    day INTEGER NOT NULL,
    best_before_day INTEGER,
    price_minor INTEGER CONSTRAINT lots_price_minor_positive CHECK (price_minor >= 0),
    received INTEGER NOT NULL CONSTRAINT lots_received_positive CHECK (received > 0),
    remaining INTEGER NOT NULL CONSTRAINT lots_remaining_positive CHECK (remaining >= 0),
    picture_id TEXT REFERENCES pictures (id)
) STRICT;
CREATE INDEX lots_material ON lots (material_id, best_before_day, day);
CREATE INDEX lots_picture ON lots (picture_id);

-- Which lots a movement of the ledger put on the shelf or took from it: append-only, as the ledger.
CREATE TABLE lot_movements (
    movement_id BLOB NOT NULL REFERENCES stock_movements (id),
    lot_id BLOB NOT NULL REFERENCES lots (id),
    amount INTEGER NOT NULL CONSTRAINT lot_movements_amount_not_zero CHECK (amount <> 0),
    CONSTRAINT lot_movements_movement_id_lot_id_key PRIMARY KEY (movement_id, lot_id)
) STRICT;
CREATE INDEX lot_movements_lot ON lot_movements (lot_id);

CREATE TRIGGER lot_movements_append_only_update BEFORE UPDATE ON lot_movements
BEGIN SELECT RAISE(ABORT, 'lot_movements_append_only'); END;
CREATE TRIGGER lot_movements_append_only_delete BEFORE DELETE ON lot_movements
BEGIN SELECT RAISE(ABORT, 'lot_movements_append_only'); END;
