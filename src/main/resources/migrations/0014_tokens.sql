-- // tokens: who may ask the HTTP server for what
-- tokens.digest: SHA-256 of the token, lower-case hex; the token itself is nowhere. expires_at: from then on it is none;
-- NULL is never. A token that is revoked is deleted.

CREATE TABLE tokens (
  name TEXT PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
  scope TEXT NOT NULL CHECK (scope IN ('read', 'write', 'admin')),
  created_at INTEGER NOT NULL,
  expires_at INTEGER
) STRICT;

-- //@UNDO
DROP TABLE tokens;
