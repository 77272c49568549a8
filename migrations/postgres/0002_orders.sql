-- Materials and their ledger, carts, checkouts, orders and the work behind them. Amounts are whole base units of the
-- material (mg, microlitre, mm, mm2, mm3, piece); money is in centimes.

CREATE TABLE materials (
    id UUID NOT NULL CONSTRAINT materials_id_key PRIMARY KEY,
    shop_id UUID NOT NULL REFERENCES shops (id),
    slug TEXT NOT NULL,
    unit TEXT NOT NULL CONSTRAINT materials_unit_known
        CHECK (unit IN ('milligram', 'microlitre', 'millimetre', 'square_millimetre', 'cubic_millimetre', 'piece')),
    name_json TEXT NOT NULL,
    origin_json TEXT NOT NULL,
    CONSTRAINT materials_shop_id_slug_key UNIQUE (shop_id, slug)
);

-- Sums of the ledger. Changed only together with a movement; `mogador doctor` compares.
CREATE TABLE material_levels (
    material_id UUID NOT NULL CONSTRAINT material_levels_material_id_key PRIMARY KEY REFERENCES materials (id),
    on_hand BIGINT NOT NULL CONSTRAINT material_levels_on_hand_positive CHECK (on_hand >= 0),
    reserved BIGINT NOT NULL CONSTRAINT material_levels_reserved_positive CHECK (reserved >= 0),
    allocated BIGINT NOT NULL CONSTRAINT material_levels_allocated_positive CHECK (allocated >= 0),
    CONSTRAINT material_levels_promises_covered CHECK (reserved + allocated <= on_hand)
);

-- What a visitor wants to buy; one cart per session, with the session's id.
CREATE TABLE carts (
    id UUID NOT NULL CONSTRAINT carts_id_key PRIMARY KEY,
    updated_ms BIGINT NOT NULL
);

CREATE TABLE cart_lines (
    id UUID NOT NULL CONSTRAINT cart_lines_id_key PRIMARY KEY,
    cart_id UUID NOT NULL REFERENCES carts (id),
    product_id UUID NOT NULL,
    version BIGINT NOT NULL,
    fingerprint TEXT NOT NULL,
    fields_json TEXT NOT NULL,
    quantity BIGINT NOT NULL,
    added_ms BIGINT NOT NULL,
    CONSTRAINT cart_lines_cart_id_fingerprint_key UNIQUE (cart_id, fingerprint),
    CONSTRAINT cart_lines_fingerprint_length CHECK (length(fingerprint) = 32),
    CONSTRAINT cart_lines_quantity_range CHECK (quantity BETWEEN 1 AND 20),
    FOREIGN KEY (product_id, version) REFERENCES product_versions (product_id, version)
);

-- One attempt to buy a cart; its id is the idempotency key of the order.
CREATE TABLE checkouts (
    id UUID NOT NULL CONSTRAINT checkouts_id_key PRIMARY KEY,
    cart_id UUID NOT NULL REFERENCES carts (id),
    seen_minor BIGINT NOT NULL CONSTRAINT checkouts_seen_minor_positive CHECK (seen_minor >= 0),
    opened_ms BIGINT NOT NULL,
    placed_ms BIGINT
);
-- At most one open checkout per cart.
CREATE UNIQUE INDEX checkouts_cart_id_key ON checkouts (cart_id) WHERE placed_ms IS NULL;

