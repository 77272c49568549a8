-- Received batches of a material. What is left of a lot is the sum of its parts of movements; what lies on the shelf beyond
-- all lots came in before lots were kept, or was found by a count.
CREATE TABLE lots (
    id UUID NOT NULL CONSTRAINT lots_id_key PRIMARY KEY,
    material_id UUID NOT NULL REFERENCES materials (id),
    supplier TEXT NOT NULL,
    certificate TEXT NOT NULL,
    day BIGINT NOT NULL,
    best_before_day BIGINT,
    price_minor BIGINT CONSTRAINT lots_price_minor_positive CHECK (price_minor >= 0),
    received BIGINT NOT NULL CONSTRAINT lots_received_positive CHECK (received > 0),
    remaining BIGINT NOT NULL CONSTRAINT lots_remaining_positive CHECK (remaining >= 0),
    picture_id TEXT REFERENCES pictures (id)
);
CREATE INDEX lots_material ON lots (material_id, best_before_day, day);
CREATE INDEX lots_picture ON lots (picture_id);

-- Which lots a movement of the ledger put on the shelf or took from it: append-only, as the ledger.
CREATE TABLE lot_movements (
    movement_id UUID NOT NULL REFERENCES stock_movements (id),
    lot_id UUID NOT NULL REFERENCES lots (id),
    amount BIGINT NOT NULL CONSTRAINT lot_movements_amount_not_zero CHECK (amount <> 0),
    CONSTRAINT lot_movements_movement_id_lot_id_key PRIMARY KEY (movement_id, lot_id)
);
CREATE INDEX lot_movements_lot ON lot_movements (lot_id);

CREATE TRIGGER lot_movements_append_only BEFORE UPDATE OR DELETE ON lot_movements
FOR EACH ROW EXECUTE FUNCTION refuse('lot_movements_append_only');
CREATE TRIGGER lot_movements_append_only_truncate BEFORE TRUNCATE ON lot_movements
FOR EACH STATEMENT EXECUTE FUNCTION refuse('lot_movements_append_only');
