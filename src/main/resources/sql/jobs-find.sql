SELECT *, (SELECT target FROM compacted WHERE path = jobs.output_path) AS compacted_into
FROM jobs
WHERE substr(id, 1, length(?1)) = ?1 OR substr(id, -length(?1)) = ?1
ORDER BY id = ?1 DESC, created_at DESC, id DESC
LIMIT 6