CREATE TABLE orders (
    id UUID NOT NULL CONSTRAINT orders_id_key PRIMARY KEY,
    checkout_id UUID NOT NULL CONSTRAINT orders_checkout_id_key UNIQUE REFERENCES checkouts (id),
    token TEXT NOT NULL CONSTRAINT orders_token_key UNIQUE,
    code TEXT NOT NULL CONSTRAINT orders_code_key UNIQUE,
    placed_ms BIGINT NOT NULL,
    lang TEXT NOT NULL CONSTRAINT orders_lang_known CHECK (lang IN ('ar', 'fr', 'en')),
    payment TEXT NOT NULL CONSTRAINT orders_payment_known CHECK (payment IN ('cash_on_delivery')),
    currency TEXT NOT NULL CONSTRAINT orders_currency_known CHECK (currency IN ('MAD')),
    total_minor BIGINT NOT NULL CONSTRAINT orders_total_minor_positive CHECK (total_minor >= 0),
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT,
    street TEXT NOT NULL,
    city TEXT NOT NULL,
    postcode TEXT,
    country TEXT NOT NULL,
    delivery TEXT NOT NULL CONSTRAINT orders_delivery_known CHECK (delivery IN ('home', 'pickup_point', 'workshop')),
    note TEXT NOT NULL,
    accepted_ms BIGINT NOT NULL,
    CONSTRAINT orders_token_length CHECK (length(token) = 32),
    CONSTRAINT orders_country_length CHECK (length(country) = 2)
);

-- The last number given by each shop; numbers are 1, 2, 3 without gaps.
CREATE TABLE shop_order_counters (
    shop_id UUID NOT NULL CONSTRAINT shop_order_counters_shop_id_key PRIMARY KEY REFERENCES shops (id),
    last_number BIGINT NOT NULL CONSTRAINT shop_order_counters_last_number_positive CHECK (last_number > 0)
);

CREATE TABLE shop_orders (
    id UUID NOT NULL CONSTRAINT shop_orders_id_key PRIMARY KEY,
    order_id UUID NOT NULL REFERENCES orders (id),
    shop_id UUID NOT NULL REFERENCES shops (id),
    number BIGINT NOT NULL CONSTRAINT shop_orders_number_positive CHECK (number > 0),
    state TEXT NOT NULL CONSTRAINT shop_orders_state_known CHECK (state IN
        ('placed', 'confirmed', 'in_production', 'ready', 'shipped', 'delivered', 'cancelled', 'refused', 'returned')),
    placed_ms BIGINT NOT NULL,
    ready_day BIGINT NOT NULL,
    subtotal_minor BIGINT NOT NULL CONSTRAINT shop_orders_subtotal_minor_positive CHECK (subtotal_minor >= 0),
    delivery_minor BIGINT NOT NULL CONSTRAINT shop_orders_delivery_minor_positive CHECK (delivery_minor >= 0),
    total_minor BIGINT NOT NULL,
    CONSTRAINT shop_orders_order_id_shop_id_key UNIQUE (order_id, shop_id),
    CONSTRAINT shop_orders_shop_id_number_key UNIQUE (shop_id, number),
    CONSTRAINT shop_orders_total_adds_up CHECK (total_minor = subtotal_minor + delivery_minor)
);
CREATE INDEX shop_orders_state ON shop_orders (state, placed_ms);

-- Each state is entered at most once.
CREATE TABLE shop_order_events (
    shop_order_id UUID NOT NULL REFERENCES shop_orders (id),
    state TEXT NOT NULL CONSTRAINT shop_order_events_state_known CHECK (state IN
        ('placed', 'confirmed', 'in_production', 'ready', 'shipped', 'delivered', 'cancelled', 'refused', 'returned')),
    at_ms BIGINT NOT NULL,
    person_id UUID REFERENCES people (id),
    CONSTRAINT shop_order_events_shop_order_id_state_key PRIMARY KEY (shop_order_id, state)
);

-- One configured piece. Name, labels and price are kept as they were when the order was placed.
CREATE TABLE order_lines (
    id UUID NOT NULL CONSTRAINT order_lines_id_key PRIMARY KEY,
    shop_order_id UUID NOT NULL REFERENCES shop_orders (id),
    position BIGINT NOT NULL,
    product_id UUID NOT NULL,
    version BIGINT NOT NULL,
    fingerprint TEXT NOT NULL CONSTRAINT order_lines_fingerprint_length CHECK (length(fingerprint) = 32),
    fields_json TEXT NOT NULL,
    name_json TEXT NOT NULL,
    labels_json TEXT NOT NULL,
    quote_json TEXT NOT NULL,
    quantity BIGINT NOT NULL CONSTRAINT order_lines_quantity_range CHECK (quantity BETWEEN 1 AND 20),
    unit_minor BIGINT NOT NULL CONSTRAINT order_lines_unit_minor_positive CHECK (unit_minor >= 0),
    total_minor BIGINT NOT NULL,
    ready_day BIGINT NOT NULL,
    CONSTRAINT order_lines_shop_order_id_position_key UNIQUE (shop_order_id, position),
    CONSTRAINT order_lines_total_adds_up CHECK (total_minor = unit_minor * quantity),
    FOREIGN KEY (product_id, version) REFERENCES product_versions (product_id, version)
);

