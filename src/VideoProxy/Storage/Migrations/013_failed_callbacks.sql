-- Redelivery of what failed since some time reads only these rows.
CREATE INDEX callbacks_failed ON callbacks (finished_at) WHERE status = 'failed';
