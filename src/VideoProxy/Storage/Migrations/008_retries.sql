-- What a video was asked for with, kept until its end so that it can be made elsewhere: only where a provider's file says retryGeneration.
CREATE TABLE requests (
    job_id  TEXT PRIMARY KEY REFERENCES jobs (id),
    request TEXT NOT NULL
);
