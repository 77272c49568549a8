-- When a cart last took the design: what is in no cart and no order stays for a while after that.
ALTER TABLE design_pictures ADD COLUMN kept_ms BIGINT NOT NULL DEFAULT 0;
CREATE INDEX design_pictures_kept ON design_pictures (kept_ms);
CREATE INDEX cart_lines_fingerprint ON cart_lines (fingerprint);
CREATE INDEX order_lines_fingerprint ON order_lines (fingerprint);
