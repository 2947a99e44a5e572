INSERT INTO pauses (door, since) VALUES (?1, ?2) ON CONFLICT (door) DO NOTHING
