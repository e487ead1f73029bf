-- Links that show a working copy to people without a key.

-- What signs them, apart from what signs cursors.
insert into secret
values ('preview', 1, decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'), now());

-- Raised to make void all links to the article's working copy that were signed before.
alter table article add column preview_epoch int not null default 0;
