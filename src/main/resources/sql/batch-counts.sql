SELECT status, error_kind, count(*) AS jobs, coalesce(sum(row_count), 0) AS rows,
  coalesce(sum(rejected_rows), 0) AS rejected
FROM jobs WHERE run = ?1 GROUP BY status, error_kind
