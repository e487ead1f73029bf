-- What records of an import name that was not there yet when they were read: looked for again at its end.
create table import_missing (
    job    uuid   not null references job on delete cascade,
    number bigint not null,                                 -- of the record in its job
    kind   text   not null,
    id     uuid   not null,                                 -- of the record
    member text   not null,
    named  jsonb  not null,                                 -- how the record names it
    primary key (job, number, member)
);
