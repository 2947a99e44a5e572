-- Up to when the times of a schedule have had their run.
SELECT max(since, coalesce((SELECT max(due_at) FROM batch_runs WHERE schedule = ?1), 0)) AS until
FROM schedules WHERE name = ?1
