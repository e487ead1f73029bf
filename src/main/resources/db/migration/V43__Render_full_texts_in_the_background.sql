-- A row without a text states why the text cannot be rendered, so that it is not tried again for each reader.
alter table full_text alter column html drop not null;
alter table full_text alter column words drop not null;
alter table full_text alter column outline drop not null;
alter table full_text add column problem text;              -- reason why the text cannot be rendered; null if it can
alter table full_text add column waiting int not null default 0; -- images without a version for browsers when the text was rendered

-- Queue of versions whose texts are to be rendered.
create table full_text_work (
    article  uuid        not null,
    number   int         not null,
    attempts int         not null default 0,
    next_at  timestamptz not null default now(),
    primary key (article, number),
    foreign key (article, number) references article_version
);
create index full_text_work_next on full_text_work (next_at);

create function is_text_source(media_type text, role text) returns boolean language sql immutable as $$
    select role = 'jats' or role = 'fulltext' and media_type like 'text/html%'
$$;

create function queue_text() returns trigger language plpgsql as $$
begin
    insert into full_text_work (article, number) values (new.article, new.number) on conflict do nothing;
    return null;
end
$$;
create trigger queue_text after insert on version_file for each row
    when (is_text_source(new.media_type, new.role)) execute function queue_text();

-- Queues the newest versions without a rendered text: after this migration and after a restore.
create function queue_texts() returns void language sql as $$
    insert into full_text_work (article, number)
    select distinct v.article, v.number
    from published_article p join version_file v on v.article = p.article and v.number = p.version
    where not p.withdrawn and is_text_source(v.media_type, v.role)
        and not exists (select from full_text t where t.article = v.article and t.number = v.number and t.language = '')
    on conflict do nothing
$$;
do $$ begin perform queue_texts(); end $$;
