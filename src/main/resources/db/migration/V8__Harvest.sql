-- What harvesters of OAI-PMH see of each article that was ever published: one row, which stays when the article goes.

-- The type of the newest version, so that sets need not look into documents.
alter table published_article add column type text;
update published_article p set type = v.body ->> 'type'
    from article_version v where v.article = p.article and v.number = p.version;
alter table published_article alter column type set not null;

create table oai_item (
    article     uuid primary key,
    journal     uuid        not null,
    issue       uuid,
    section     uuid,
    type        text        not null,
    deleted     boolean     not null,
    first_stamp timestamptz not null,                       -- when it first appeared
    stamp       timestamptz not null                        -- when what harvesters get of it last changed
);
create index oai_item_order on oai_item (stamp, article);
create index oai_item_journal on oai_item (journal, stamp, article);
create index oai_item_issue on oai_item (issue, stamp, article) where issue is not null;
create index oai_item_section on oai_item (section, stamp, article) where section is not null;
create index oai_item_type on oai_item (type, stamp, article);

insert into oai_item (article, journal, issue, section, type, deleted, first_stamp, stamp)
select p.article, p.journal, p.issue, p.section, p.type, p.withdrawn, c.first_at, c.last_at
from published_article p
    cross join lateral (select min(at) first_at, max(at) last_at from change
        where kind = 'article' and id = p.article and visibility = 'public') c
where c.last_at is not null;

-- What they were before, for some days: a list that was begun then still holds each item once, at the place that it had.
create table oai_former (
    article    uuid        not null,
    journal    uuid        not null,
    issue      uuid,
    section    uuid,
    type       text        not null,
    stamp      timestamptz not null,
    superseded timestamptz not null                         -- the stamp after it
);
create index oai_former_order on oai_former (stamp, article);
create index oai_former_superseded on oai_former (superseded);

-- The stamp is that of the change in the log, given in the same statement. Rows of oai_item are written under the lock of
-- the log only, so nobody waits for one, and a stamp is never older than an instant that was read before its commit.
create function stamp_oai_items() returns trigger language plpgsql as $$
begin
    insert into oai_former (article, journal, issue, section, type, stamp, superseded)
    select i.article, i.journal, i.issue, i.section, i.type, i.stamp, l.at
    from (select distinct id, at from logged where kind = 'article' and visibility = 'public') l
        join oai_item i on i.article = l.id;
    insert into oai_item (article, journal, issue, section, type, deleted, first_stamp, stamp)
    select p.article, p.journal, p.issue, p.section, p.type, p.withdrawn, l.at, l.at
    from (select distinct id, at from logged where kind = 'article' and visibility = 'public') l
        join published_article p on p.article = l.id
    on conflict (article) do update set issue = excluded.issue, section = excluded.section, type = excluded.type,
        deleted = excluded.deleted, stamp = excluded.stamp;
    return null;
end
$$;
create trigger stamp_oai_items after insert on change
    referencing new table as logged for each statement execute function stamp_oai_items();

-- Which version of each format the items are stamped for; where a newer one is going over them, the last article done.
create table oai_format (
    name    text primary key,
    version int not null,
    article uuid
);

-- What signs resumption tokens, apart from what signs cursors.
insert into secret
values ('harvest', 1, decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'), now());
