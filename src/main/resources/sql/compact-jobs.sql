-- What is on record of jobs whose rows a file holds, as far as it says whether the file may be touched.
SELECT
  wanted.value AS id,
  jobs.status,
  coalesce(jobs.output_path, ledger.published_file) AS path,
  compacted.target,
  jobs.door LIKE 'inbox:%' AND jobs.config ->> '$."conversion.on_existing"' = 'replace' AS replaced,
  jobs.work_path IS NOT NULL AS unsettled,
  EXISTS (SELECT 1 FROM hook_calls WHERE hook_calls.job_id = jobs.id AND hook_calls.state = 'due') AS hook_due
FROM json_each(?1) AS wanted
LEFT JOIN jobs ON jobs.id = wanted.value
LEFT JOIN ledger ON ledger.job_id = wanted.value
LEFT JOIN compacted ON compacted.path = coalesce(jobs.output_path, ledger.published_file)
