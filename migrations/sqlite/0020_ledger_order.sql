-- The ledger of a material is read from its latest movement, by time and, within an instant, by id.
DROP INDEX stock_movements_material;
CREATE INDEX stock_movements_material ON stock_movements (material_id, at_ms, id);
