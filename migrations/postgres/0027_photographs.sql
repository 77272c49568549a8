-- Where the eye goes on a picture, in per mille of its width from the left and of its height from the top: where a page cuts
-- the picture, this place stays in sight.
ALTER TABLE pictures ADD COLUMN focus_x_permille BIGINT NOT NULL DEFAULT 500 CONSTRAINT pictures_focus_x_permille_range CHECK (focus_x_permille BETWEEN 0 AND 1000);
ALTER TABLE pictures ADD COLUMN focus_y_permille BIGINT NOT NULL DEFAULT 500 CONSTRAINT pictures_focus_y_permille_range CHECK (focus_y_permille BETWEEN 0 AND 1000);
-- The colours of its ninths, three hexadecimal digits each: what stands in its place until it is there. Pictures of before have none.
ALTER TABLE pictures ADD COLUMN ground TEXT NOT NULL DEFAULT '' CONSTRAINT pictures_ground_length CHECK (length(ground) IN (0, 27));
-- AVIF files are made later, of the shops' pictures alone: whether they are wanted, how often that was tried, and before when nobody
-- tries (again).
ALTER TABLE pictures ADD COLUMN avif TEXT NOT NULL DEFAULT 'wanted' CONSTRAINT pictures_avif_known CHECK (avif IN ('wanted', 'made', 'given_up'));
ALTER TABLE pictures ADD COLUMN avif_tries BIGINT NOT NULL DEFAULT 0 CONSTRAINT pictures_avif_tries_not_negative CHECK (avif_tries >= 0);
ALTER TABLE pictures ADD COLUMN avif_after_ms BIGINT NOT NULL DEFAULT 0;
CREATE INDEX pictures_avif_wanted ON pictures (created_ms) WHERE avif = 'wanted';
