-- // contracts
-- What the outputs of a folder have in common, and each change of that. Rows never change: the primary key is what makes
-- one of two jobs that want the next revision lose.

CREATE TABLE schema_versions (
  folder TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision > 0),
  version INTEGER NOT NULL CHECK (version > 0),
  columns TEXT NOT NULL CHECK (json_valid(columns)),
  changes TEXT NOT NULL CHECK (json_valid(changes)),
  job_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (folder, revision)
) STRICT;

-- @DELIMITER ;;
CREATE TRIGGER schema_versions_stay BEFORE UPDATE ON schema_versions
BEGIN
  SELECT RAISE(ABORT, 'a revision of a schema never changes');
END;;
-- @DELIMITER ;

CREATE VIEW schema_versions_view AS
SELECT folder, revision, version, columns, changes, job_id,
  strftime('%Y-%m-%dT%H:%M:%fZ', created_at / 1000.0, 'unixepoch') AS created_at
FROM schema_versions;

-- //@UNDO
DROP VIEW schema_versions_view;
DROP TRIGGER schema_versions_stay;
DROP TABLE schema_versions;
