-- Who did what to keys, roles, settings, merges and backups: rows that are only added, each with the hash of the one before.
-- docs/audit.md says what a hash is made of.

create table audit (
    position    bigint primary key,                         -- without gaps: one that is missing was taken away
    at          timestamptz not null,                       -- never before the time of the row before
    actor_kind  text        not null,
    actor       text,                                       -- an id, never a name
    address     text,                                       -- shortened
    action      text        not null,
    object_kind text        not null,
    object      text,
    before_hash bytea,                                      -- SHA-256 of what was there, and of what is now
    after_hash  bytea,
    request     text,
    hash        bytea       not null                        -- SHA-256 of the hash of the row before, and of this row
);
create index audit_at on audit (at);
create index audit_actor on audit (actor, position);
create index audit_action on audit (action, position);
create index audit_object on audit (object, position);

-- One row: the last position that was taken away because it was old, and its hash, from which the chain goes on.
create table audit_start (
    only_row boolean primary key default true check (only_row),
    position bigint not null,
    hash     bytea  not null
);
insert into audit_start (position, hash) values (0, decode(repeat('00', 32), 'hex'));

-- Names of what the rows name by kind and id. No hash covers them, so that a person's can be taken away.
create table audit_name (
    kind   text    not null,
    id     text    not null,
    name   text    not null,
    erased boolean not null default false,
    primary key (kind, id)
);

create function refuse_to_change_audit() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and tg_table_name = 'audit' and current_setting('offprint.audit', true) = 'shorten' then
        return old;
    elsif tg_op = 'UPDATE' and tg_table_name = 'audit_start'
        and current_setting('offprint.audit', true) = 'shorten' then
        return new;
    end if;
    raise exception 'The audit trail is only added to.' using errcode = 'insufficient_privilege';
end
$$;
create trigger refuse_to_change before update or delete on audit
    for each row execute function refuse_to_change_audit();
create trigger refuse_to_empty before truncate on audit
    for each statement execute function refuse_to_change_audit();
create trigger refuse_to_change before insert or update or delete on audit_start
    for each row execute function refuse_to_change_audit();
create trigger refuse_to_empty before truncate on audit_start
    for each statement execute function refuse_to_change_audit();
