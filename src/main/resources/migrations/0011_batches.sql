-- // batches
-- run: the run of a schedule that a job belongs to. batch_runs: each run, asked for by somebody or due by its cron; due_at
-- is that time. run_date: local date and time of the schedule's zone, which names the inputs. schedules: since when each is
-- known, so that what was due before is not caught up. slice: how far a job reads a file that something appends to, which
-- appended_files takes over when the job ends well.

ALTER TABLE jobs ADD COLUMN run TEXT;
CREATE INDEX idx_jobs_run ON jobs(run) WHERE run IS NOT NULL;

CREATE TABLE schedules (
  name TEXT PRIMARY KEY,
  since INTEGER NOT NULL
) STRICT;

CREATE TABLE batch_runs (
  id TEXT PRIMARY KEY,
  schedule TEXT NOT NULL,
  run_date TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('asked', 'due', 'caught_up')),
  due_at INTEGER,
  asked_by TEXT,
  state TEXT NOT NULL CHECK (state IN ('asked', 'running', 'ended', 'interrupted')),
  owner TEXT,
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  ended_at INTEGER,
  exit_code INTEGER,
  counts TEXT CHECK (counts IS NULL OR json_valid(counts))
) STRICT;

CREATE INDEX idx_batch_runs ON batch_runs(schedule, state, created_at);
CREATE INDEX idx_batch_runs_due ON batch_runs(schedule, due_at);

CREATE VIEW batch_runs_view AS
SELECT id, schedule, run_date, reason,
  strftime('%Y-%m-%dT%H:%M:%fZ', due_at / 1000.0, 'unixepoch') AS due_at,
  asked_by, state, owner,
  strftime('%Y-%m-%dT%H:%M:%fZ', created_at / 1000.0, 'unixepoch') AS created_at,
  strftime('%Y-%m-%dT%H:%M:%fZ', started_at / 1000.0, 'unixepoch') AS started_at,
  strftime('%Y-%m-%dT%H:%M:%fZ', ended_at / 1000.0, 'unixepoch') AS ended_at,
  exit_code, counts
FROM batch_runs;

ALTER TABLE jobs ADD COLUMN slice TEXT CHECK (slice IS NULL OR json_valid(slice));

CREATE TABLE appended_files (
  door TEXT NOT NULL,
  path TEXT NOT NULL,
  identity TEXT NOT NULL,
  state TEXT NOT NULL CHECK (json_valid(state)),
  at INTEGER NOT NULL,
  PRIMARY KEY (door, path, identity)
) STRICT, WITHOUT ROWID;

CREATE INDEX idx_appended_files ON appended_files(door, identity);

-- An expected input that is not there fails at once: entered as a job, it is in the history and calls the hook on_failed.
-- @DELIMITER ;;
CREATE TRIGGER jobs_miss_input AFTER INSERT ON jobs
WHEN NEW.run IS NOT NULL AND NEW.status = 'pending' AND NEW.error_kind IS NOT NULL
BEGIN
  UPDATE jobs SET status = 'failed' WHERE id = NEW.id;
END;;

CREATE TRIGGER jobs_read_on AFTER UPDATE OF status ON jobs
WHEN NEW.slice IS NOT NULL AND NEW.status <> OLD.status
  AND NEW.status IN ('completed', 'completed_with_rejects')
BEGIN
  INSERT INTO appended_files (door, path, identity, state, at)
  VALUES (NEW.door, NEW.input_path, NEW.slice ->> 'identity', NEW.slice,
    coalesce(NEW.completed_at, NEW.created_at))
  ON CONFLICT (door, path, identity) DO UPDATE SET state = excluded.state, at = excluded.at;
  -- The same file under an earlier name; a file system without identities calls all of them null.
  DELETE FROM appended_files
  WHERE door = NEW.door AND identity = NEW.slice ->> 'identity' AND identity <> 'null'
    AND path <> NEW.input_path;
  -- Files that were under this path and have not been seen under another one for 30 days.
  DELETE FROM appended_files
  WHERE door = NEW.door AND path = NEW.input_path AND identity <> NEW.slice ->> 'identity'
    AND at < coalesce(NEW.completed_at, NEW.created_at) - 2592000000;
END;;

-- As before, but with the name of any door.
DROP TRIGGER jobs_call_hooks;;
CREATE TRIGGER jobs_call_hooks AFTER UPDATE OF status ON jobs
WHEN NEW.status <> OLD.status
  AND NEW.status IN ('completed', 'completed_with_rejects', 'failed', 'quarantined')
BEGIN
  INSERT INTO hook_calls (job_id, door, event, facts, created_at)
  SELECT NEW.id, NEW.door, hooks.event,
    json_object('event', hooks.event, 'job_id', NEW.id,
      'inbox', substr(NEW.door, instr(NEW.door, ':') + 1),
      'status', NEW.status, 'input', NEW.input_path, 'input_sha256', NEW.input_sha256,
      'output', NEW.output_path, 'rows', NEW.row_count, 'rejected_rows', NEW.rejected_rows,
      'rejects', NEW.rejects_path, 'error', NEW.error, 'error_kind', NEW.error_kind,
      'error_remedy', NEW.error_remedy,
      'ended_at', strftime('%Y-%m-%dT%H:%M:%fZ', NEW.completed_at / 1000.0, 'unixepoch')),
    coalesce(NEW.completed_at, NEW.created_at)
  FROM hooks
  WHERE hooks.door = NEW.door
    AND hooks.event =
      CASE WHEN NEW.status IN ('failed', 'quarantined') THEN 'failed' ELSE 'published' END;
END;;
-- @DELIMITER ;

-- //@UNDO
-- @DELIMITER ;;
DROP TRIGGER jobs_call_hooks;;
CREATE TRIGGER jobs_call_hooks AFTER UPDATE OF status ON jobs
WHEN NEW.status <> OLD.status
  AND NEW.status IN ('completed', 'completed_with_rejects', 'failed', 'quarantined')
BEGIN
  INSERT INTO hook_calls (job_id, door, event, facts, created_at)
  SELECT NEW.id, NEW.door, hooks.event,
    json_object('event', hooks.event, 'job_id', NEW.id, 'inbox', substr(NEW.door, 7),
      'status', NEW.status, 'input', NEW.input_path, 'input_sha256', NEW.input_sha256,
      'output', NEW.output_path, 'rows', NEW.row_count, 'rejected_rows', NEW.rejected_rows,
      'rejects', NEW.rejects_path, 'error', NEW.error, 'error_kind', NEW.error_kind,
      'error_remedy', NEW.error_remedy,
      'ended_at', strftime('%Y-%m-%dT%H:%M:%fZ', NEW.completed_at / 1000.0, 'unixepoch')),
    coalesce(NEW.completed_at, NEW.created_at)
  FROM hooks
  WHERE hooks.door = NEW.door
    AND hooks.event =
      CASE WHEN NEW.status IN ('failed', 'quarantined') THEN 'failed' ELSE 'published' END;
END;;
-- @DELIMITER ;
DROP TRIGGER jobs_miss_input;
DROP TRIGGER jobs_read_on;
DROP TABLE appended_files;
ALTER TABLE jobs DROP COLUMN slice;
DROP VIEW batch_runs_view;
DROP TABLE batch_runs;
DROP TABLE schedules;
DROP INDEX idx_jobs_run;
ALTER TABLE jobs DROP COLUMN run;
