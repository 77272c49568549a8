-- What one unit of another currency cost in dirhams, by the day, in millionths of a dirham. Prices are shown by it, never charged.
CREATE TABLE exchange_rates (
    currency TEXT NOT NULL CONSTRAINT exchange_rates_currency CHECK (currency IN ('EUR', 'USD', 'GBP')),
    day BIGINT NOT NULL,
    micro_dirhams BIGINT NOT NULL CONSTRAINT exchange_rates_positive CHECK (micro_dirhams > 0),
    CONSTRAINT exchange_rates_currency_day_key PRIMARY KEY (currency, day)
);

-- What the default design costs in each currency for which the shop set a price.
ALTER TABLE products ADD COLUMN listed_json TEXT NOT NULL DEFAULT '[]';

-- What an order came to in the currency in which the shopper read prices, and the rate of then; nothing when she read dirhams.
ALTER TABLE orders ADD COLUMN shown_currency TEXT
    CONSTRAINT orders_shown_currency CHECK (shown_currency IN ('EUR', 'USD', 'GBP'));
ALTER TABLE orders ADD COLUMN shown_minor BIGINT;
ALTER TABLE orders ADD COLUMN rate_micro_dirhams BIGINT
    CONSTRAINT orders_rate_positive CHECK (rate_micro_dirhams > 0);
ALTER TABLE orders ADD COLUMN rate_day BIGINT CONSTRAINT orders_shown_whole CHECK (
    (shown_minor IS NULL) = (shown_currency IS NULL) AND (rate_micro_dirhams IS NULL) = (shown_currency IS NULL)
    AND (rate_day IS NULL) = (shown_currency IS NULL)
);

-- The same of a line: all pieces together, and how dirhams were converted (so many minor units for so many centimes).
ALTER TABLE order_lines ADD COLUMN shown_minor BIGINT;
ALTER TABLE order_lines ADD COLUMN shown_times BIGINT CONSTRAINT order_lines_shown_times CHECK (shown_times > 0);
ALTER TABLE order_lines ADD COLUMN shown_per BIGINT CONSTRAINT order_lines_shown_whole CHECK (
    shown_per > 0 AND shown_minor IS NOT NULL AND shown_times IS NOT NULL
    OR shown_per IS NULL AND shown_minor IS NULL AND shown_times IS NULL
);
