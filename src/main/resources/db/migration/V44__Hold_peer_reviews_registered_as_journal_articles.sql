-- Earlier versions deposited peer reviews with Crossref as journal articles. Registered peer reviews are put on hold, so
-- that editors can find the DOIs that have the wrong record type at Crossref. If a file is in progress, the empty hash
-- has the record checked again after the result arrives.
with review as (
    select r.id, r.state in ('registered', 'warned') as settled
    from registration r
        join registration_account a on a.id = r.account
        join published_article p on p.article = r.record
    where a.target = 'crossref' and r.kind = 'article' and not p.withdrawn and p.type = 'peer-review'
        and r.state in ('registered', 'warned', 'sending', 'unsure', 'submitted')
), text as (
    select 'The article is not a peer review. Offprint cannot deposit peer reviews with Crossref. Deposit the review with'
        || ' Crossref''s own tools, as a peer review. If the review is registered as a journal article, ask Crossref''s'
        || ' support to change its record type.' as message
)
update registration r
set wanted_hash = '',
    state = case when settled then 'held' else r.state end,
    hold = case when settled then 'not-ready' else r.hold end,
    code = case when settled then 'not-ready' else r.code end,
    message = case when settled then text.message else r.message end,
    findings = case when settled then jsonb_build_array(text.message) else r.findings end,
    updated_at = clock_timestamp()
from review, text
where r.id = review.id;
