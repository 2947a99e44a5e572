-- What is needed to find their outputs; the settings that each row keeps would be much.
SELECT
  id, door, owner, input_path, work_path, original_name, created_at, input_size, input_format, engine, output_path
FROM jobs
WHERE status = 'pending' AND door IN (SELECT value FROM json_each(?1))
