-- What outputs say was published, of jobs that are not on record.
INSERT INTO ledger (job_id, door, output, input_sha256, config_hash, published_file, created_at)
SELECT
  job.value ->> 'id',
  job.value ->> 'door',
  job.value ->> 'ledger_output',
  job.value ->> 'input_sha256',
  job.value ->> 'config_hash',
  job.value ->> 'output_path',
  job.value ->> 'at'
FROM json_each(?1) AS job
WHERE job.value ->> 'output_path' IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM jobs WHERE jobs.id = job.value ->> 'id')
ORDER BY job.value ->> 'at'
ON CONFLICT (job_id) DO NOTHING
