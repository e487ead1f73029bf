-- Articles whose pages show other links of references, or another list of what cites them: nodes that keep pages take the
-- rows by their stamps, which are in order of commit.

create table citation_change (
    article uuid primary key references article on delete cascade,
    stamp   bigint not null
);
create index citation_change_stamp on citation_change (stamp);
