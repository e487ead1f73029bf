-- Accounts with services that registrations are sent to, and what of which journal is sent there.

create table registration_account (
    id            uuid primary key,
    target        text        not null check (target in ('crossref', 'datacite', 'doaj')),
    name          text        not null,
    test          boolean     not null,
    base_url      text,                                     -- null: the one that the target has of this kind
    settings      jsonb       not null,
    state         text        not null check (state in ('active', 'paused', 'blocked')),
    reason        text,                                     -- a code; why nothing is sent
    message       text,                                     -- the same for people
    store         uuid        not null,                     -- of the store that sends; a restored one sends nothing
    failures      int         not null default 0,           -- in a row, that were the service's
    breaker_until timestamptz,                              -- nothing is sent before
    failing_since timestamptz,
    succeeded_at  timestamptz,
    revision      int         not null,
    created_at    timestamptz not null,
    updated_at    timestamptz not null
);

-- Apart from the accounts, so that no backup and no list of accounts can hold it.
create table registration_secret (
    account    uuid primary key references registration_account on delete cascade,
    sealed     bytea       not null,
    changed_at timestamptz not null
);

create table registration_plan (
    journal        uuid        not null references journal on delete cascade,
    account        uuid        not null references registration_account,
    target         text        not null,
    test           boolean     not null,
    kinds          text[]      not null,                    -- article, issue, journal
    types_left_out text[]      not null,                    -- types of articles
    mode           text        not null check (mode in ('automatic', 'confirm', 'off')),
    since          timestamptz,                             -- records that appeared before are left alone
    looking        boolean     not null,                    -- whether all records of the journal are looked at anew
    looked_up_to   uuid,                                    -- the last article looked at; null: none yet
    updated_at     timestamptz not null,
    primary key (journal, account),
    unique (journal, target, test)
);
create index registration_plan_account on registration_plan (account);
create index registration_plan_looking on registration_plan (updated_at) where looking;
