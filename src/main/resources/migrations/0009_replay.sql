-- // replay
-- Of an input that holds rejected rows of an earlier job: that job. Its row may go before this one does.

ALTER TABLE jobs ADD COLUMN replay_of TEXT;
CREATE INDEX idx_jobs_replay ON jobs(replay_of) WHERE replay_of IS NOT NULL;

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
  strftime('%Y-%m-%dT%H:%M:%fZ', archived_at / 1000.0, 'unixepoch') AS archived_at, warnings,
  replay_of
FROM jobs;

-- //@UNDO
DROP VIEW jobs_view;
DROP INDEX idx_jobs_replay;
ALTER TABLE jobs DROP COLUMN replay_of;
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
  strftime('%Y-%m-%dT%H:%M:%fZ', archived_at / 1000.0, 'unixepoch') AS archived_at, warnings
FROM jobs;
