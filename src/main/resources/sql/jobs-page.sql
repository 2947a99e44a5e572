SELECT *, rowid AS arrival FROM jobs WHERE rowid < ?1 ORDER BY rowid DESC LIMIT ?2
