-- // inbox: the jobs table as the queue of watched folders
-- lane: small or large, which workers take it. work_path: the claimed input, until it is archived.
-- not_before: a pending job is not taken before. archive_path: the input in done/ or failed/.

ALTER TABLE jobs ADD COLUMN lane TEXT;
ALTER TABLE jobs ADD COLUMN work_path TEXT;
ALTER TABLE jobs ADD COLUMN not_before INTEGER;
ALTER TABLE jobs ADD COLUMN cancel_asked_at INTEGER;
ALTER TABLE jobs ADD COLUMN archive_path TEXT;
ALTER TABLE jobs ADD COLUMN archived_at INTEGER;

CREATE INDEX idx_jobs_queue ON jobs(lane, id) WHERE status = 'pending';
CREATE INDEX idx_jobs_work ON jobs(door, id) WHERE work_path IS NOT NULL;
CREATE INDEX idx_jobs_kept ON jobs(door, archived_at) WHERE archive_path IS NOT NULL;
CREATE INDEX idx_jobs_archive ON jobs(archive_path) WHERE archive_path IS NOT NULL;

-- Inboxes that take nothing in and start no job until somebody resumes them; door * is all.
CREATE TABLE pauses (
  door TEXT PRIMARY KEY,
  since INTEGER NOT NULL
) STRICT;

DROP VIEW jobs_view;
CREATE VIEW jobs_view AS
SELECT id, status, input_path, input_format, input_size, output_path, output_size, row_count,
  column_count, compression_ratio, duration_ms, throughput, error, config,
  strftime('%Y-%m-%dT%H:%M:%fZ', created_at / 1000.0, 'unixepoch') AS created_at,
  strftime('%Y-%m-%dT%H:%M:%fZ', completed_at / 1000.0, 'unixepoch') AS completed_at,
  door, owner, original_name, ledger_output, engine, engine_reason, attempt,
  strftime('%Y-%m-%dT%H:%M:%fZ', started_at / 1000.0, 'unixepoch') AS started_at,
  strftime('%Y-%m-%dT%H:%M:%fZ', heartbeat_at / 1000.0, 'unixepoch') AS heartbeat_at,
  input_sha256, config_hash, rejected_rows, skipped_rows, rejects_path, profile, error_kind,
  error_remedy, duplicate_of, idempotency_key, version, metrics, lane, work_path, archive_path,
  strftime('%Y-%m-%dT%H:%M:%fZ', not_before / 1000.0, 'unixepoch') AS not_before,
  strftime('%Y-%m-%dT%H:%M:%fZ', cancel_asked_at / 1000.0, 'unixepoch') AS cancel_asked_at,
  strftime('%Y-%m-%dT%H:%M:%fZ', archived_at / 1000.0, 'unixepoch') AS archived_at
FROM jobs;

-- //@UNDO
DROP VIEW jobs_view;
DROP TABLE pauses;
DROP INDEX idx_jobs_archive;
DROP INDEX idx_jobs_kept;
DROP INDEX idx_jobs_work;
DROP INDEX idx_jobs_queue;
ALTER TABLE jobs DROP COLUMN archived_at;
ALTER TABLE jobs DROP COLUMN archive_path;
ALTER TABLE jobs DROP COLUMN cancel_asked_at;
ALTER TABLE jobs DROP COLUMN not_before;
ALTER TABLE jobs DROP COLUMN work_path;
ALTER TABLE jobs DROP COLUMN lane;
CREATE VIEW jobs_view AS
SELECT id, status, input_path, input_format, input_size, output_path, output_size, row_count,
  column_count, compression_ratio, duration_ms, throughput, error, config,
  strftime('%Y-%m-%dT%H:%M:%fZ', created_at / 1000.0, 'unixepoch') AS created_at,
  strftime('%Y-%m-%dT%H:%M:%fZ', completed_at / 1000.0, 'unixepoch') AS completed_at,
  door, owner, original_name, ledger_output, engine, engine_reason, attempt,
  strftime('%Y-%m-%dT%H:%M:%fZ', started_at / 1000.0, 'unixepoch') AS started_at,
  strftime('%Y-%m-%dT%H:%M:%fZ', heartbeat_at / 1000.0, 'unixepoch') AS heartbeat_at,
  input_sha256, config_hash, rejected_rows, skipped_rows, rejects_path, profile, error_kind,
  error_remedy, duplicate_of, idempotency_key, version, metrics
FROM jobs;
