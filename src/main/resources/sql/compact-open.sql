-- Changes nothing where the folder is being compacted already.
INSERT INTO compactions (id, folder, target, temp, owner, created_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT DO NOTHING
