INSERT INTO batch_runs (id, schedule, run_date, reason, due_at, asked_by, state, created_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'asked', ?7)
