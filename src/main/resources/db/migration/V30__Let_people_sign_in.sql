-- People who sign in at a provider of OpenID Connect, and those who are invited to.

create table person (
    id                 uuid primary key,
    issuer             text,                                -- the provider; null until an invitation is taken up
    subject            text,                                -- what the provider calls the person; never an e-mail address
    name               text        not null,
    role               text        check (role in ('editor', 'admin')),  -- null: no rights
    journals           uuid[],                              -- of an editor; null: all journals
    invitation         bytea       unique,                  -- SHA-256 of the secret of a link that is not used yet
    invited_until      timestamptz,
    created_at         timestamptz not null,
    signed_in_at       timestamptz,                         -- the last time; null: never
    unique (issuer, subject),
    check ((issuer is null) = (subject is null))
);

-- A browser that somebody signed in with. Every node knows it, and it can be ended.
create table person_session (
    hash       bytea primary key,                           -- SHA-256 of the cookie
    person     uuid        not null references person on delete cascade,
    started_at timestamptz not null,
    expires_at timestamptz not null
);
create index person_session_person on person_session (person, started_at);
create index person_session_expiry on person_session (expires_at);

-- What hides the state of a sign-in that is under way from the browser that keeps it, on every node alike.
insert into secret
values ('sign-in', 1, decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'), now());
