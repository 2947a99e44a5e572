SELECT input_path FROM jobs WHERE run = ?1
