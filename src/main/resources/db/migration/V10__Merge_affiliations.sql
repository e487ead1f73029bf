-- One organization that was recorded twice: the loser leads to its survivor, which may itself be merged later. Chains
-- stay as they are, so that each merge can be undone on its own, and are followed to their end where they are read.

alter table affiliation add column merged_into uuid references affiliation;
create index affiliation_merged_into on affiliation (merged_into) where merged_into is not null;

-- A ROR id is one organization's among those that are not merged.
alter table affiliation drop constraint affiliation_ror_key;
create unique index affiliation_ror on affiliation (ror) where merged_into is null;
create index affiliation_merged_ror on affiliation (ror) where merged_into is not null;

-- What an affiliation is merged into in the end: itself where it is not merged; null where there is none of this id.
create function affiliation_end(uuid) returns uuid language sql stable strict as $$
    with recursive chain (id, merged_into) as (
        select id, merged_into from affiliation where id = $1
        union
        select a.id, a.merged_into from chain c join affiliation a on a.id = c.merged_into)
    select id from chain where merged_into is null
$$;

-- An affiliation and all that lead to it, at any depth.
create function affiliation_with_merged(uuid) returns setof uuid language sql stable strict rows 2 as $$
    with recursive tree (id) as (
        select $1
        union
        select a.id from tree t join affiliation a on a.merged_into = t.id)
    select id from tree
$$;
