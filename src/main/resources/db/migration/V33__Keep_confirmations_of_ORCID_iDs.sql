-- ORCID iDs of contributors that their holders have confirmed by a link. Outside of versions: a confirmation counts for as
-- long as the contributor of that name has that iD in the newest version.

create table contributor_confirmation (
    link         uuid primary key,                          -- of the link, which is good once
    article      uuid        not null references article on delete cascade,
    orcid        text        not null,
    name         text        not null,                      -- of the contributor, as printed then
    confirmed_at timestamptz not null
);
create index contributor_confirmation_article on contributor_confirmation (article);
