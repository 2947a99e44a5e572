-- // http: what is uploaded, and jobs that are asked for more than once
-- uploads.key: what a client gives so that a repeated request is the same upload. complete: 1 when all bytes are there
-- and on the disk; then size and sha256 are those of the file. length: the size that the client has announced.

CREATE TABLE uploads (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  complete INTEGER NOT NULL DEFAULT 0 CHECK (complete IN (0, 1)),
  length INTEGER,
  size INTEGER,
  sha256 TEXT,
  key TEXT,
  created_at INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX idx_uploads_key ON uploads(key) WHERE key IS NOT NULL;
CREATE INDEX idx_uploads_created ON uploads(created_at);
CREATE UNIQUE INDEX idx_jobs_idempotency ON jobs(door, idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX idx_jobs_door ON jobs(door, status);

-- //@UNDO
DROP INDEX idx_jobs_door;
DROP INDEX idx_jobs_idempotency;
DROP TABLE uploads;
