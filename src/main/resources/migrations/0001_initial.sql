-- // initial: jobs, measurements, schema cache, profiles, ledger
-- Times are epoch milliseconds; the views show them as ISO text in UTC.

CREATE TABLE changelog (
  ID INTEGER PRIMARY KEY,
  APPLIED_AT TEXT NOT NULL,
  DESCRIPTION TEXT NOT NULL
) STRICT;

CREATE TABLE jobs (
  id TEXT PRIMARY KEY,
  status TEXT NOT NULL CHECK (status IN ('claiming', 'pending', 'running', 'completed',
    'completed_with_rejects', 'empty', 'failed', 'cancelled', 'duplicate', 'quarantined')),
  input_path TEXT NOT NULL,
  input_format TEXT,
  input_size INTEGER,
  output_path TEXT,
  output_size INTEGER,
  row_count INTEGER,
  column_count INTEGER,
  compression_ratio REAL,
  duration_ms INTEGER,
  throughput REAL,
  error TEXT,
  config TEXT CHECK (config IS NULL OR json_valid(config)),
  created_at INTEGER NOT NULL
    DEFAULT (CAST(round((julianday('now') - 2440587.5) * 86400000) AS INTEGER)),
  completed_at INTEGER,
  door TEXT NOT NULL,
  owner TEXT,
  original_name TEXT NOT NULL,
  ledger_output TEXT,
  engine TEXT,
  engine_reason TEXT,
  attempt INTEGER NOT NULL DEFAULT 0,
  started_at INTEGER,
  heartbeat_at INTEGER,
  input_sha256 TEXT,
  config_hash TEXT,
  rejected_rows INTEGER,
  skipped_rows INTEGER,
  rejects_path TEXT,
  profile TEXT,
  error_kind TEXT,
  error_remedy TEXT,
  duplicate_of TEXT,
  idempotency_key TEXT,
  version TEXT,
  metrics TEXT CHECK (metrics IS NULL OR json_valid(metrics))
) STRICT;

CREATE INDEX idx_jobs_status ON jobs(status);
CREATE INDEX idx_jobs_created ON jobs(created_at);

CREATE TABLE schema_cache (
  file_hash TEXT PRIMARY KEY,
  file_path TEXT,
  file_size INTEGER,
  schema TEXT CHECK (schema IS NULL OR json_valid(schema)),
  pm_suggestion TEXT CHECK (pm_suggestion IS NULL OR json_valid(pm_suggestion)),
  created_at INTEGER NOT NULL
    DEFAULT (CAST(round((julianday('now') - 2440587.5) * 86400000) AS INTEGER))
) STRICT;

-- A profile of the configuration files has a row of source 'file' that only counts its use.
CREATE TABLE profiles (
  name TEXT PRIMARY KEY,
  config TEXT NOT NULL CHECK (json_valid(config)),
  usage_count INTEGER NOT NULL DEFAULT 0,
  last_used_at INTEGER,
  created_at INTEGER NOT NULL
    DEFAULT (CAST(round((julianday('now') - 2440587.5) * 86400000) AS INTEGER)),
  source TEXT NOT NULL DEFAULT 'table' CHECK (source IN ('table', 'file'))
) STRICT;

CREATE TABLE metrics (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  job_id TEXT REFERENCES jobs(id) ON DELETE CASCADE,
  metric_name TEXT NOT NULL,
  metric_value REAL NOT NULL,
  context TEXT CHECK (context IS NULL OR json_valid(context)),
  created_at INTEGER NOT NULL
    DEFAULT (CAST(round((julianday('now') - 2440587.5) * 86400000) AS INTEGER))
) STRICT;

CREATE INDEX idx_metrics_name ON metrics(metric_name);
CREATE INDEX idx_metrics_job ON metrics(job_id);

-- What was published, for ever: it refers to no job row, because those are removed in time.
CREATE TABLE ledger (
  job_id TEXT PRIMARY KEY,
  door TEXT NOT NULL,
  output TEXT NOT NULL,
  input_sha256 TEXT NOT NULL,
  config_hash TEXT NOT NULL,
  published_file TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX idx_ledger_key ON ledger(door, output, input_sha256, config_hash);

-- @DELIMITER ;;
CREATE TRIGGER jobs_spread_metrics AFTER UPDATE OF metrics ON jobs
WHEN NEW.metrics IS NOT NULL
BEGIN
  DELETE FROM metrics WHERE job_id = NEW.id;
  INSERT INTO metrics (job_id, metric_name, metric_value, context, created_at)
  SELECT NEW.id, measured.key, measured.value,
    json_object('input_format', NEW.input_format, 'input_size', NEW.input_size,
      'row_count', NEW.row_count, 'column_count', NEW.column_count, 'engine', NEW.engine,
      'door', NEW.door),
    coalesce(NEW.completed_at, NEW.started_at, NEW.created_at)
  FROM json_each(NEW.metrics) AS measured
  WHERE measured.type IN ('integer', 'real');
END;;

CREATE TRIGGER jobs_enter_ledger AFTER UPDATE OF status ON jobs
WHEN NEW.status IN ('completed', 'completed_with_rejects') AND NEW.status <> OLD.status
BEGIN
  INSERT INTO ledger (job_id, door, output, input_sha256, config_hash, published_file, created_at)
  VALUES (NEW.id, NEW.door, NEW.ledger_output, NEW.input_sha256, NEW.config_hash,
    NEW.output_path, NEW.completed_at);
END;;

CREATE TRIGGER jobs_count_profile_use AFTER INSERT ON jobs
WHEN NEW.profile IS NOT NULL
BEGIN
  INSERT INTO profiles (name, config, usage_count, last_used_at, created_at, source)
  VALUES (NEW.profile, '{}', 1, NEW.created_at, NEW.created_at, 'file')
  ON CONFLICT (name) DO UPDATE SET
    usage_count = usage_count + 1,
    last_used_at = max(coalesce(last_used_at, 0), excluded.last_used_at);
END;;
-- @DELIMITER ;

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

CREATE VIEW schema_cache_view AS
SELECT file_hash, file_path, file_size, schema, pm_suggestion,
  strftime('%Y-%m-%dT%H:%M:%fZ', created_at / 1000.0, 'unixepoch') AS created_at
FROM schema_cache;

CREATE VIEW profiles_view AS
SELECT name, config, usage_count,
  strftime('%Y-%m-%dT%H:%M:%fZ', last_used_at / 1000.0, 'unixepoch') AS last_used_at,
  strftime('%Y-%m-%dT%H:%M:%fZ', created_at / 1000.0, 'unixepoch') AS created_at,
  source
FROM profiles;

CREATE VIEW metrics_view AS
SELECT id, job_id, metric_name, metric_value, context,
  strftime('%Y-%m-%dT%H:%M:%fZ', created_at / 1000.0, 'unixepoch') AS created_at
FROM metrics;

CREATE VIEW ledger_view AS
SELECT job_id, door, output, input_sha256, config_hash, published_file,
  strftime('%Y-%m-%dT%H:%M:%fZ', created_at / 1000.0, 'unixepoch') AS created_at
FROM ledger;

-- //@UNDO
DROP VIEW ledger_view;
DROP VIEW metrics_view;
DROP VIEW profiles_view;
DROP VIEW schema_cache_view;
DROP VIEW jobs_view;
DROP TRIGGER jobs_count_profile_use;
DROP TRIGGER jobs_enter_ledger;
DROP TRIGGER jobs_spread_metrics;
DROP TABLE ledger;
DROP TABLE metrics;
DROP TABLE profiles;
DROP TABLE schema_cache;
DROP TABLE jobs;
DROP TABLE changelog;
