-- An article that is published ahead of its issue is in no set of that issue until the issue is published.
create or replace function stamp_oai_items() returns trigger language plpgsql as $$
begin
    insert into oai_former (article, journal, issue, section, type, stamp, superseded)
    select i.article, i.journal, i.issue, i.section, i.type, i.stamp, l.at
    from (select distinct id, at from logged where kind = 'article' and visibility = 'public') l
        join oai_item i on i.article = l.id;
    insert into oai_item (article, journal, issue, section, type, deleted, first_stamp, stamp)
    select p.article, p.journal, s.id, p.section, p.type, p.withdrawn, l.at, l.at
    from (select distinct id, at from logged where kind = 'article' and visibility = 'public') l
        join published_article p on p.article = l.id
        left join issue s on s.id = p.issue and s.status = 'published'
    on conflict (article) do update set issue = excluded.issue, section = excluded.section, type = excluded.type,
        deleted = excluded.deleted, stamp = excluded.stamp;
    return null;
end
$$;

update oai_item i set issue = null from issue s where s.id = i.issue and s.status <> 'published';
update oai_former f set issue = null from issue s where s.id = f.issue and s.status <> 'published';

-- Documents that show such an issue, or a relation to an article that never was published, are typeset anew by what
-- follows the log. Its lock first, in a statement of its own, as every writer takes it.
select pg_advisory_xact_lock(x'6f66667072696e74'::bigint);
insert into change (kind, id, journal, op, version, reason, carried, visibility, at)
select v.*, t.at
from (select 'issue', i.id, i.journal, 'updated', null::int, 'updated', false, 'editors' from issue i
        where i.status <> 'published' and exists (select from published_article p where p.issue = i.id)
    union all
    select distinct 'article', p.article, p.journal, 'updated', p.version, 'carried', false, 'public'
        from published_relation r join published_article p on p.article = r.article
        where not p.withdrawn and r.target is not null
            and not exists (select from published_article other where other.article = r.target)) v,
    (select greatest(clock_timestamp(), (select at from change order by position desc limit 1)) at) t;
