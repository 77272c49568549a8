-- A product as its artisan is writing it. A new product has no row in products until it is published, so that nothing
-- half written can be shown or sold.
CREATE TABLE product_drafts (
    product_id BLOB NOT NULL CONSTRAINT product_drafts_product_id_key PRIMARY KEY,
    shop_id BLOB NOT NULL REFERENCES shops (id),
    revision INTEGER NOT NULL CONSTRAINT product_drafts_revision_positive CHECK (revision > 0),
    source_json TEXT NOT NULL,
    updated_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX product_drafts_shop ON product_drafts (shop_id, updated_ms);
