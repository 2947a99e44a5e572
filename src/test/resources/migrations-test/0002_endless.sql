-- // changes much, then runs until it is killed
ALTER TABLE notes ADD COLUMN author TEXT;
INSERT INTO notes (text)
  WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number LIMIT 20000)
  SELECT hex(zeroblob(1000)) FROM number;
INSERT INTO notes (text)
  WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number LIMIT 100000000000)
  SELECT 'end' FROM number WHERE n < 0;

-- //@UNDO
ALTER TABLE notes DROP COLUMN author;
