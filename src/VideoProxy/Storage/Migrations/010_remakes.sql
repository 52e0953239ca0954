-- Adds videos that are made from other videos.
ALTER TABLE jobs ADD COLUMN remake TEXT NULL CHECK (remake IN ('remix', 'edit', 'extension'));
ALTER TABLE jobs ADD COLUMN source_id TEXT NULL CHECK ((source_id IS NULL) = (remake IS NULL));
