SELECT wanted.value ->> 'id' AS id, ledger.job_id, ledger.published_file, wanted.value ->> 'present' AS present
FROM json_each(?1) AS wanted
JOIN ledger ON ledger.door = wanted.value ->> 'door'
  AND ledger.output = wanted.value ->> 'output'
  AND ledger.input_sha256 = wanted.value ->> 'input_sha256'
  AND ledger.config_hash = wanted.value ->> 'config_hash'
-- Under a name that is replaced only what was published last is there.
WHERE wanted.value ->> 'replaced' IS NULL
  OR (ledger.published_file = wanted.value ->> 'replaced'
    AND NOT EXISTS (
      SELECT 1 FROM ledger AS later
      WHERE later.published_file = ledger.published_file AND later.rowid > ledger.rowid))
