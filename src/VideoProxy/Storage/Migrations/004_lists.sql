-- Adds lists of an organisation's jobs, and the deletion of jobs by clients.

ALTER TABLE jobs ADD COLUMN deleted_at BIGINT NULL CHECK (deleted_at IS NULL OR completed_at IS NOT NULL);

DROP INDEX jobs_org;
CREATE INDEX jobs_shown ON jobs (org, created_at, id) WHERE hidden = 0 AND deleted_at IS NULL;
