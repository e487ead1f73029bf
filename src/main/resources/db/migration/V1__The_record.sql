-- The record of what journals have published, and what editors are working on.
-- Runs on PostgreSQL 15 and newer. Ids are UUIDv7 made by the service.
-- Every list is ordered by (sort_key, id): sort_key is made by the service so that comparing bytes gives the order.

-- One row: which store this is. A restored store gets a new id, so that nothing outside mistakes an old position for a new one.
create table store (
    id         uuid primary key,
    created_at timestamptz not null
);
insert into store values (gen_random_uuid(), now());

-- Keys that sign cursors; shared by all nodes. The newest signs, all verify.
create table secret (
    purpose    text        not null,
    number     int         not null,
    key        bytea       not null,
    created_at timestamptz not null,
    primary key (purpose, number)
);
insert into secret
values ('cursor', 1, decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'), now());

create table api_key (
    id           uuid primary key,
    name         text        not null,
    hash         bytea       not null unique,
    role         text        not null check (role in ('editor', 'admin')),
    journals     uuid[],                                    -- null: all journals
    created_at   timestamptz not null,
    expires_at   timestamptz,
    revoked_at   timestamptz,
    last_used_at timestamptz
);

-- The first answers of writes that came with an Idempotency-Key, kept for 24 hours.
create table idempotent_answer (
    key_hash  bytea primary key,                            -- of the API key, method, path and Idempotency-Key
    body_hash bytea       not null,
    status    int         not null,
    headers   jsonb       not null,
    body      bytea       not null,
    at        timestamptz not null
);
create index idempotent_answer_at on idempotent_answer (at);

-- Journals -----------------------------------------------------------------------------------------------------------

create table journal (
    id         uuid primary key,
    slug       text        not null,                        -- unique by journal_slug
    body       jsonb       not null,
    continues  uuid references journal,
    revision   int         not null,
    sort_key   text collate "C" not null,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
create index journal_order on journal (sort_key, id);
create index journal_continues on journal (continues) where continues is not null;

-- Every slug a journal has or had: an old one leads to it.
create table journal_slug (
    slug    text primary key,
    journal uuid not null references journal on delete cascade
);
create index journal_slug_journal on journal_slug (journal);

create table journal_issn (
    issn    text primary key,
    journal uuid not null references journal on delete cascade
);
create index journal_issn_journal on journal_issn (journal);

-- The sections of a journal, for the foreign keys of articles; what they are called is in the journal's body.
create table section (
    id      uuid primary key,
    journal uuid not null references journal on delete cascade,
    ordinal int  not null,
    unique (id, journal)
);
create index section_journal on section (journal, ordinal);

-- Issues -------------------------------------------------------------------------------------------------------------

create table issue (
    id               uuid primary key,
    journal          uuid        not null references journal,
    status           text        not null check (status in ('draft', 'published')),
    body             jsonb       not null,
    published_at     timestamptz,                           -- when it first appeared here
    scheduled_at     timestamptz,
    schedule         jsonb,
    schedule_problem jsonb,
    revision         int         not null,
    sort_key         text collate "C" not null,
    created_at       timestamptz not null,
    updated_at       timestamptz not null,
    unique (id, journal)
);
create index issue_order on issue (sort_key, id);
create index issue_journal_order on issue (journal, sort_key, id);
create index issue_scheduled on issue (scheduled_at) where scheduled_at is not null;

-- Affiliations -------------------------------------------------------------------------------------------------------

create table affiliation (
    id         uuid primary key,
    body       jsonb       not null,
    ror        text unique,
    parent     uuid references affiliation,
    successor  uuid references affiliation,
    revision   int         not null,
    sort_key   text collate "C" not null,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
create index affiliation_order on affiliation (sort_key, id);
create index affiliation_country on affiliation ((body ->> 'country'), sort_key, id);
create index affiliation_parent on affiliation (parent) where parent is not null;
create index affiliation_successor on affiliation (successor) where successor is not null;

-- Articles: the working copy -----------------------------------------------------------------------------------------

create table article (
    id                      uuid primary key,
    journal                 uuid        not null references journal,
    issue                   uuid,
    section                 uuid,
    position                int,
    slug                    text        not null,           -- unique by article_slug
    status                  text        not null check (status in ('draft', 'published', 'withdrawn')),
    body                    jsonb       not null,
    version                 int         not null,           -- the newest published one; 0: none yet
    has_unpublished_changes boolean     not null,
    scheduled_at            timestamptz,
    schedule                jsonb,
    schedule_problem        jsonb,
    withdrawal              jsonb,
    retraction              jsonb,
    revision                int         not null,
    sort_key                text collate "C" not null,
    created_at              timestamptz not null,
    updated_at              timestamptz not null,
    published_at            timestamptz,                    -- when it first appeared here
    foreign key (issue, journal) references issue (id, journal),
    foreign key (section, journal) references section (id, journal)
);
create index article_by_slug on article (slug);
create index article_order on article (sort_key, id);
create index article_journal_order on article (journal, sort_key, id);
create index article_issue on article (issue, sort_key, id) where issue is not null;
create index article_section on article (section) where section is not null;
create index article_scheduled on article (scheduled_at) where scheduled_at is not null;

create table article_slug (
    slug      text primary key,
    article   uuid    not null references article on delete cascade,
    published boolean not null                              -- stays reserved for its article
);
create index article_slug_article on article_slug (article);

-- A DOI belongs to one article or issue, in whatever spelling of its letters.
create table doi (
    doi       text primary key,
    kind      text    not null check (kind in ('article', 'issue')),
    holder    uuid    not null,
    published boolean not null                              -- stays reserved for its holder
);
create index doi_holder on doi (holder);

-- The affiliations that the working copy names.
create table article_affiliation (
    article     uuid not null references article on delete cascade,
    affiliation uuid not null references affiliation,
    primary key (article, affiliation)
);
create index article_affiliation_affiliation on article_affiliation (affiliation, article);

-- Who changed what and when: the working copy after each change.
create table article_history (
    article  uuid        not null references article on delete cascade,
    revision int         not null,
    at       timestamptz not null,
    by_key   uuid,
    by_name  text        not null,
    action   text        not null,
    changed  text[]      not null,                          -- members of the body that this change touched
    body     jsonb       not null,
    primary key (article, revision)
);

-- Articles: what is published ----------------------------------------------------------------------------------------

-- The body of a version never changes. Its document is the newest one's until the next version comes.
create table article_version (
    article      uuid        not null references article,
    number       int         not null,
    kind         text        not null,
    note         text,
    published_at timestamptz not null,
    published_by text        not null,
    body         jsonb       not null,
    document     bytea,                                     -- null for the newest: published_article has it
    etag         text,
    primary key (article, number)
);
alter table article_version alter column document set storage external;

-- The newest version of each published article, typeset: the bytes that readers get.
create table published_article (
    article     uuid primary key references article,
    version     int         not null,
    journal     uuid        not null references journal,
    issue       uuid,
    section     uuid,
    position    int,
    doi         text,                                   -- as given
    doi_key     text,
    withdrawn   boolean     not null,
    sort_key    text collate "C" not null,
    document    bytea       not null,                       -- a withdrawn one's: the tombstone
    summary     bytea       not null,                       -- the item of lists
    etag        text        not null,
    modified_at timestamptz not null
);
alter table published_article alter column document set storage external;
create index published_article_order on published_article (sort_key, article) where not withdrawn;
create index published_article_journal_order on published_article (journal, sort_key, article) where not withdrawn;
create index published_article_issue on published_article (issue, sort_key, article) where not withdrawn;
create index published_article_doi on published_article (doi_key) where doi_key is not null;

-- What the newest version shows, so that a change of it is carried there.
create table published_affiliation (
    article     uuid not null references published_article,
    affiliation uuid not null references affiliation,
    primary key (article, affiliation)
);
create index published_affiliation_affiliation on published_affiliation (affiliation, article);

create table published_relation (
    article uuid not null references published_article,
    ordinal int  not null,
    type    text not null,
    target  uuid,
    doi_key text,
    primary key (article, ordinal)
);
create index published_relation_target on published_relation (target) where target is not null;
create index published_relation_doi on published_relation (doi_key) where doi_key is not null;

-- Whose relations the newest document shows turned round (hasCorrection, hasRetraction …).
create table shown_inverse (
    article uuid not null references published_article,
    source  uuid not null references article,
    primary key (article, source)
);
create index shown_inverse_source on shown_inverse (source);

-- The change log -----------------------------------------------------------------------------------------------------

-- Ordered and complete: rows are written last in their transaction under one lock, so positions are in order of commit.
create table change (
    position   bigint generated always as identity primary key,
    kind       text        not null check (kind in ('journal', 'issue', 'article', 'affiliation')),
    id         uuid        not null,
    journal    uuid,
    op         text        not null check (op in ('created', 'updated', 'deleted')),
    version    int,
    reason     text        not null,
    carried    boolean     not null,
    visibility text        not null check (visibility in ('public', 'editors')),
    at         timestamptz not null
);
create index change_public on change (position) where visibility = 'public';
create index change_journal on change (journal, position) where visibility = 'public';

-- How far each follower of the log is; for carrying, the last article done of the change after position.
create table follower (
    name     text primary key,
    position bigint not null,
    article  uuid
);
insert into follower values ('carrying', 0, null);
