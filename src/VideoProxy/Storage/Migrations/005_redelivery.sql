-- A callback that is delivered once more starts its schedule anew: the deliveries before that do not count.
ALTER TABLE callbacks ADD COLUMN cycle_start BIGINT NOT NULL DEFAULT 0;
