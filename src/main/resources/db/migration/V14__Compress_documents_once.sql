-- Documents of published articles as most readers are sent them: compressed, with the Link header. Made when an article
-- is typeset, and for what was there before when it is first asked for. Everything here can be made anew.

create table compressed_document (
    article uuid  primary key,
    etag    text  not null,                                 -- of the document that it was made of
    making  int   not null,                                 -- what made the links
    content bytea not null,                                 -- gzip
    links   text  not null
);
alter table compressed_document alter column content set storage external;

create or replace function forget_renderings() returns trigger language plpgsql as $$
begin
    delete from rendering where article = new.article;
    delete from compressed_document where article = new.article;
    return null;
end
$$;
