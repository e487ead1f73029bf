-- The rules of indexers that published articles do not meet, and how many articles of a journal and an issue that are.
-- All of it is made of the documents, and made anew where the set of rules is another one.

create table readiness (
    article uuid primary key references article on delete cascade,
    journal uuid   not null,
    issue   uuid,
    failing text[] not null,                                -- ids of rules
    unknown text[] not null
);
create index readiness_journal on readiness (journal, article);
create index readiness_issue on readiness (issue, article) where issue is not null;

-- The articles themselves are counted under the empty rule; those without an issue under the issue of zeros.
create table readiness_count (
    journal uuid   not null,
    issue   uuid   not null,
    rule    text   not null,
    failing bigint not null,
    unknown bigint not null,
    primary key (journal, issue, rule)
);

-- One row: everything of the change log up to the position is counted, and of the change after it the articles up to
-- this one.
create table readiness_place (
    only_row boolean primary key default true check (only_row),
    rule_set int    not null,
    position bigint not null,
    article  uuid
);
insert into readiness_place (rule_set, position) values (0, 0);
