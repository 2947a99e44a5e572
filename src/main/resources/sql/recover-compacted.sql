-- Outputs that are no files of their own any more, as the footer of the file says that has their rows.
INSERT INTO compacted (path, target, compaction, number)
SELECT job.value ->> 'output_path', job.value ->> 'compacted_into', 'recovered', 0
FROM json_each(?1) AS job
WHERE job.value ->> 'compacted_into' IS NOT NULL
ON CONFLICT (path) DO UPDATE SET target = excluded.target
