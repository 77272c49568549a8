-- What is written on the card that goes with a gift; empty for none.
ALTER TABLE orders ADD COLUMN gift TEXT NOT NULL DEFAULT '';
