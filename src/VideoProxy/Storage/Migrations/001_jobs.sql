-- Times are unix milliseconds, flags are 0 or 1, and JSON is text, so that the same SQL runs on SQLite and PostgreSQL.

CREATE TABLE settings (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE jobs (
    id                 TEXT   PRIMARY KEY,
    org                TEXT   NOT NULL,
    dialect            TEXT   NOT NULL,
    model              TEXT   NOT NULL,
    status             TEXT   NOT NULL CHECK (status IN ('queued', 'in_progress', 'completed', 'failed', 'canceled', 'expired')),
    progress           BIGINT NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 100),
    version            BIGINT NOT NULL DEFAULT 1,
    hidden             BIGINT NOT NULL DEFAULT 0,
    prompt             TEXT   NULL,
    seconds            BIGINT NOT NULL,
    size               TEXT   NOT NULL,
    resolution         TEXT   NOT NULL,
    aspect_ratio       TEXT   NOT NULL,
    audio              BIGINT NOT NULL,
    metadata           TEXT   NULL,
    created_at         BIGINT NOT NULL,
    deadline_at        BIGINT NOT NULL,
    completed_at       BIGINT NULL,
    expires_at         BIGINT NULL,
    error_code         TEXT   NULL,
    error_message      TEXT   NULL,
    callback_url       TEXT   NULL,
    callback_secret    TEXT   NULL,
    callback_signature TEXT   NULL,
    link_base          TEXT   NOT NULL,
    attempt_id         TEXT   NOT NULL,
    provider           TEXT   NOT NULL,
    next_poll_at       BIGINT NULL,
    poll_failures      BIGINT NOT NULL DEFAULT 0,
    lease_owner        TEXT   NULL,
    lease_until        BIGINT NULL,
    CHECK ((completed_at IS NOT NULL) = (status IN ('completed', 'failed', 'canceled', 'expired'))),
    CHECK (status <> 'failed' OR error_code IS NOT NULL),
    CHECK (status <> 'completed' OR error_code IS NULL),
    CHECK ((callback_url IS NULL) = (callback_secret IS NULL))
);

CREATE INDEX jobs_due ON jobs (provider, next_poll_at) WHERE status IN ('queued', 'in_progress');
CREATE INDEX jobs_org ON jobs (org, created_at);

CREATE TABLE attempts (
    id             TEXT   PRIMARY KEY,
    job_id         TEXT   NOT NULL REFERENCES jobs (id),
    number         BIGINT NOT NULL,
    state          TEXT   NOT NULL CHECK (state IN ('calling', 'accepted', 'rejected', 'unknown')),
    provider       TEXT   NOT NULL,
    destination    TEXT   NOT NULL,
    model          TEXT   NOT NULL,
    upstream_model TEXT   NOT NULL,
    price_micros   BIGINT NOT NULL,
    upstream_id    TEXT   NULL,
    note           TEXT   NULL,
    content        TEXT   NULL,
    fault_kind     TEXT   NULL,
    fault_message  TEXT   NULL,
    native_code    TEXT   NULL,
    created_at     BIGINT NOT NULL,
    resolved_at    BIGINT NULL,
    UNIQUE (job_id, number),
    UNIQUE (provider, destination, upstream_id),
    CHECK ((state = 'accepted') = (upstream_id IS NOT NULL)),
    CHECK ((state = 'calling') = (resolved_at IS NULL))
);

CREATE INDEX attempts_calling ON attempts (state) WHERE state IN ('calling', 'unknown');
