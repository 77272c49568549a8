-- People, shops and what they sell. Ids are UUIDv7 made by the program; times are milliseconds since 1970, UTC;
-- *_json columns hold JSON as text, because only the program reads it.

CREATE TABLE people (
    id BLOB NOT NULL CONSTRAINT people_id_key PRIMARY KEY,
    email TEXT NOT NULL CONSTRAINT people_email_key UNIQUE,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    is_demo INTEGER NOT NULL CONSTRAINT people_is_demo_flag CHECK (is_demo IN (0, 1)),
    CONSTRAINT people_email_lower CHECK (email = lower(email) AND length(email) BETWEEN 3 AND 254)
) STRICT;

CREATE TABLE shops (
    id BLOB NOT NULL CONSTRAINT shops_id_key PRIMARY KEY,
    slug TEXT NOT NULL CONSTRAINT shops_slug_key UNIQUE,
    position INTEGER NOT NULL,
    craft TEXT NOT NULL CONSTRAINT shops_craft_known CHECK (craft IN ('wood', 'argan', 'weaving', 'raffia', 'silver')),
    kind TEXT NOT NULL CONSTRAINT shops_kind_known CHECK (kind IN ('workshop', 'cooperative')),
    since_year INTEGER NOT NULL CONSTRAINT shops_since_year_range CHECK (since_year BETWEEN 1000 AND 9999),
    name_json TEXT NOT NULL,
    tagline_json TEXT NOT NULL,
    place_json TEXT NOT NULL,
    story_json TEXT NOT NULL
) STRICT;

-- Those who are shown on a shop's pages; they need no account.
CREATE TABLE members (
    id BLOB NOT NULL CONSTRAINT members_id_key PRIMARY KEY,
    slug TEXT NOT NULL CONSTRAINT members_slug_key UNIQUE,
    shop_id BLOB NOT NULL REFERENCES shops (id),
    position INTEGER NOT NULL,
    name_json TEXT NOT NULL,
    role_json TEXT NOT NULL,
    bio_json TEXT NOT NULL
) STRICT;
CREATE INDEX members_shop ON members (shop_id, position);

-- Who may work for which shop.
CREATE TABLE memberships (
    person_id BLOB NOT NULL REFERENCES people (id),
    shop_id BLOB NOT NULL REFERENCES shops (id),
    role TEXT NOT NULL CONSTRAINT memberships_role_known CHECK (role IN ('coordinator', 'artisan')),
    CONSTRAINT memberships_person_id_shop_id_key PRIMARY KEY (person_id, shop_id)
) STRICT;

-- A visitor's session. The cookie holds a token, this table its SHA-256; the token changes at sign-in, the id does not.
CREATE TABLE sessions (
    id BLOB NOT NULL CONSTRAINT sessions_id_key PRIMARY KEY,
    token_hash BLOB NOT NULL CONSTRAINT sessions_token_hash_key UNIQUE,
    person_id BLOB REFERENCES people (id),
    created_ms INTEGER NOT NULL,
    seen_ms INTEGER NOT NULL,
    CONSTRAINT sessions_token_hash_length CHECK (length(token_hash) = 32),
    CONSTRAINT sessions_times_ordered CHECK (seen_ms >= created_ms)
) STRICT;
CREATE INDEX sessions_seen ON sessions (seen_ms);

-- A form that came back with mistakes, until it is shown again.
CREATE TABLE form_drafts (
    id TEXT NOT NULL CONSTRAINT form_drafts_id_key PRIMARY KEY,
    form TEXT NOT NULL,
    fields_json TEXT NOT NULL,
    errors_json TEXT NOT NULL,
    expires_ms INTEGER NOT NULL,
    CONSTRAINT form_drafts_id_length CHECK (length(id) = 32)
) STRICT;
CREATE INDEX form_drafts_expires ON form_drafts (expires_ms);

CREATE TABLE categories (
    slug TEXT NOT NULL CONSTRAINT categories_slug_key PRIMARY KEY,
    position INTEGER NOT NULL,
    name_json TEXT NOT NULL,
    summary_json TEXT NOT NULL
) STRICT;

-- What is sold. Name, summary, price, days and picture repeat what the current version says, so that a list of cards
-- is one narrow read.
CREATE TABLE products (
    id BLOB NOT NULL CONSTRAINT products_id_key PRIMARY KEY,
    slug TEXT NOT NULL CONSTRAINT products_slug_key UNIQUE,
    shop_id BLOB NOT NULL REFERENCES shops (id),
    category_slug TEXT NOT NULL REFERENCES categories (slug),
    state TEXT NOT NULL CONSTRAINT products_state_known CHECK (state IN ('draft', 'published', 'retired')),
    position INTEGER NOT NULL,
    version INTEGER NOT NULL CONSTRAINT products_version_positive CHECK (version > 0),
    name_json TEXT NOT NULL,
    summary_json TEXT NOT NULL,
    from_price_minor INTEGER NOT NULL CONSTRAINT products_from_price_positive CHECK (from_price_minor >= 0),
    lead_days INTEGER NOT NULL CONSTRAINT products_lead_days_range CHECK (lead_days BETWEEN 0 AND 65535),
    fingerprint TEXT NOT NULL CONSTRAINT products_fingerprint_length CHECK (length(fingerprint) = 32)
) STRICT;
CREATE INDEX products_category ON products (category_slug, state, position);
CREATE INDEX products_shop ON products (shop_id, state, position);
CREATE INDEX products_state ON products (state, position);

-- A version never changes once written: orders and designs point at it.
CREATE TABLE product_versions (
    product_id BLOB NOT NULL REFERENCES products (id),
    version INTEGER NOT NULL CONSTRAINT product_versions_version_positive CHECK (version > 0),
    model_json TEXT NOT NULL,
    text_json TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    CONSTRAINT product_versions_product_id_version_key PRIMARY KEY (product_id, version)
) STRICT;

-- A configuration that somebody can point at: its picture, a shared link, a cart line.
CREATE TABLE designs (
    fingerprint TEXT NOT NULL CONSTRAINT designs_fingerprint_key PRIMARY KEY,
    product_id BLOB NOT NULL,
    version INTEGER NOT NULL,
    fields_json TEXT NOT NULL,
    CONSTRAINT designs_fingerprint_length CHECK (length(fingerprint) = 32),
    FOREIGN KEY (product_id, version) REFERENCES product_versions (product_id, version)
) STRICT;

CREATE TRIGGER product_versions_immutable_update BEFORE UPDATE ON product_versions
BEGIN SELECT RAISE(ABORT, 'product_versions_immutable'); END;
CREATE TRIGGER product_versions_immutable_delete BEFORE DELETE ON product_versions
BEGIN SELECT RAISE(ABORT, 'product_versions_immutable'); END;
