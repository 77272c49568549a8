-- Visits, counted without cookies. What is about a person (`visit_days`, `visitors`, `visitor_places`) is removed when its day
-- is over; counts stay. Sources are written by the program (`domain::visits::Source`).

-- The random salt of a day, by which visitors are hashed, and how many rows the next two tables hold for it.
CREATE TABLE visit_days (
    day BIGINT NOT NULL CONSTRAINT visit_days_day_key UNIQUE,
    salt BYTEA NOT NULL CONSTRAINT visit_days_salt_length CHECK (length(salt) = 32),
    noted BIGINT NOT NULL CONSTRAINT visit_days_noted_positive CHECK (noted >= 0)
);

-- Who came on a day, by a hash, and the first source that she came from. No key to the day: its salt goes first.
CREATE TABLE visitors (
    day BIGINT NOT NULL,
    hash BYTEA NOT NULL CONSTRAINT visitors_hash_length CHECK (length(hash) = 16),
    source TEXT NOT NULL CONSTRAINT visitors_source_length CHECK (length(source) BETWEEN 1 AND 120),
    CONSTRAINT visitors_day_hash_key PRIMARY KEY (day, hash)
);

-- Which shops and products she saw, by their ids, so that each counts her once.
CREATE TABLE visitor_places (
    day BIGINT NOT NULL,
    hash BYTEA NOT NULL CONSTRAINT visitor_places_hash_length CHECK (length(hash) = 16),
    place_id UUID NOT NULL,
    CONSTRAINT visitor_places_day_hash_place_id_key PRIMARY KEY (day, hash, place_id)
);

-- Of a shop, by day and source: pages of it that were seen, and by how many.
CREATE TABLE shop_visits (
    shop_id UUID NOT NULL REFERENCES shops (id),
    day BIGINT NOT NULL,
    source TEXT NOT NULL CONSTRAINT shop_visits_source_length CHECK (length(source) BETWEEN 1 AND 120),
    views BIGINT NOT NULL CONSTRAINT shop_visits_views_positive CHECK (views >= 0),
    visitors BIGINT NOT NULL CONSTRAINT shop_visits_visitors_positive CHECK (visitors >= 0),
    CONSTRAINT shop_visits_shop_id_day_source_key PRIMARY KEY (shop_id, day, source)
);

-- Of a product the same, and how often it was put into the cart.
CREATE TABLE product_visits (
    shop_id UUID NOT NULL REFERENCES shops (id),
    day BIGINT NOT NULL,
    product_id UUID NOT NULL REFERENCES products (id),
    source TEXT NOT NULL CONSTRAINT product_visits_source_length CHECK (length(source) BETWEEN 1 AND 120),
    views BIGINT NOT NULL CONSTRAINT product_visits_views_positive CHECK (views >= 0),
    visitors BIGINT NOT NULL CONSTRAINT product_visits_visitors_positive CHECK (visitors >= 0),
    added BIGINT NOT NULL CONSTRAINT product_visits_added_positive CHECK (added >= 0),
    CONSTRAINT product_visits_shop_id_day_product_id_source_key PRIMARY KEY (shop_id, day, product_id, source)
);

-- The first source of the day on which an order was placed; nothing where nobody was counted.
ALTER TABLE shop_orders ADD COLUMN source TEXT
    CONSTRAINT shop_orders_source_length CHECK (length(source) BETWEEN 1 AND 120);
CREATE INDEX shop_orders_placed ON shop_orders (shop_id, placed_ms);
