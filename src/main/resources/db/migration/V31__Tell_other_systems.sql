-- Webhooks: other systems are told of what changed. An event is stored once, as the bytes that are sent and signed, and
-- has a delivery for each webhook that wants it.

create table webhook (
    id            uuid primary key,
    url           text        not null,
    description   text,
    types         text[]      not null,
    journals      uuid[],                                   -- null is all
    state         text        not null check (state in ('active', 'disabled')),
    reason        text check (reason in ('editor', 'gone', 'failing', 'key')),
    secret        bytea       not null,                     -- sealed
    former_secret bytea,                                    -- sealed; signs too until then
    former_until  timestamptz,
    key_id        uuid        not null,                     -- of who wrote it last, and whose rights it has
    key_name      text        not null,
    is_admin      boolean     not null,
    from_position bigint      not null,                     -- changes after it are told
    failing_since timestamptz,
    revision      int         not null,
    created_at    timestamptz not null,
    updated_at    timestamptz not null,
    check ((state = 'disabled') = (reason is not null)),
    check ((former_secret is null) = (former_until is null))
);

create table webhook_event (
    id         uuid primary key,
    type       text        not null,
    journal    uuid,                                        -- null where it is of no journal
    key_id     uuid,                                        -- where it is for this key and admins alone
    for_admins boolean     not null,
    position   bigint unique,                               -- of the change that it tells
    body       bytea       not null,
    at         timestamptz not null
);
create index webhook_event_at on webhook_event (at);

create table webhook_delivery (
    webhook     uuid        not null references webhook on delete cascade,
    event       uuid        not null references webhook_event on delete cascade,
    state       text        not null check (state in ('due', 'delivering', 'delivered', 'failed', 'given-up')),
    attempts    int         not null default 0,
    round_start int         not null default 0,             -- attempts before the present round
    next_at     timestamptz,                                -- when it is to be tried, or the present try is lost
    claimed_by  uuid,
    created_at  timestamptz not null,
    ended_at    timestamptz,
    primary key (webhook, event)
);
create index webhook_delivery_next on webhook_delivery (webhook, next_at) where next_at is not null;
create index webhook_delivery_state on webhook_delivery (webhook, state, event);
create index webhook_delivery_event on webhook_delivery (event);

create table webhook_attempt (
    webhook      uuid        not null,
    event        uuid        not null,
    number       int         not null,
    at           timestamptz not null,
    milliseconds int         not null,
    status       int,                                       -- null where there was no answer
    answer       text,                                      -- how it begins
    problem      text,                                      -- null where it was delivered
    primary key (webhook, event, number),
    foreign key (webhook, event) references webhook_delivery on delete cascade
);

insert into follower (name, position) select 'webhooks', coalesce(max(position), 0) from change;
