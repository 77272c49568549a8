-- What happens between allocated and shipped: stages of the work, hours of the members, pictures on the way, the check of the
-- finished pieces, and what each member earns by them.

-- Which member of the shop a person who signs in is; NULL where she is none, or nobody said so.
ALTER TABLE memberships ADD COLUMN member_id UUID REFERENCES members (id);

-- How much of each thousand of a line's price the shop declares as the price of making it.
ALTER TABLE shops ADD COLUMN making_permille BIGINT NOT NULL DEFAULT 400
    CONSTRAINT shops_making_permille_range CHECK (making_permille BETWEEN 0 AND 1000);

-- When the pieces passed the check, with the declared making price as it was then.
ALTER TABLE production_orders ADD COLUMN completed_ms BIGINT;
ALTER TABLE production_orders ADD COLUMN making_minor BIGINT
    CONSTRAINT production_orders_making_minor_positive CHECK (making_minor >= 0)
    CONSTRAINT production_orders_completed_whole CHECK ((completed_ms IS NULL) = (making_minor IS NULL));

-- The stage before which a material has to be there; NULL is the beginning. Used is never more than allocated.
ALTER TABLE order_line_materials ADD COLUMN stage BIGINT
    CONSTRAINT order_line_materials_stage_positive CHECK (stage >= 0);
ALTER TABLE order_line_materials ADD COLUMN consumed BIGINT NOT NULL DEFAULT 0
    CONSTRAINT order_line_materials_consumed_range CHECK (consumed BETWEEN 0 AND allocated);
UPDATE order_line_materials SET consumed = allocated WHERE order_line_id IN (SELECT order_line_id FROM production_orders
    WHERE state IN ('in_production', 'on_hold', 'quality_check', 'completed'));

-- The parts of the work on a line, in the order of the product's lines of work; minutes are for all pieces. Stations stand
-- in the shop's calendar.
CREATE TABLE production_stages (
    production_order_id UUID NOT NULL REFERENCES production_orders (id),
    position BIGINT NOT NULL CONSTRAINT production_stages_position_positive CHECK (position >= 0),
    name_json TEXT NOT NULL,
    minutes BIGINT NOT NULL CONSTRAINT production_stages_minutes_positive CHECK (minutes >= 0),
    station_id UUID,
    state TEXT NOT NULL CONSTRAINT production_stages_state_known CHECK (state IN ('pending', 'begun', 'done')),
    begun_ms BIGINT,
    done_ms BIGINT,
    member_id UUID REFERENCES members (id),
    CONSTRAINT production_stages_production_order_id_position_key PRIMARY KEY (production_order_id, position),
    CONSTRAINT production_stages_times_match
        CHECK ((state = 'pending') = (begun_ms IS NULL) AND (state = 'done') = (done_ms IS NOT NULL))
);
CREATE INDEX production_stages_member ON production_stages (member_id);

-- Work that was planned before stages were kept is one stage.
INSERT INTO production_stages (production_order_id, position, name_json, minutes, state, begun_ms, done_ms)
    SELECT p.id, 0, '{"ar":"العمل","fr":"Le travail","en":"The work"}', p.minutes,
        CASE WHEN p.state IN ('planned', 'cancelled') THEN 'pending'
            WHEN p.state IN ('in_production', 'on_hold') THEN 'begun' ELSE 'done' END,
        CASE WHEN p.state NOT IN ('planned', 'cancelled') THEN o.placed_ms END,
        CASE WHEN p.state IN ('quality_check', 'completed') THEN o.placed_ms END
    FROM production_orders p JOIN order_lines l ON l.id = p.order_line_id JOIN shop_orders o ON o.id = l.shop_order_id
    WHERE p.minutes > 0;

-- Who worked how long: append-only. A mistake is mended by an entry with negative minutes, which says why.
CREATE TABLE work_entries (
    id UUID NOT NULL CONSTRAINT work_entries_id_key PRIMARY KEY,
    production_order_id UUID NOT NULL,
    position BIGINT NOT NULL,
    member_id UUID NOT NULL REFERENCES members (id),
    minutes BIGINT NOT NULL
        CONSTRAINT work_entries_minutes_range CHECK (minutes <> 0 AND minutes BETWEEN -1440 AND 1440),
    at_ms BIGINT NOT NULL,
    day BIGINT NOT NULL,
    reason TEXT NOT NULL,
    person_id UUID REFERENCES people (id),
    CONSTRAINT work_entries_correction_explained CHECK (minutes > 0 OR reason <> ''),
    FOREIGN KEY (production_order_id, position) REFERENCES production_stages (production_order_id, position)
);
CREATE INDEX work_entries_stage ON work_entries (production_order_id, position);
CREATE INDEX work_entries_member ON work_entries (member_id, day);

