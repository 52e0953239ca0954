-- The original request of an unfinished job, so that another offering can make the video. Stored only if the provider's file sets retryGeneration.
CREATE TABLE requests (
    job_id  TEXT PRIMARY KEY REFERENCES jobs (id),
    request TEXT NOT NULL
);
