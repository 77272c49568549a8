-- Materials that a shop makes itself. Amounts are in base units of the material that they are of.

-- How one batch is made.
CREATE TABLE recipes (
    material_id UUID NOT NULL CONSTRAINT recipes_material_id_key PRIMARY KEY REFERENCES materials (id),
    makes BIGINT NOT NULL CONSTRAINT recipes_makes_positive CHECK (makes > 0),
    minutes BIGINT NOT NULL CONSTRAINT recipes_minutes_range CHECK (minutes BETWEEN 0 AND 100000)
);

-- What it takes, in the order in which it was written.
CREATE TABLE recipe_inputs (
    material_id UUID NOT NULL REFERENCES recipes (material_id),
    input_id UUID NOT NULL REFERENCES materials (id),
    position BIGINT NOT NULL,
    amount BIGINT NOT NULL CONSTRAINT recipe_inputs_amount_positive CHECK (amount > 0),
    waste_permille BIGINT NOT NULL
        CONSTRAINT recipe_inputs_waste_permille_range CHECK (waste_permille BETWEEN 0 AND 5000),
    CONSTRAINT recipe_inputs_material_id_input_id_key PRIMARY KEY (material_id, input_id),
    CONSTRAINT recipe_inputs_not_itself CHECK (input_id <> material_id)
);

-- What can be taken instead of an input, the best first.
CREATE TABLE recipe_substitutes (
    material_id UUID NOT NULL,
    input_id UUID NOT NULL,
    position BIGINT NOT NULL,
    substitute_id UUID NOT NULL REFERENCES materials (id),
    CONSTRAINT recipe_substitutes_material_id_input_id_position_key PRIMARY KEY (material_id, input_id, position),
    CONSTRAINT recipe_substitutes_not_itself CHECK (substitute_id <> material_id),
    FOREIGN KEY (material_id, input_id) REFERENCES recipe_inputs (material_id, input_id)
);

-- What comes of it besides.
CREATE TABLE recipe_by_products (
    material_id UUID NOT NULL REFERENCES recipes (material_id),
    by_product_id UUID NOT NULL REFERENCES materials (id),
    position BIGINT NOT NULL,
    amount BIGINT NOT NULL CONSTRAINT recipe_by_products_amount_positive CHECK (amount > 0),
    CONSTRAINT recipe_by_products_material_id_by_product_id_key PRIMARY KEY (material_id, by_product_id),
    CONSTRAINT recipe_by_products_not_itself CHECK (by_product_id <> material_id)
);

-- A production order for the shelf: so much of a material, on its day. It stands in the queue with the work for orders.
CREATE TABLE batches (
    id UUID NOT NULL CONSTRAINT batches_id_key PRIMARY KEY,
    shop_id UUID NOT NULL REFERENCES shops (id),
    number BIGINT NOT NULL CONSTRAINT batches_number_positive CHECK (number > 0),
    material_id UUID NOT NULL REFERENCES materials (id),
    state TEXT NOT NULL CONSTRAINT batches_state_known
        CHECK (state IN ('planned', 'in_production', 'completed', 'cancelled')),
    planned BIGINT NOT NULL CONSTRAINT batches_planned_positive CHECK (planned > 0),
    yielded BIGINT CONSTRAINT batches_yielded_positive CHECK (yielded >= 0),
    day BIGINT NOT NULL,
    minutes BIGINT NOT NULL CONSTRAINT batches_minutes_positive CHECK (minutes >= 0),
    note TEXT NOT NULL,
    outcome TEXT NOT NULL,
    planned_ms BIGINT NOT NULL,
    begun_ms BIGINT,
    ended_ms BIGINT,
    person_id UUID REFERENCES people (id),
    CONSTRAINT batches_shop_id_number_key UNIQUE (shop_id, number),
    CONSTRAINT batches_yield_known CHECK ((state = 'completed') = (yielded IS NOT NULL))
);
CREATE INDEX batches_material ON batches (material_id);

-- What a batch takes: as planned, promised to it from the shelf, and used, with what that cost in centimes.
CREATE TABLE batch_inputs (
    batch_id UUID NOT NULL REFERENCES batches (id),
    material_id UUID NOT NULL REFERENCES materials (id),
    amount BIGINT NOT NULL CONSTRAINT batch_inputs_amount_positive CHECK (amount > 0),
    allocated BIGINT NOT NULL CONSTRAINT batch_inputs_allocated_range CHECK (allocated BETWEEN 0 AND amount),
    consumed BIGINT CONSTRAINT batch_inputs_consumed_positive CHECK (consumed >= 0),
    cost_minor BIGINT CONSTRAINT batch_inputs_cost_minor_positive CHECK (cost_minor >= 0),
    CONSTRAINT batch_inputs_batch_id_material_id_key PRIMARY KEY (batch_id, material_id)
);
CREATE INDEX batch_inputs_material ON batch_inputs (material_id);

-- What comes of it besides: as planned, and as it was.
CREATE TABLE batch_by_products (
    batch_id UUID NOT NULL REFERENCES batches (id),
    material_id UUID NOT NULL REFERENCES materials (id),
    planned BIGINT NOT NULL CONSTRAINT batch_by_products_planned_positive CHECK (planned > 0),
    yielded BIGINT CONSTRAINT batch_by_products_yielded_positive CHECK (yielded >= 0),
    CONSTRAINT batch_by_products_batch_id_material_id_key PRIMARY KEY (batch_id, material_id)
);

-- Movements of the ledger that a batch caused: append-only, as the ledger. The lot that an output made has its id.
CREATE TABLE batch_movements (
    movement_id UUID NOT NULL CONSTRAINT batch_movements_movement_id_key PRIMARY KEY REFERENCES stock_movements (id),
    batch_id UUID NOT NULL REFERENCES batches (id)
);
CREATE INDEX batch_movements_batch ON batch_movements (batch_id);

CREATE TRIGGER batch_movements_append_only BEFORE UPDATE OR DELETE ON batch_movements
FOR EACH ROW EXECUTE FUNCTION refuse('batch_movements_append_only');
CREATE TRIGGER batch_movements_append_only_truncate BEFORE TRUNCATE ON batch_movements
FOR EACH STATEMENT EXECUTE FUNCTION refuse('batch_movements_append_only');

-- Why material was thrown away, beside the movement that says so.
CREATE TABLE scraps (
    movement_id UUID NOT NULL CONSTRAINT scraps_movement_id_key PRIMARY KEY REFERENCES stock_movements (id),
    cause TEXT NOT NULL CONSTRAINT scraps_cause_known
        CHECK (cause IN ('spoilt', 'broken', 'failed', 'offcut', 'trial', 'other'))
);

-- The output of a batch that is not done is expected on its day.
ALTER TABLE expected_arrivals ADD COLUMN batch_id UUID REFERENCES batches (id);
CREATE INDEX expected_arrivals_batch ON expected_arrivals (batch_id);
