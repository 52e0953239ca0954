-- Of a video that is base64 inside a reply: what it is when decoded, learnt by reading it through once.
ALTER TABLE attempts ADD COLUMN content_length BIGINT NULL CHECK (content_length >= 0);
ALTER TABLE attempts ADD COLUMN content_sha256 TEXT NULL;
