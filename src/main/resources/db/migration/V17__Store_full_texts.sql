-- Texts of versions as they are read, made of their JATS when they are first asked for. Everything here can be made anew.
create table full_text (
    article  uuid  not null,
    number   int   not null,
    language text  not null,                                -- of a translation; '' for the article itself
    making   int   not null,                                -- what made it
    html     bytea not null,                                -- gzip, as the others
    words    bytea not null,
    outline  bytea not null,
    primary key (article, number, language),
    foreign key (article, number) references article_version
);
alter table full_text alter column html set storage external;
alter table full_text alter column words set storage external;
alter table full_text alter column outline set storage external;
