-- PDFs generated from the full texts of published articles, one for the newest version of each article. Backups omit
-- them, because they are generated again.
create table generated_pdf (
    article uuid        primary key references published_article on delete cascade,
    version int         not null,
    making  text        not null,   -- version of the PDF writer and of the theme
    source  text        not null,   -- hash of the data that the PDF shows
    sha256  text,                   -- content in the file store; null if no PDF could be generated
    size    bigint,
    problem text,                   -- reason why no PDF could be generated; null if there is a PDF
    made_at timestamptz not null
);
create index generated_pdf_sha256 on generated_pdf (sha256);

-- Queue of articles whose PDFs may be missing or outdated.
create table pdf_work (
    article  uuid        primary key references published_article on delete cascade,
    attempts int         not null default 0,
    next_at  timestamptz not null default now()
);
create index pdf_work_next on pdf_work (next_at);
