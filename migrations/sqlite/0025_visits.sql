-- Visits, counted without cookies. What is about a person (`visit_days`, `visitors`, `visitor_places`) is removed when its day
-- is over; counts stay. Sources are written by the program (`domain::visits::Source`).

-- The random salt of a day, by which visitors are hashed, and how many rows the next two tables hold for it.
CREATE TABLE visit_days (
    day INTEGER NOT NULL CONSTRAINT visit_days_day_key UNIQUE,
    salt BLOB NOT NULL CONSTRAINT visit_days_salt_length CHECK (length(salt) = 32),
    noted INTEGER NOT NULL CONSTRAINT visit_days_noted_positive CHECK (noted >= 0)
) STRICT;

-- Who came on a day, by a hash, and the first source that she came from. No key to the day: its salt goes first.
CREATE TABLE visitors (
    day INTEGER NOT NULL,
    hash BLOB NOT NULL CONSTRAINT visitors_hash_length CHECK (length(hash) = 16),
    source TEXT NOT NULL CONSTRAINT visitors_source_length CHECK (length(source) BETWEEN 1 AND 120),
    CONSTRAINT visitors_day_hash_key PRIMARY KEY (day, hash)
) STRICT;

-- Which shops and products she saw, by their ids, so that each counts her once.
CREATE TABLE visitor_places (
    day INTEGER NOT NULL,
    hash BLOB NOT NULL CONSTRAINT visitor_places_hash_length CHECK (length(hash) = 16),
    place_id BLOB NOT NULL,
    CONSTRAINT visitor_places_day_hash_place_id_key PRIMARY KEY (day, hash, place_id)
) STRICT;

-- Of a shop, by day and source: pages of it that were seen, and by how many.
CREATE TABLE shop_visits (
    shop_id BLOB NOT NULL REFERENCES shops (id),
    day INTEGER NOT NULL,
    source TEXT NOT NULL CONSTRAINT shop_visits_source_length CHECK (length(source) BETWEEN 1 AND 120),
    views INTEGER NOT NULL CONSTRAINT shop_visits_views_positive CHECK (views >= 0),
    visitors INTEGER NOT NULL CONSTRAINT shop_visits_visitors_positive CHECK (visitors >= 0),
    CONSTRAINT shop_visits_shop_id_day_source_key PRIMARY KEY (shop_id, day, source)
) STRICT;

-- Of a product the same, and how often it was put into the cart.
CREATE TABLE product_visits (
    shop_id BLOB NOT NULL REFERENCES shops (id),
    day INTEGER NOT NULL,
    product_id BLOB NOT NULL REFERENCES products (id),
    source TEXT NOT NULL CONSTRAINT product_visits_source_length CHECK (length(source) BETWEEN 1 AND 120),
    views INTEGER NOT NULL CONSTRAINT product_visits_views_positive CHECK (views >= 0),
    visitors INTEGER NOT NULL CONSTRAINT product_visits_visitors_positive CHECK (visitors >= 0),
    added INTEGER NOT NULL CONSTRAINT product_visits_added_positive CHECK (added >= 0),
    CONSTRAINT product_visits_shop_id_day_product_id_source_key PRIMARY KEY (shop_id, day, product_id, source)
) STRICT;

-- The first source of the day on which an order was placed; nothing where nobody was counted.
ALTER TABLE shop_orders ADD COLUMN source TEXT
    CONSTRAINT shop_orders_source_length CHECK (length(source) BETWEEN 1 AND 120);
CREATE INDEX shop_orders_placed ON shop_orders (shop_id, placed_ms);
