-- // service: what is removed in time, and requests that come again
-- request_hash: what the request said that made the job, so that its key is not taken for another one.

ALTER TABLE jobs ADD COLUMN request_hash TEXT;
CREATE INDEX idx_jobs_duplicate ON jobs(duplicate_of) WHERE duplicate_of IS NOT NULL;

-- //@UNDO
DROP INDEX idx_jobs_duplicate;
ALTER TABLE jobs DROP COLUMN request_hash;
