-- Long work. A job is done in small batches, each of which moves its place in the transaction of what it did, so that a
-- crash repeats nothing and leaves nothing out.
create table job (
    id            uuid primary key,
    kind          text        not null,
    status        text        not null check (status in ('queued', 'running', 'done', 'failed', 'cancelled')),
    request       jsonb       not null,                     -- what is to be done, as its kind has it
    place         jsonb,                                    -- how far it is, as its kind has it; null: at the beginning
    problem       text,                                     -- why it failed
    node          uuid,                                     -- whose files it needs; null: any node can do it
    claimed_by    uuid,                                     -- the worker that does it
    claimed_until timestamptz,                              -- and until when, unless it goes on
    total         bigint,                                   -- null while it is not known
    processed     bigint      not null default 0,
    created       bigint      not null default 0,
    updated       bigint      not null default 0,
    unchanged     bigint      not null default 0,
    failed        bigint      not null default 0,
    done_share    float8      not null default 0,           -- from 0 to 1
    by_key        uuid        not null,
    by_name       text        not null,
    created_at    timestamptz not null,
    started_at    timestamptz,
    ended_at      timestamptz
);
create index job_open on job (id) where status in ('queued', 'running');
create index job_key on job (kind, by_key, id);

-- What became of each record of a job, in the order of the records.
create table job_outcome (
    job     uuid   not null references job on delete cascade,
    number  bigint not null,
    outcome text   not null check (outcome in ('created', 'updated', 'unchanged', 'failed')),
    body    text   not null,                                -- JSON, as lists show it
    primary key (job, number)
);
create index job_outcome_outcome on job_outcome (job, outcome, number);

-- What an article was imported from, word for word.
create table article_source (
    article    uuid primary key references article on delete cascade,
    media_type text        not null,
    content    bytea       not null,
    at         timestamptz not null
);

-- Imports find records by what others call them.
create index issue_named on issue (journal, coalesce(body ->> 'volume', ''), coalesce(body ->> 'number', ''));
create index affiliation_named on affiliation (hashtextextended(body ->> 'name', 0));
create index article_identified on article using gin ((body -> 'identifiers') jsonb_path_ops)
    where body -> 'identifiers' <> '[]';
