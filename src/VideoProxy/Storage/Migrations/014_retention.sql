-- Retention finds the oldest rows without reading the others.
CREATE INDEX jobs_ended ON jobs (completed_at) WHERE completed_at IS NOT NULL;
CREATE INDEX deliveries_at ON deliveries (at);
