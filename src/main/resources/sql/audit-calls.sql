SELECT hook_calls.id, hook_calls.job_id, hook_calls.door, hook_calls.event, hook_calls.state, hook_calls.ended_at,
  hook_calls.facts ->> 'job_id' AS told_job, hook_calls.facts ->> 'output' AS told_output,
  jobs.status, jobs.output_path,
  EXISTS (SELECT 1 FROM hooks WHERE hooks.door = hook_calls.door AND hooks.event = hook_calls.event) AS wanted,
  EXISTS (
    SELECT 1 FROM hook_calls AS earlier
    WHERE earlier.job_id = hook_calls.job_id AND earlier.event = 'published' AND hook_calls.event = 'published'
      AND earlier.id < hook_calls.id) AS again
FROM hook_calls LEFT JOIN jobs ON jobs.id = hook_calls.job_id
ORDER BY hook_calls.id
