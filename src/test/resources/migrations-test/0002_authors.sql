-- // authors
ALTER TABLE notes ADD COLUMN author TEXT;
UPDATE notes SET author = 'nobody';

-- //@UNDO
ALTER TABLE notes DROP COLUMN author;
