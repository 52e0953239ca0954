-- The decoded length and hash of a video that is base64 inside a reply. The tracker reads the video once to measure them.
ALTER TABLE attempts ADD COLUMN content_length BIGINT NULL CHECK (content_length >= 0);
ALTER TABLE attempts ADD COLUMN content_sha256 TEXT NULL;
