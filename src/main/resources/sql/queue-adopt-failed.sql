-- Inputs that wait to be tried again in this inbox's folder of failures, whatever name it had; ?3 are those of the other
-- inboxes that are watched here, which may lie below it.
UPDATE jobs SET door = ?1
WHERE status = 'pending'
  AND door LIKE 'inbox:%'
  AND door <> ?1
  AND substr(work_path, 1, length(?2)) = ?2
  AND NOT EXISTS (
    SELECT 1 FROM json_each(?3) AS other
    WHERE length(other.value) > length(?2) AND substr(work_path, 1, length(other.value)) = other.value)
