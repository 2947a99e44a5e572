SELECT max(max(created_at), coalesce(max(completed_at), 0)) AS newest FROM jobs
