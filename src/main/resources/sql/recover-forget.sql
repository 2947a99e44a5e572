-- Jobs that ended otherwise than an older copy of the database knows: they are entered anew.
DELETE FROM jobs WHERE id IN (SELECT value FROM json_each(?1))
