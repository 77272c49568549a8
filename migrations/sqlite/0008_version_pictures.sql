-- The pictures of its shop that a product version is drawn with: as long as the version is there, they stay.
CREATE TABLE version_pictures (
    product_id BLOB NOT NULL,
    version INTEGER NOT NULL,
    picture_id TEXT NOT NULL REFERENCES pictures (id),
    CONSTRAINT version_pictures_product_id_version_picture_id_key PRIMARY KEY (product_id, version, picture_id),
    FOREIGN KEY (product_id, version) REFERENCES product_versions (product_id, version)
) STRICT;
CREATE INDEX version_pictures_picture_id_idx ON version_pictures (picture_id);
