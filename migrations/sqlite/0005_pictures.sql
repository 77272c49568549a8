-- Pictures that were uploaded. Their files lie beside the database, named by the id, which is 128 random bits as 32
-- hexadecimal digits. A table that shows a picture refers to it, so that a picture in use cannot be removed.
CREATE TABLE pictures (
    id TEXT NOT NULL CONSTRAINT pictures_id_key PRIMARY KEY,
    shop_id BLOB REFERENCES shops (id),
    session_id BLOB REFERENCES sessions (id),
    original_sha256 BLOB NOT NULL,
    original_bytes INTEGER NOT NULL CONSTRAINT pictures_original_bytes_positive CHECK (original_bytes > 0),
    stored_bytes INTEGER NOT NULL CONSTRAINT pictures_stored_bytes_positive CHECK (stored_bytes > 0),
    width_px INTEGER NOT NULL CONSTRAINT pictures_width_px_range CHECK (width_px BETWEEN 1 AND 65535),
    height_px INTEGER NOT NULL CONSTRAINT pictures_height_px_range CHECK (height_px BETWEEN 1 AND 65535),
    mean_rgb INTEGER NOT NULL CONSTRAINT pictures_mean_rgb_range CHECK (mean_rgb BETWEEN 0 AND 16777215),
    created_ms INTEGER NOT NULL,
    CONSTRAINT pictures_id_length CHECK (length(id) = 32),
    CONSTRAINT pictures_original_sha256_length CHECK (length(original_sha256) = 32),
    CONSTRAINT pictures_one_owner CHECK ((shop_id IS NULL) <> (session_id IS NULL)),
    -- The same file sent twice by one owner is one picture.
    CONSTRAINT pictures_shop_id_original_sha256_key UNIQUE (shop_id, original_sha256),
    CONSTRAINT pictures_session_id_original_sha256_key UNIQUE (session_id, original_sha256)
) STRICT;
