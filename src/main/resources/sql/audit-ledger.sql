SELECT job_id, door, output, input_sha256, config_hash, published_file FROM ledger ORDER BY created_at, job_id
