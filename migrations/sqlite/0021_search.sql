-- What pieces are found by. Words are made by the program (`domain::search`), which also compares them.

-- Whether the words of the current version are written down.
ALTER TABLE products ADD COLUMN searched INTEGER NOT NULL DEFAULT 0
    CONSTRAINT products_searched_flag CHECK (searched IN (0, 1));
CREATE INDEX products_searched ON products (searched, state);

-- One row, held by whoever writes words: by which rules all of them are made, and of how many pieces.
CREATE TABLE search_state (
    id TEXT NOT NULL CONSTRAINT search_state_id_key PRIMARY KEY CONSTRAINT search_state_one CHECK (id = 'search'),
    rules INTEGER NOT NULL,
    pieces INTEGER NOT NULL CONSTRAINT search_state_pieces_positive CHECK (pieces >= 0)
) STRICT;
INSERT INTO search_state (id, rules, pieces) VALUES ('search', 0, 0);

-- All words of all pieces, and in how many each stands.
CREATE TABLE search_words (
    word TEXT NOT NULL CONSTRAINT search_words_word_key PRIMARY KEY,
    skeleton TEXT NOT NULL,
    pieces INTEGER NOT NULL CONSTRAINT search_words_pieces_positive CHECK (pieces >= 0)
) STRICT;
CREATE INDEX search_words_skeleton ON search_words (skeleton);

-- What a misspelt word is found by.
CREATE TABLE search_grams (
    gram TEXT NOT NULL,
    word TEXT NOT NULL REFERENCES search_words (word),
    CONSTRAINT search_grams_gram_word_key PRIMARY KEY (gram, word)
) STRICT;

-- In which piece a word stands, and how much it counts there.
CREATE TABLE search_terms (
    word TEXT NOT NULL REFERENCES search_words (word),
    product_id BLOB NOT NULL REFERENCES products (id),
    weight INTEGER NOT NULL CONSTRAINT search_terms_weight_range CHECK (weight BETWEEN 1 AND 100),
    CONSTRAINT search_terms_word_product_id_key PRIMARY KEY (word, product_id)
) STRICT;
CREATE INDEX search_terms_product ON search_terms (product_id);
