-- How a shop works, and promises that wait for material.

-- Hours, closures, hands and stations as one text, because only the program reads them; the version tells two edits apart.
CREATE TABLE shop_calendars (
    shop_id BLOB NOT NULL CONSTRAINT shop_calendars_shop_id_key PRIMARY KEY REFERENCES shops (id),
    version INTEGER NOT NULL CONSTRAINT shop_calendars_version_positive CHECK (version > 0),
    calendar_json TEXT NOT NULL
) STRICT;

-- How much of it was allocated from the shelf; the rest waits for material that is still to come.
ALTER TABLE order_line_materials ADD COLUMN allocated INTEGER NOT NULL DEFAULT 0
    CONSTRAINT order_line_materials_allocated_range CHECK (allocated BETWEEN 0 AND amount);
UPDATE order_line_materials SET allocated = amount;

-- The place in the queue of the shop (of equals, the older first), and the promise as it was made.
ALTER TABLE production_orders ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;
ALTER TABLE production_orders ADD COLUMN begin_day INTEGER NOT NULL DEFAULT 0;
ALTER TABLE production_orders ADD COLUMN finish_day INTEGER NOT NULL DEFAULT 0;
ALTER TABLE production_orders ADD COLUMN limit_json TEXT NOT NULL DEFAULT '"work"';
