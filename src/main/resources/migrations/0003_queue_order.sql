-- // queue order: what takes from the queue and what asks the ledger find their rows at once

-- In the order of arrival, which is that of the table's row numbers, whatever the clock does.
DROP INDEX idx_jobs_queue;
CREATE INDEX idx_jobs_queue ON jobs(lane) WHERE status = 'pending';
CREATE INDEX idx_jobs_again ON jobs(lane) WHERE status = 'pending' AND attempt > 0;
CREATE INDEX idx_jobs_waiting ON jobs(door) WHERE status = 'pending';
CREATE INDEX idx_ledger_file ON ledger(published_file);

-- By path: of inputs of one name in one inbox the oldest comes first where outputs are replaced.
DROP INDEX idx_jobs_work;
CREATE INDEX idx_jobs_work ON jobs(door, input_path) WHERE work_path IS NOT NULL;

-- //@UNDO
DROP INDEX idx_jobs_work;
CREATE INDEX idx_jobs_work ON jobs(door, id) WHERE work_path IS NOT NULL;
DROP INDEX idx_ledger_file;
DROP INDEX idx_jobs_waiting;
DROP INDEX idx_jobs_again;
DROP INDEX idx_jobs_queue;
CREATE INDEX idx_jobs_queue ON jobs(lane, id) WHERE status = 'pending';
