-- // compaction
-- compactions: files of a folder that became one. open: sources and target may change places; swapped: the target stands;
-- done: nothing is left to clear up; temp is a folder that goes then. compacted: where the rows are of an output that is no file of its own any more; path
-- is what jobs.output_path and ledger.published_file say, which stay as they were.

CREATE TABLE compactions (
  id TEXT PRIMARY KEY,
  folder TEXT NOT NULL,
  target TEXT NOT NULL,
  temp TEXT NOT NULL,
  owner TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'swapped', 'done')),
  files INTEGER,
  rows INTEGER,
  bytes_before INTEGER,
  bytes_after INTEGER,
  created_at INTEGER NOT NULL,
  done_at INTEGER
) STRICT;

-- Two at once in one folder would take each other's files.
CREATE UNIQUE INDEX idx_compactions_unfinished ON compactions(folder) WHERE state <> 'done';

CREATE TABLE compacted (
  path TEXT PRIMARY KEY,
  target TEXT NOT NULL,
  compaction TEXT NOT NULL,
  number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX idx_compacted_target ON compacted(target);
CREATE INDEX idx_compacted_compaction ON compacted(compaction, number);

-- @DELIMITER ;;
CREATE TRIGGER compactions_lead_on AFTER UPDATE OF state ON compactions
WHEN NEW.state = 'swapped' AND OLD.state = 'open'
BEGIN
  UPDATE compacted SET target = NEW.target
  WHERE target IN (SELECT path FROM compacted WHERE compaction = NEW.id);
END;;

CREATE TRIGGER compactions_undone AFTER DELETE ON compactions
BEGIN
  DELETE FROM compacted WHERE compaction = OLD.id;
END;;
-- @DELIMITER ;

CREATE VIEW compactions_view AS
SELECT id, folder, target, owner, state, files, rows, bytes_before, bytes_after,
  strftime('%Y-%m-%dT%H:%M:%fZ', created_at / 1000.0, 'unixepoch') AS created_at,
  strftime('%Y-%m-%dT%H:%M:%fZ', done_at / 1000.0, 'unixepoch') AS done_at
FROM compactions;

-- //@UNDO
DROP VIEW compactions_view;
DROP TRIGGER compactions_undone;
DROP TRIGGER compactions_lead_on;
DROP TABLE compacted;
DROP TABLE compactions;
