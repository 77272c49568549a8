-- Where the eye goes on a picture, in per mille of its width from the left and of its height from the top: where a page cuts
-- the picture, this place stays in sight.
ALTER TABLE pictures ADD COLUMN focus_x_permille BIGINT NOT NULL DEFAULT 500 CONSTRAINT pictures_focus_x_permille_range CHECK (focus_x_permille BETWEEN 0 AND 1000);
ALTER TABLE pictures ADD COLUMN focus_y_permille BIGINT NOT NULL DEFAULT 500 CONSTRAINT pictures_focus_y_permille_range CHECK (focus_y_permille BETWEEN 0 AND 1000);
-- The colours of its ninths, three hexadecimal digits each: what stands in its place until it is there. Pictures of before have none.
ALTER TABLE pictures ADD COLUMN ground TEXT NOT NULL DEFAULT '' CONSTRAINT pictures_ground_length CHECK (length(ground) IN (0, 27));
