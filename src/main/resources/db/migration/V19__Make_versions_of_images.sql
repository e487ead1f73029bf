-- Versions of images for browsers, and thumbnails, made in the background of what published versions name. Everything here
-- can be made anew.

create table image (
    sha256  text primary key references file_content on delete cascade,
    width   int,                                            -- of the original as it is shown; null: it cannot be read
    height  int,
    problem text                                            -- why there are no versions
);

create table image_version (
    sha256     text   not null references image on delete cascade,
    size       text   not null,                             -- web-1600, web-800 or thumbnail-320
    made       text   not null,                             -- the bytes in the store of files, by their hash
    media_type text   not null,
    width      int    not null,
    height     int    not null,
    bytes      bigint not null,
    primary key (sha256, size)
);
create index image_version_made on image_version (made);

-- Images that wait for their versions.
create table image_work (
    sha256     text primary key references file_content on delete cascade,
    media_type text        not null,
    attempts   int         not null default 0,
    next_at    timestamptz not null default now()
);
create index image_work_next on image_work (next_at);

-- Of a PDF only where it is a figure: the first page of a paper is none.
create function has_image_versions(media_type text, role text) returns boolean language sql immutable as $$
    select media_type in ('image/tiff', 'image/png', 'image/jpeg', 'image/gif', 'image/bmp')
        or media_type = 'application/pdf' and role in ('asset', 'figure', 'cover')
$$;

create function queue_image() returns trigger language plpgsql as $$
begin
    insert into image_work (sha256, media_type)
    select new.sha256, new.media_type
    where not exists (select from image i where i.sha256 = new.sha256)
    on conflict do nothing;
    return null;
end
$$;
create trigger queue_image after insert on version_file for each row
    when (has_image_versions(new.media_type, new.role)) execute function queue_image();

-- For what is there already, and after a restore.
create function queue_images() returns void language sql as $$
    insert into image_work (sha256, media_type)
    select distinct on (v.sha256) v.sha256, v.media_type from version_file v
    where has_image_versions(v.media_type, v.role) and not exists (select from image i where i.sha256 = v.sha256)
    order by v.sha256
    on conflict do nothing
$$;
do $$ begin perform queue_images(); end $$;