-- What all pieces of a line take.
CREATE TABLE order_line_materials (
    order_line_id UUID NOT NULL REFERENCES order_lines (id),
    material_id UUID NOT NULL REFERENCES materials (id),
    amount BIGINT NOT NULL CONSTRAINT order_line_materials_amount_positive CHECK (amount > 0),
    CONSTRAINT order_line_materials_order_line_id_material_id_key PRIMARY KEY (order_line_id, material_id)
);

CREATE TABLE production_orders (
    id UUID NOT NULL CONSTRAINT production_orders_id_key PRIMARY KEY,
    order_line_id UUID NOT NULL CONSTRAINT production_orders_order_line_id_key UNIQUE REFERENCES order_lines (id),
    state TEXT NOT NULL CONSTRAINT production_orders_state_known
        CHECK (state IN ('planned', 'in_production', 'on_hold', 'quality_check', 'completed', 'cancelled')),
    minutes BIGINT NOT NULL CONSTRAINT production_orders_minutes_positive CHECK (minutes >= 0)
);

-- The stock ledger: append-only. The deltas of each kind are fixed, so that their sum is the level.
CREATE TABLE stock_movements (
    id UUID NOT NULL CONSTRAINT stock_movements_id_key PRIMARY KEY,
    material_id UUID NOT NULL REFERENCES materials (id),
    at_ms BIGINT NOT NULL,
    kind TEXT NOT NULL CONSTRAINT stock_movements_kind_known CHECK (kind IN ('receipt', 'adjustment', 'transfer',
        'reservation', 'allocation', 'release', 'consumption', 'scrap', 'output', 'return')),
    amount BIGINT NOT NULL CONSTRAINT stock_movements_amount_not_zero CHECK (amount <> 0),
    on_hand_delta BIGINT NOT NULL,
    reserved_delta BIGINT NOT NULL,
    allocated_delta BIGINT NOT NULL,
    reason TEXT NOT NULL,
    shop_order_id UUID REFERENCES shop_orders (id),
    person_id UUID REFERENCES people (id),
    CONSTRAINT stock_movements_amount_sign CHECK (amount > 0 OR kind IN ('adjustment', 'transfer')),
    CONSTRAINT stock_movements_deltas_match CHECK (
        on_hand_delta = CASE
            WHEN kind IN ('receipt', 'adjustment', 'transfer', 'output', 'return') THEN amount
            WHEN kind IN ('consumption', 'scrap') THEN -amount ELSE 0 END
        AND reserved_delta = CASE WHEN kind = 'reservation' THEN amount ELSE 0 END
        AND allocated_delta = CASE
            WHEN kind = 'allocation' THEN amount WHEN kind IN ('release', 'consumption') THEN -amount ELSE 0 END)
);
CREATE INDEX stock_movements_material ON stock_movements (material_id, at_ms);
CREATE INDEX stock_movements_shop_order ON stock_movements (shop_order_id);

CREATE TRIGGER stock_movements_append_only BEFORE UPDATE OR DELETE ON stock_movements
FOR EACH ROW EXECUTE FUNCTION refuse('stock_movements_append_only');
CREATE TRIGGER stock_movements_append_only_truncate BEFORE TRUNCATE ON stock_movements
FOR EACH STATEMENT EXECUTE FUNCTION refuse('stock_movements_append_only');
