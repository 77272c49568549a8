-- From whom a shop buys, and what it has ordered. Amounts are in base units of the material, money is in centimes.
CREATE TABLE suppliers (
    id UUID NOT NULL CONSTRAINT suppliers_id_key PRIMARY KEY,
    shop_id UUID NOT NULL REFERENCES shops (id),
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    note TEXT NOT NULL,
    usual_days BIGINT CONSTRAINT suppliers_usual_days_range CHECK (usual_days BETWEEN 0 AND 365)
);
CREATE INDEX suppliers_shop ON suppliers (shop_id, name);

-- What a supplier sells. The price is for so much of it: what one pack held when it was typed.
CREATE TABLE supplier_materials (
    supplier_id UUID NOT NULL REFERENCES suppliers (id),
    material_id UUID NOT NULL REFERENCES materials (id),
    price_minor BIGINT CONSTRAINT supplier_materials_price_minor_positive CHECK (price_minor >= 0),
    price_amount BIGINT NOT NULL CONSTRAINT supplier_materials_price_amount_positive CHECK (price_amount > 0),
    CONSTRAINT supplier_materials_supplier_id_material_id_key PRIMARY KEY (supplier_id, material_id)
);
CREATE INDEX supplier_materials_material ON supplier_materials (material_id);

CREATE TABLE purchase_orders (
    id UUID NOT NULL CONSTRAINT purchase_orders_id_key PRIMARY KEY,
    shop_id UUID NOT NULL REFERENCES shops (id),
    number BIGINT NOT NULL CONSTRAINT purchase_orders_number_positive CHECK (number > 0),
    version BIGINT NOT NULL CONSTRAINT purchase_orders_version_positive CHECK (version > 0),
    supplier_id UUID REFERENCES suppliers (id),
    state TEXT NOT NULL CONSTRAINT purchase_orders_state_known
        CHECK (state IN ('draft', 'ordered', 'partly_received', 'closed', 'cancelled')),
    note TEXT NOT NULL,
    created_ms BIGINT NOT NULL,
    ordered_ms BIGINT,
    CONSTRAINT purchase_orders_shop_id_number_key UNIQUE (shop_id, number)
);

-- What was ordered, and what came beyond it, is what came, what is still expected and what was given up.
CREATE TABLE purchase_order_lines (
    id UUID NOT NULL CONSTRAINT purchase_order_lines_id_key PRIMARY KEY,
    purchase_order_id UUID NOT NULL REFERENCES purchase_orders (id),
    position BIGINT NOT NULL,
    material_id UUID NOT NULL REFERENCES materials (id),
    ordered BIGINT NOT NULL CONSTRAINT purchase_order_lines_ordered_positive CHECK (ordered > 0),
    price_minor BIGINT CONSTRAINT purchase_order_lines_price_minor_positive CHECK (price_minor >= 0),
    day BIGINT NOT NULL,
    received BIGINT NOT NULL CONSTRAINT purchase_order_lines_received_positive CHECK (received >= 0),
    dropped BIGINT NOT NULL CONSTRAINT purchase_order_lines_dropped_positive CHECK (dropped >= 0),
    CONSTRAINT purchase_order_lines_purchase_order_id_position_key UNIQUE (purchase_order_id, position),
    CONSTRAINT purchase_order_lines_nothing_lost CHECK (dropped = 0 OR received + dropped <= ordered)
);
CREATE INDEX purchase_order_lines_material ON purchase_order_lines (material_id);

-- Which receipts of the ledger came for which line.
CREATE TABLE purchase_receipts (
    movement_id UUID NOT NULL CONSTRAINT purchase_receipts_movement_id_key PRIMARY KEY REFERENCES stock_movements (id),
    purchase_order_line_id UUID NOT NULL REFERENCES purchase_order_lines (id)
);
CREATE INDEX purchase_receipts_line ON purchase_receipts (purchase_order_line_id);

-- What is still expected of a line stands among all that is expected, and nowhere else.
ALTER TABLE expected_arrivals ADD COLUMN purchase_order_line_id UUID REFERENCES purchase_order_lines (id);
CREATE UNIQUE INDEX expected_arrivals_purchase_order_line_id_key ON expected_arrivals (purchase_order_line_id);
