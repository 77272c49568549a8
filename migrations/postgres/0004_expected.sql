-- What a shop expects to get, typed by hand, and how long it takes to get more of anything.
ALTER TABLE shops ADD COLUMN supply_days BIGINT NOT NULL DEFAULT 21
    CONSTRAINT shops_supply_days_range CHECK (supply_days BETWEEN 0 AND 365);

CREATE TABLE expected_arrivals (
    id UUID NOT NULL CONSTRAINT expected_arrivals_id_key PRIMARY KEY,
    material_id UUID NOT NULL REFERENCES materials (id),
    day BIGINT NOT NULL,
    amount BIGINT NOT NULL CONSTRAINT expected_arrivals_amount_positive CHECK (amount > 0),
    note TEXT NOT NULL
);
CREATE INDEX expected_arrivals_material ON expected_arrivals (material_id, day);