-- Pictures of a piece that grows, at 30, 60 and 100 of a hundred.
CREATE TABLE production_photos (
    production_order_id UUID NOT NULL REFERENCES production_orders (id),
    picture_id TEXT NOT NULL REFERENCES pictures (id),
    mark BIGINT NOT NULL CONSTRAINT production_photos_mark_known CHECK (mark IN (30, 60, 100)),
    at_ms BIGINT NOT NULL,
    person_id UUID REFERENCES people (id),
    CONSTRAINT production_photos_production_order_id_picture_id_key PRIMARY KEY (production_order_id, picture_id)
);
CREATE INDEX production_photos_picture ON production_photos (picture_id);

-- Looks at finished pieces: append-only. One that found something says what.
CREATE TABLE quality_checks (
    id UUID NOT NULL CONSTRAINT quality_checks_id_key PRIMARY KEY,
    production_order_id UUID NOT NULL REFERENCES production_orders (id),
    passed BIGINT NOT NULL CONSTRAINT quality_checks_passed_flag CHECK (passed IN (0, 1)),
    note TEXT NOT NULL,
    at_ms BIGINT NOT NULL,
    person_id UUID REFERENCES people (id),
    CONSTRAINT quality_checks_failure_explained CHECK (passed = 1 OR note <> '')
);
CREATE INDEX quality_checks_production_order ON quality_checks (production_order_id, at_ms);

-- Material that the work took beyond what was planned, and why; the movement of the ledger says how much.
CREATE TABLE work_scraps (
    movement_id UUID NOT NULL CONSTRAINT work_scraps_movement_id_key PRIMARY KEY REFERENCES stock_movements (id),
    production_order_id UUID NOT NULL REFERENCES production_orders (id),
    cause TEXT NOT NULL CONSTRAINT work_scraps_cause_known
        CHECK (cause IN ('broken', 'cut_wrong', 'flawed', 'spoilt', 'more_needed', 'other'))
);
CREATE INDEX work_scraps_production_order ON work_scraps (production_order_id);

-- What each member earned by pieces that passed: the shares of a line add up to its making price.
CREATE TABLE production_shares (
    production_order_id UUID NOT NULL REFERENCES production_orders (id),
    member_id UUID NOT NULL REFERENCES members (id),
    minutes BIGINT NOT NULL CONSTRAINT production_shares_minutes_positive CHECK (minutes >= 0),
    share_minor BIGINT NOT NULL CONSTRAINT production_shares_share_minor_positive CHECK (share_minor >= 0),
    CONSTRAINT production_shares_production_order_id_member_id_key PRIMARY KEY (production_order_id, member_id)
);
CREATE INDEX production_shares_member ON production_shares (member_id);

CREATE TRIGGER work_entries_append_only BEFORE UPDATE OR DELETE ON work_entries
FOR EACH ROW EXECUTE FUNCTION refuse('work_entries_append_only');
CREATE TRIGGER work_entries_append_only_truncate BEFORE TRUNCATE ON work_entries
FOR EACH STATEMENT EXECUTE FUNCTION refuse('work_entries_append_only');
CREATE TRIGGER quality_checks_append_only BEFORE UPDATE OR DELETE ON quality_checks
FOR EACH ROW EXECUTE FUNCTION refuse('quality_checks_append_only');
CREATE TRIGGER quality_checks_append_only_truncate BEFORE TRUNCATE ON quality_checks
FOR EACH STATEMENT EXECUTE FUNCTION refuse('quality_checks_append_only');
CREATE TRIGGER work_scraps_append_only BEFORE UPDATE OR DELETE ON work_scraps
FOR EACH ROW EXECUTE FUNCTION refuse('work_scraps_append_only');
CREATE TRIGGER work_scraps_append_only_truncate BEFORE TRUNCATE ON work_scraps
FOR EACH STATEMENT EXECUTE FUNCTION refuse('work_scraps_append_only');
CREATE TRIGGER production_shares_append_only BEFORE UPDATE OR DELETE ON production_shares
FOR EACH ROW EXECUTE FUNCTION refuse('production_shares_append_only');
CREATE TRIGGER production_shares_append_only_truncate BEFORE TRUNCATE ON production_shares
FOR EACH STATEMENT EXECUTE FUNCTION refuse('production_shares_append_only');
