-- What a shop expects to get, typed by hand, and how long it takes to get more of anything.
ALTER TABLE shops ADD COLUMN supply_days INTEGER NOT NULL DEFAULT 21
    CONSTRAINT shops_supply_days_range CHECK (supply_days BETWEEN 0 AND 365);

CREATE TABLE expected_arrivals (
    id BLOB NOT NULL CONSTRAINT expected_arrivals_id_key PRIMARY KEY,
    material_id BLOB NOT NULL REFERENCES materials (id),
    day INTEGER NOT NULL,
    amount INTEGER NOT NULL CONSTRAINT expected_arrivals_amount_positive CHECK (amount > 0),
    note TEXT NOT NULL
) STRICT;
CREATE INDEX expected_arrivals_material ON expected_arrivals (material_id, day);
