-- What an hour of work has to earn at least, as the shop has set it, in centimes.
ALTER TABLE shops ADD COLUMN hourly_floor_minor BIGINT
    CONSTRAINT shops_hourly_floor_minor_positive CHECK (hourly_floor_minor > 0);
