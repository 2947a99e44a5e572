UPDATE jobs SET
  status = 'failed',
  error = 'The process ended while it worked on this job.',
  error_kind = 'interrupted',
  error_remedy = 'Run the conversion again.',
  completed_at = ?2,
  heartbeat_at = ?2
WHERE id = ?1 AND status = 'running'
