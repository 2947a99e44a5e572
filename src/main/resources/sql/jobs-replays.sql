SELECT * FROM jobs WHERE replay_of = ?1 ORDER BY id
