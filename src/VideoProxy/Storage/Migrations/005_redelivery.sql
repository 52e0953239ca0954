-- The number of deliveries before the last redelivery was requested. The retry schedule counts from there.
ALTER TABLE callbacks ADD COLUMN cycle_start BIGINT NOT NULL DEFAULT 0;
