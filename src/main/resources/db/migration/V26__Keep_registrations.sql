-- What is registered where, what is to be sent, and each file that was.

create table registration (
    id                 uuid primary key,
    account            uuid        not null references registration_account,
    kind               text        not null check (kind in ('article', 'issue', 'journal')),
    record             uuid        not null,
    identifier         text        not null,
    journal            uuid        not null,
    state              text        not null check (state in ('held', 'due', 'sending', 'unsure', 'submitted', 'registered',
                           'warned', 'refused', 'blocked', 'retiring', 'retired', 'released')),
    hold               text,                                -- why it is held; null in other states
    withdrawn          boolean     not null default false,  -- what is wanted is that it is gone
    precedence         int         not null,                -- the lower is sent first
    awaits             uuid,                                -- the article that it is about, which goes first
    wanted_position    bigint      not null,                -- of the change log
    wanted_hash        text        not null,                -- of what is to be registered in the end
    marked_at          timestamptz not null,                -- since when that is wanted
    sent_hash          text,
    registered_hash    text,                                -- null: nothing
    registered_version int,
    registered_at      timestamptz,
    parts              jsonb       not null default '{}',   -- of what is registered, each with its hash
    last_timestamp     bigint,
    remote_id          text,
    attempts           int         not null default 0,
    failures           int         not null default 0,      -- in a row
    next_at            timestamptz,                         -- to be sent not before; null where nothing is to be sent
    code               text,
    message            text,
    findings           jsonb       not null default '[]',
    answer             text,                                -- as the service said it
    created_at         timestamptz not null,
    updated_at         timestamptz not null
);
create unique index registration_identifier on registration (account, lower(identifier));
create index registration_record on registration (record, account);
create index registration_journal on registration (journal, id);
create index registration_state on registration (state, id);
create index registration_due on registration (account, precedence, wanted_position) where state in ('due', 'retiring');
create index registration_next on registration (next_at) where state in ('due', 'retiring');
create index registration_blocked on registration (account, journal) where state = 'blocked';
-- From 20 on: no new publications, of which many at once wait for a word.
create index registration_marked on registration (account, journal, marked_at)
    where precedence >= 20 and state in ('due', 'held');

create table registration_attempt (
    id             uuid primary key,
    account        uuid        not null references registration_account,
    state          text        not null check (state in ('sending', 'unsure', 'received', 'ended')),
    file_name      text        not null unique,
    batch          text        not null,
    timestamp      bigint      not null,
    payload        bytea,                                   -- gzip; null when it was forgotten
    payload_sha256 text        not null,
    payload_type   text        not null,
    started_at     timestamptz not null,
    sent_at        timestamptz,                             -- when the service had taken it
    submission     text,                                    -- the service's own name of it
    http_status    int,
    answer         text,                                    -- the first 64 KiB
    outcome        text,                                    -- a code; null while it is open
    asked          int         not null default 0,          -- how often the service was asked for the result
    ask_at         timestamptz,
    claimed_by     uuid,
    claimed_until  timestamptz,
    ended_at       timestamptz
);
create index registration_attempt_open on registration_attempt (ask_at) where state <> 'ended';
create index registration_attempt_account on registration_attempt (account) where state <> 'ended';
create index registration_attempt_payload on registration_attempt (started_at) where payload is not null;

create table registration_attempt_item (
    attempt      uuid    not null references registration_attempt on delete cascade,
    registration uuid    not null references registration on delete cascade,
    number       int     not null,                          -- of the attempts of the registration
    hash         text    not null,
    version      int,
    parts        jsonb   not null,
    withdrawn    boolean not null,
    outcome      text,                                      -- null while it is open
    findings     jsonb   not null default '[]',
    primary key (attempt, registration),
    unique (registration, number)
);
-- One in flight for each registration.
create unique index registration_attempt_item_open on registration_attempt_item (registration) where outcome is null;

insert into follower (name, position)
select 'registration', coalesce(max(position), 0) from change;
