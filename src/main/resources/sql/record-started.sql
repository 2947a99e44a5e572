INSERT INTO jobs (id, status, input_path, input_format, input_size, config, created_at, door, owner,
  original_name, ledger_output, attempt, started_at, heartbeat_at, config_hash, profile, version,
  replay_of)
SELECT
  job.value ->> 'id',
  'running',
  job.value ->> 'input_path',
  job.value ->> 'input_format',
  job.value ->> 'input_size',
  job.value -> 'config',
  job.value ->> 'created_at',
  job.value ->> 'door',
  job.value ->> 'owner',
  job.value ->> 'original_name',
  job.value ->> 'ledger_output',
  1,
  job.value ->> 'now',
  job.value ->> 'now',
  job.value ->> 'config_hash',
  job.value ->> 'profile',
  job.value ->> 'version',
  job.value ->> 'replay_of'
FROM json_each(:?jobs) AS job
