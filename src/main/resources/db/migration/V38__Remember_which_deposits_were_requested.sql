-- A deposit that somebody requested is made once, even where the service has its content already.

alter table registration add column requested boolean not null default false;
