-- The references of newest versions that lead somewhere. What was matched can be made anew; what editors decided stays.

create table citation (
    citing    uuid        not null references article on delete cascade,
    key       text        not null,                         -- of the reference, or what it is called where it has none
    cited     uuid references article,                      -- null where it leads to no article held here
    doi_key   text,                                         -- of a work that is not held here, by an editor
    method    text        not null check (method in ('doi', 'identifier', 'key', 'words', 'editor')),
    score     float8      not null,                         -- 0 to 1: how much of the work the reference says
    decided   timestamptz not null,
    text_hash text        not null,                         -- of what the reference said then
    primary key (citing, key)
);
create index citation_cited on citation (cited) where cited is not null;
create index citation_doi on citation (doi_key) where doi_key is not null;

-- How many published articles cite each, for search indexes: they take rows by their stamps, which are in order of commit.
create table cited_article (
    article   uuid primary key references article on delete cascade,
    citations int    not null,
    stamp     bigint not null
);
create index cited_article_stamp on cited_article (stamp);

-- What a follower begins with: whatever is in the log up to it was in its sight from the start.
alter table follower add column seen bigint;
insert into follower (name, position) values ('citations', 0);
