-- // metrics as a view
-- Seventeen rows a job with two indexes were half of the database and of what was written to it; the values stand in
-- jobs.metrics all the same. Here they are rows again for whoever asks.

DROP VIEW IF EXISTS metrics_view;
DROP TRIGGER IF EXISTS jobs_spread_metrics;
DROP TABLE IF EXISTS metrics;

CREATE VIEW metrics AS
SELECT jobs.id AS job_id, measured.key AS metric_name, CAST(measured.value AS REAL) AS metric_value,
  json_object('input_format', jobs.input_format, 'input_size', jobs.input_size,
    'row_count', jobs.row_count, 'column_count', jobs.column_count, 'engine', jobs.engine,
    'door', jobs.door) AS context,
  coalesce(jobs.completed_at, jobs.started_at, jobs.created_at) AS created_at
FROM jobs, json_each(jobs.metrics) AS measured
WHERE measured.type IN ('integer', 'real');

CREATE VIEW metrics_view AS
SELECT job_id, metric_name, metric_value, context,
  strftime('%Y-%m-%dT%H:%M:%fZ', created_at / 1000.0, 'unixepoch') AS created_at
FROM metrics;

-- //@UNDO
DROP VIEW IF EXISTS metrics_view;
DROP VIEW IF EXISTS metrics;

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

INSERT INTO metrics (job_id, metric_name, metric_value, context, created_at)
SELECT jobs.id, measured.key, measured.value,
  json_object('input_format', jobs.input_format, 'input_size', jobs.input_size,
    'row_count', jobs.row_count, 'column_count', jobs.column_count, 'engine', jobs.engine,
    'door', jobs.door),
  coalesce(jobs.completed_at, jobs.started_at, jobs.created_at)
FROM jobs, json_each(jobs.metrics) AS measured
WHERE measured.type IN ('integer', 'real');

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
-- @DELIMITER ;

CREATE VIEW metrics_view AS
SELECT id, job_id, metric_name, metric_value, context,
  strftime('%Y-%m-%dT%H:%M:%fZ', created_at / 1000.0, 'unixepoch') AS created_at
FROM metrics;
