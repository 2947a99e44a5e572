-- Inputs that were gone, or no longer what was seen, when they were about to be moved.
-- The plus keeps SQLite from going through all jobs of a status for each row; by id it finds them at once.
DELETE FROM jobs
WHERE +status = 'claiming' AND id IN (SELECT job.value ->> 'id' FROM json_each(:?jobs) AS job)
