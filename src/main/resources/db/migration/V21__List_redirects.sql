-- Paths of old that lead to pages. The list is replaced as a whole: all rows have the time of that.

create table redirect (
    path   text primary key,                                -- decoded, without a slash at its end; the query as it is
    source text        not null,                            -- the path as it was given
    target text        not null,                            -- a path here, or a whole address
    ordinal int        not null,
    set_at timestamptz not null
);
