-- That an article cannot be written in a format is stored too: then there is no content.
alter table rendering alter column content drop not null;

-- What is stored is read much more often than written. Most records are of 2 to 8 kB: these stay in their rows, as they
-- are; larger ones go beside the table, as they are too. Undoing a compression would cost more than reading them.
alter table rendering alter column content set storage external;
alter table rendering set (toast_tuple_target = 8160);

-- The addresses within what harvesters get; where they are others than before, the last item that was stamped anew
-- because of that.
create table oai_address (
    one     boolean primary key default true check (one),
    address text not null,
    article uuid
);
