-- Files that are kept here. Bytes are named by their hash and never change; a version names exactly what it was published
-- with. The bytes themselves are in the store of files, those of texts in XML here.

create table file_content (
    sha256     text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
    size       bigint      not null,
    created_at timestamptz not null,
    text       bytea                                        -- null: the store of files has the bytes
);

-- The articles whose editors have uploaded these bytes: they may name them.
create table article_content (
    article    uuid        not null references article on delete cascade,
    sha256     text        not null references file_content,
    media_type text        not null,                        -- as found by the bytes and the name
    at         timestamptz not null,
    primary key (article, sha256)
);
create index article_content_sha256 on article_content (sha256);

-- The files that the body of a version names, so that what it names stays.
create table version_file (
    article    uuid   not null,
    number     int    not null,
    name       text   not null,
    sha256     text   not null references file_content,
    role       text   not null,
    media_type text   not null,
    size       bigint not null,
    primary key (article, number, name),
    foreign key (article, number) references article_version
);
create index version_file_sha256 on version_file (sha256);

create function name_version_files() returns trigger language plpgsql as $$
begin
    insert into version_file (article, number, name, sha256, role, media_type, size)
    select new.article, new.number, f ->> 'name', f ->> 'sha256', f ->> 'role', f ->> 'mediaType', (f ->> 'size')::bigint
    from jsonb_array_elements(new.body -> 'files') f
    where f ->> 'name' is not null;
    return null;
end
$$;
create trigger name_version_files after insert on article_version for each row
    when (jsonb_path_exists(new.body, '$.files[*].name')) execute function name_version_files();

-- Uploads that may be cut off and go on (tus): their bytes wait in the data directory of the node that took them.
create table upload (
    id         uuid primary key,
    node       uuid        not null,
    key        uuid        not null,                        -- of the editor who began it
    length     bigint      not null,
    name       text,
    media_type text,
    expires_at timestamptz not null,
    sha256     text                                         -- once all of it is here
);
create index upload_expiry on upload (expires_at);
