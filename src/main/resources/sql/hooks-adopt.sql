UPDATE hook_calls SET door = ?5
WHERE state = 'due' AND door = ?1
  AND job_id IN (
    SELECT id FROM jobs
    WHERE substr(input_path, 1, length(?2)) = ?2
      AND (?3 = 1 OR instr(substr(input_path, length(?2) + 1), ?4) = 0))
