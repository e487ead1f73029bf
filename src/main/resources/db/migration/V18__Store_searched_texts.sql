-- The words of texts as search indexes take them, by the file that they were made of. Everything here can be made anew.
create table searched_text (
    sha256 text  primary key references file_content on delete cascade,
    making int   not null,                                  -- what made it
    words  bytea not null                                   -- gzip of JSON, a part for each language; none where it has none
);
alter table searched_text alter column words set storage external;
