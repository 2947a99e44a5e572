-- // fails after a change
ALTER TABLE notes ADD COLUMN author TEXT;
UPDATE notes SET author = 'nobody';
INSERT INTO no_such_table VALUES (1);

-- //@UNDO
ALTER TABLE notes DROP COLUMN author;
