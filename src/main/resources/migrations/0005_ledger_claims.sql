-- // ledger claims: inputs that stay where they are
-- input_stamp: size, time and identity of an input that stays in its folder. known_files: what was last taken of each path
-- of such an inbox; the statement that makes a claimed job pending enters it. gone_at: since when no file is there.

ALTER TABLE jobs ADD COLUMN input_stamp TEXT;

CREATE TABLE known_files (
  door TEXT NOT NULL,
  path TEXT NOT NULL,
  stamp TEXT NOT NULL,
  sha256 TEXT,
  job_id TEXT NOT NULL,
  seen_at INTEGER NOT NULL,
  gone_at INTEGER,
  PRIMARY KEY (door, path)
) STRICT, WITHOUT ROWID;

-- @DELIMITER ;;
CREATE TRIGGER jobs_know_file AFTER UPDATE OF status ON jobs
WHEN NEW.input_stamp IS NOT NULL AND OLD.status = 'claiming' AND NEW.status = 'pending'
BEGIN
  INSERT INTO known_files (door, path, stamp, job_id, seen_at)
  VALUES (NEW.door, NEW.input_path, NEW.input_stamp, NEW.id, NEW.heartbeat_at)
  ON CONFLICT (door, path) DO UPDATE SET
    stamp = excluded.stamp,
    sha256 = NULL,
    job_id = excluded.job_id,
    seen_at = excluded.seen_at,
    gone_at = NULL;
END;;

CREATE TRIGGER jobs_know_content AFTER UPDATE OF input_sha256 ON jobs
WHEN NEW.input_stamp IS NOT NULL AND NEW.input_sha256 IS NOT NULL
BEGIN
  UPDATE known_files SET sha256 = NEW.input_sha256
  WHERE door = NEW.door AND path = NEW.input_path AND job_id = NEW.id;
END;;
-- @DELIMITER ;

CREATE VIEW known_files_view AS
SELECT door, path, stamp, sha256, job_id,
  strftime('%Y-%m-%dT%H:%M:%fZ', seen_at / 1000.0, 'unixepoch') AS seen_at,
  strftime('%Y-%m-%dT%H:%M:%fZ', gone_at / 1000.0, 'unixepoch') AS gone_at
FROM known_files;

-- //@UNDO
DROP VIEW known_files_view;
DROP TRIGGER jobs_know_content;
DROP TRIGGER jobs_know_file;
DROP TABLE known_files;
ALTER TABLE jobs DROP COLUMN input_stamp;
