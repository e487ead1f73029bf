-- Events of usage of one hour and kind that are written together, as columns of arrays: a fraction of what a row each takes,
-- and no index has to know each of them. A version before this one goes on writing usage_event, which is counted as well.
create table usage_batch (
    first_at       timestamptz   not null,                  -- the earliest; all others are in the same hour (UTC)
    form           text          not null,
    request        boolean       not null,
    method         text          not null check (method in ('Regular', 'TDM')),
    has_session    boolean       not null,
    at             timestamptz[] not null,
    article        uuid[],                                  -- null: searches
    visitor        uuid[]        not null,                  -- by the salt of the day
    visitor_before uuid[]                                   -- in the first half minute of a day: by the salt before
);
create index usage_batch_first_at on usage_batch (first_at);

-- Hashes cannot be compressed, and the planner needs to know nothing of them.
alter table usage_batch
    alter at set storage external, alter at set statistics 0,
    alter article set storage external, alter article set statistics 0,
    alter visitor set storage external, alter visitor set statistics 0,
    alter visitor_before set storage external, alter visitor_before set statistics 0;

-- One row an event, of either table.
create view usage_click as
    select b.first_at, click.at, click.article, b.form, b.request, b.method, click.visitor, click.visitor_before,
        b.has_session
    from usage_batch b cross join lateral unnest(b.at, b.article, b.visitor, b.visitor_before)
        click (at, article, visitor, visitor_before)
    union all
    select e.at, e.at, e.article, e.form, e.request, e.method, encode(e.visitor, 'hex')::uuid,
        encode(e.visitor_before, 'hex')::uuid, e.has_session
    from usage_event e;
