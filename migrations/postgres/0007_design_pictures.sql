-- The pictures that shoppers gave for a design: as long as the design stands in a cart or an order, they stay.
CREATE TABLE design_pictures (
    fingerprint TEXT NOT NULL REFERENCES designs (fingerprint),
    picture_id TEXT NOT NULL REFERENCES pictures (id),
    CONSTRAINT design_pictures_fingerprint_picture_id_key PRIMARY KEY (fingerprint, picture_id)
);
CREATE INDEX design_pictures_picture_id_idx ON design_pictures (picture_id);
