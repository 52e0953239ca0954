-- Adds nodes (several gateways on one database), cancel, idempotency and late videos.

CREATE TABLE nodes (
    id         TEXT   PRIMARY KEY,
    started_at BIGINT NOT NULL,
    seen_at    BIGINT NOT NULL
);

ALTER TABLE attempts ADD COLUMN node TEXT NULL;

ALTER TABLE jobs ADD COLUMN destination TEXT NOT NULL DEFAULT '';
ALTER TABLE jobs ADD COLUMN has_content BIGINT NOT NULL DEFAULT 0;
-- The time until which a job that has ended is still polled, because its video may come late.
ALTER TABLE jobs ADD COLUMN late_until BIGINT NULL;
-- The time since which the job's provider, destination or key is missing from the configuration. The deadline is suspended from then on.
ALTER TABLE jobs ADD COLUMN parked_at BIGINT NULL;
ALTER TABLE jobs ADD COLUMN cancellation TEXT NULL CHECK (cancellation IN ('pending', 'canceled', 'too_late', 'unsupported'));
ALTER TABLE jobs ADD COLUMN charged_micros BIGINT NOT NULL DEFAULT 0;
ALTER TABLE jobs ADD COLUMN key_id TEXT NULL;
ALTER TABLE jobs ADD COLUMN idempotency_key TEXT NULL;
ALTER TABLE jobs ADD COLUMN request_hash TEXT NULL;
ALTER TABLE jobs ADD COLUMN replayed BIGINT NOT NULL DEFAULT 0;

UPDATE jobs SET has_content = 1 WHERE status = 'completed';
UPDATE jobs SET destination = (SELECT attempts.destination FROM attempts WHERE attempts.id = jobs.attempt_id);

DROP INDEX jobs_due;
CREATE INDEX jobs_due ON jobs (provider, destination, next_poll_at) WHERE next_poll_at IS NOT NULL;
CREATE INDEX jobs_leased ON jobs (lease_owner) WHERE lease_owner IS NOT NULL;
CREATE UNIQUE INDEX jobs_idempotency ON jobs (org, idempotency_key) WHERE idempotency_key IS NOT NULL;
