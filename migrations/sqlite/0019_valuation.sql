-- Of what lies on the shelf the part whose cost is known, and what it cost: changed with each movement that changes the shelf.
-- NULL until the first one, and then computed from the ledger once.
ALTER TABLE material_levels ADD COLUMN costed INTEGER
    CONSTRAINT material_levels_costed_positive CHECK (costed >= 0);
ALTER TABLE material_levels ADD COLUMN cost_minor INTEGER
    CONSTRAINT material_levels_cost_minor_positive CHECK (cost_minor >= 0);
