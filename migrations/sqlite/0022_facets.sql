-- What pieces are sorted out by in lists. Terms are made by the program (`domain::facets`). Each server keeps sets of
-- ordinals in memory, and reads here what changed since.

-- The newest revision of a row below, and the newest ordinal.
ALTER TABLE search_state ADD COLUMN revision INTEGER NOT NULL DEFAULT 0
    CONSTRAINT search_state_revision_not_negative CHECK (revision >= 0);
ALTER TABLE search_state ADD COLUMN ordinal INTEGER NOT NULL DEFAULT 0
    CONSTRAINT search_state_ordinal_range CHECK (ordinal BETWEEN 0 AND 4294967295);

-- One row per piece that was ever for sale. Its ordinal stays; it has no terms while it is not for sale. The demand is that
-- of one piece without any choice, begun on day 0; the day is the one on which it would be ready when it was asked last, and
-- it is dated when that was asked of this very demand.
CREATE TABLE product_facets (
    product_id BLOB NOT NULL CONSTRAINT product_facets_product_id_key PRIMARY KEY REFERENCES products (id),
    shop_id BLOB NOT NULL REFERENCES shops (id),
    ordinal INTEGER NOT NULL CONSTRAINT product_facets_ordinal_key UNIQUE
        CONSTRAINT product_facets_ordinal_range CHECK (ordinal BETWEEN 1 AND 4294967295),
    revision INTEGER NOT NULL CONSTRAINT product_facets_revision_positive CHECK (revision > 0),
    terms TEXT NOT NULL,
    price_minor INTEGER NOT NULL CONSTRAINT product_facets_price_not_negative CHECK (price_minor >= 0),
    demand_json TEXT,
    ready_day INTEGER,
    dated INTEGER NOT NULL DEFAULT 0 CONSTRAINT product_facets_dated_flag CHECK (dated IN (0, 1))
) STRICT;
CREATE INDEX product_facets_revision ON product_facets (revision, ordinal);
CREATE INDEX product_facets_dated ON product_facets (dated, shop_id);
CREATE INDEX product_facets_shop ON product_facets (shop_id, ordinal);

UPDATE products SET searched = 0 WHERE searched = 1;
