-- What a price is made of, in per mille, as the shop declares it; nothing until it does.
ALTER TABLE shops ADD COLUMN shares_json TEXT;

-- Whether a cooperative says that it is one of women.
ALTER TABLE shops ADD COLUMN of_women BIGINT NOT NULL DEFAULT 0 CONSTRAINT shops_of_women_flag CHECK (of_women IN (0, 1));
