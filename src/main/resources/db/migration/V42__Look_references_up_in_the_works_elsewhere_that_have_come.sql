-- The set of works elsewhere as a whole. When works have come, references alone are looked up again that have a print of
-- one of these works, or of one whose place a newer one took: what others find in the set is as before.
create table outside_set (
    one         boolean primary key default true check (one),
    emptied     bigint  not null default 0,     -- how often the set was
    is_clearing boolean not null default false, -- it was emptied, and what references had found in it is being deleted
    looked_to   bigint  not null default 0,     -- references were looked up in all works up to this one; 0: in none
    looking_to  bigint,                         -- they are being looked up in those up to this one; null: they are not
    article     uuid,                           -- the last article whose references were; null: none yet
    loaded_at   timestamptz                     -- when works came last; null where there are none
);
insert into outside_set (loaded_at)
select max(j.ended_at) from job j where j.kind = 'import' and j.request ->> 'into' = 'outside-works'
    and j.request ->> 'validateOnly' = 'false' and exists (select from outside_work w);

-- The prints of works whose places newer ones took, under numbers between those of works: each is above all works that were
-- there, and below those that came with the newer one.
create table outside_work_former_print (
    work  bigint not null,
    print bigint not null,
    primary key (work, print)
);
