-- Other doors with calls to be made for jobs of a folder; ?3 is 1 with the folders below.
SELECT DISTINCT hook_calls.door
FROM hook_calls JOIN jobs ON jobs.id = hook_calls.job_id
WHERE hook_calls.state = 'due' AND hook_calls.door <> ?1 AND hook_calls.door NOT LIKE 'schedule:%'
  AND substr(jobs.input_path, 1, length(?2)) = ?2
  AND (?3 = 1 OR instr(substr(jobs.input_path, length(?2) + 1), ?4) = 0)
