-- Jobs that ended otherwise than an older copy of the database knows, as long as they are as they were looked at: they
-- are entered anew.
DELETE FROM jobs
WHERE id IN (SELECT value ->> 'id' FROM json_each(?1))
  AND EXISTS (
    SELECT 1 FROM json_each(?1) AS known
    WHERE known.value ->> 'id' = jobs.id
      AND known.value ->> 'status' = jobs.status
      AND known.value ->> 'owner' IS jobs.owner)
