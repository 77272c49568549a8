-- What an order asks of its shop, stage by stage, as it was promised: one text, because only the planner reads it. Orders of
-- earlier builds have none; their work is one stage by hand.
ALTER TABLE production_orders ADD COLUMN demand_json TEXT;

-- What an hour of work has to earn at least, as the shop has set it, in centimes.
ALTER TABLE shops ADD COLUMN hourly_floor_minor INTEGER
    CONSTRAINT shops_hourly_floor_minor_positive CHECK (hourly_floor_minor > 0);
