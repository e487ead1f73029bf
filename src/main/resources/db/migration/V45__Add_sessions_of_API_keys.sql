-- Browser in which an API key was pasted into the sign-in page of the desk. The cookie contains a random value, not the key.

create table key_session (
    hash       bytea primary key,                           -- SHA-256 of the cookie
    key        uuid        not null,                        -- API key, or the admin key of the environment
    started_at timestamptz not null,
    expires_at timestamptz not null
);
create index key_session_key on key_session (key, started_at);
create index key_session_expiry on key_session (expires_at);
