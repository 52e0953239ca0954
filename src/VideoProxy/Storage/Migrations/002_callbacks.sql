CREATE TABLE callbacks (
    id          TEXT   PRIMARY KEY,
    event_id    TEXT   NOT NULL UNIQUE,
    job_id      TEXT   NOT NULL UNIQUE REFERENCES jobs (id),
    type        TEXT   NOT NULL,
    url         TEXT   NOT NULL,
    secret      TEXT   NOT NULL,
    signature   TEXT   NOT NULL,
    status      TEXT   NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'delivered', 'failed')),
    attempts    BIGINT NOT NULL DEFAULT 0,
    next_at     BIGINT NOT NULL,
    lease_owner TEXT   NULL,
    lease_until BIGINT NULL,
    created_at  BIGINT NOT NULL,
    finished_at BIGINT NULL,
    CHECK ((finished_at IS NULL) = (status = 'pending'))
);

CREATE INDEX callbacks_due ON callbacks (next_at) WHERE status = 'pending';

CREATE TABLE deliveries (
    callback_id TEXT   NOT NULL REFERENCES callbacks (id),
    number      BIGINT NOT NULL,
    at          BIGINT NOT NULL,
    duration_ms BIGINT NOT NULL,
    status      BIGINT NULL,
    error       TEXT   NULL,
    reply       TEXT   NULL,
    PRIMARY KEY (callback_id, number)
);
