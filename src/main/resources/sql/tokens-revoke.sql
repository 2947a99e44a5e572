-- Removes a token.
DELETE FROM tokens WHERE name = ?1
