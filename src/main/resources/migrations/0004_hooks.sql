-- // hooks: who is to be told when a job of an inbox ends
-- hooks: what the watcher of an inbox wants to be told. hook_calls: what is to be told, entered by the very statement that
-- ends a job, so that no crash comes between the two.

CREATE TABLE hooks (
  door TEXT NOT NULL,
  event TEXT NOT NULL CHECK (event IN ('published', 'failed')),
  PRIMARY KEY (door, event)
) STRICT;

CREATE TABLE hook_calls (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  job_id TEXT NOT NULL REFERENCES jobs(id) ON DELETE CASCADE,
  door TEXT NOT NULL,
  event TEXT NOT NULL CHECK (event IN ('published', 'failed')),
  facts TEXT NOT NULL CHECK (json_valid(facts)),
  state TEXT NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'done', 'failed', 'dropped')),
  attempts INTEGER NOT NULL DEFAULT 0,
  not_before INTEGER NOT NULL DEFAULT 0,
  error TEXT,
  created_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;

CREATE INDEX idx_hook_calls_due ON hook_calls(door, event, id) WHERE state = 'due';
CREATE INDEX idx_hook_calls_job ON hook_calls(job_id);

-- @DELIMITER ;;
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

CREATE VIEW hook_calls_view AS
SELECT id, job_id, door, event, facts, state, attempts,
  strftime('%Y-%m-%dT%H:%M:%fZ', not_before / 1000.0, 'unixepoch') AS not_before,
  error,
  strftime('%Y-%m-%dT%H:%M:%fZ', created_at / 1000.0, 'unixepoch') AS created_at,
  strftime('%Y-%m-%dT%H:%M:%fZ', ended_at / 1000.0, 'unixepoch') AS ended_at
FROM hook_calls;

-- //@UNDO
DROP VIEW hook_calls_view;
DROP TRIGGER jobs_call_hooks;
DROP TABLE hook_calls;
DROP TABLE hooks;
