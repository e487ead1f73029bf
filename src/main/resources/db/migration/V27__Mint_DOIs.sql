-- The last number that the pattern of a journal's DOIs has used; numbers may be left out.
create table doi_sequence (
    journal uuid   primary key references journal on delete cascade,
    last    bigint not null
);

-- A journal has a DOI as a title, too.
alter table doi drop constraint doi_kind_check;
alter table doi add constraint doi_kind_check check (kind in ('article', 'issue', 'journal'));
