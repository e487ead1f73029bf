-- The JATS that an article was imported from is a file of its working copy, and of its newest version where nothing was
-- changed since. Texts in XML are kept here, as they are.

create temporary table held on commit drop as
select s.article, encode(sha256(s.content), 'hex') as sha256, octet_length(s.content) as size, s.content, s.at
from article_source s;

insert into file_content (sha256, size, created_at, text)
select distinct on (sha256) sha256, size, at, content from held order by sha256, at on conflict do nothing;

insert into article_content (article, sha256, media_type, at)
select article, sha256, 'application/jats+xml', at from held;

create temporary table named on commit drop as
select article, sha256, size, jsonb_build_array(jsonb_build_object('role', 'jats', 'mediaType', 'application/jats+xml',
    'size', size, 'sha256', sha256, 'name', 'article.xml')) as file
from held;

update article_version v
set body = jsonb_set(v.body, '{files}', coalesce(v.body -> 'files', '[]'::jsonb) || n.file)
from named n join article a on a.id = n.article
where v.article = a.id and v.number = a.version and not a.has_unpublished_changes;

insert into version_file (article, number, name, sha256, role, media_type, size)
select a.id, a.version, 'article.xml', n.sha256, 'jats', 'application/jats+xml', n.size
from named n join article a on a.id = n.article
where a.version > 0 and not a.has_unpublished_changes
    and exists (select from article_version v where v.article = a.id and v.number = a.version);

update article a
set body = jsonb_set(a.body, '{files}', coalesce(a.body -> 'files', '[]'::jsonb) || n.file)
from named n where n.article = a.id;

drop table article_source;
