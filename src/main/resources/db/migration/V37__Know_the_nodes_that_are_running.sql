-- The nodes of this database that are running, and up to which change readers of each have everything: a write waits
-- for them. What it says is true for seconds, so nothing of it is written to the log of the server.
create unlogged table node (
    id       uuid        primary key,                      -- of one run of a node
    position bigint      not null,
    awaited  bigint      not null,                         -- up to which change writes of this node wait for others
    seen_at  timestamptz not null
);
