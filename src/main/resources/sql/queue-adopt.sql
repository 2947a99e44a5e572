-- Inputs in this inbox's work folder, by the ids in their names: claimed when it, or its folder, had another name.
UPDATE jobs SET door = ?1, work_path = found.value
FROM json_each(?2) AS found
WHERE jobs.id = found.key
  AND jobs.work_path IS NOT NULL
  AND (jobs.door <> ?1 OR jobs.work_path <> found.value)
