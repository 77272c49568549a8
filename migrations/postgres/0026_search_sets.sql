-- Words as sets (docs/adr/0024-words-as-sets.md). Whatever was written down by words is written down again.

-- The pieces in which a word counts so much, by their ordinals (`product_facets`): a compressed bitmap in the portable format of
-- Roaring. A part holds ordinals that begin with the same 16 of 32 bits, so that one piece changes 8 kB at most. What no piece has
-- any more stays, empty.
CREATE TABLE search_sets (
    word TEXT COLLATE "C" NOT NULL REFERENCES search_words (word),
    weight BIGINT NOT NULL CONSTRAINT search_sets_weight_range CHECK (weight BETWEEN 1 AND 100),
    part BIGINT NOT NULL CONSTRAINT search_sets_part_range CHECK (part BETWEEN 0 AND 65535),
    pieces BYTEA NOT NULL,
    CONSTRAINT search_sets_word_weight_part_key PRIMARY KEY (word, weight, part)
);

-- The words of a piece and how much each counts: out of which sets it goes when it changes.
CREATE TABLE search_pieces (
    product_id UUID NOT NULL CONSTRAINT search_pieces_product_id_key PRIMARY KEY REFERENCES products (id),
    words_json TEXT NOT NULL
);

DROP TABLE search_terms;
UPDATE search_state SET rules = 0;

-- What waits to be written down is taken in the order of its ids, without sorting all that waits.
DROP INDEX products_searched;
CREATE INDEX products_searched ON products (searched, id);

-- The products of a shop, page by page.
CREATE INDEX products_shop_position ON products (shop_id, position, id);

-- The place behind all others, for one that is published.
CREATE INDEX products_position ON products (position);

-- What a shop has to make, however much is done: each page of a product asks for it.
CREATE INDEX shop_orders_shop_state ON shop_orders (shop_id, state);
CREATE INDEX batches_shop_ended ON batches (shop_id, ended_ms);
