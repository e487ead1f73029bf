-- What was published is in article_version: the history names the version in place of a second copy of its body.
alter table article_history alter column body drop not null;
alter table article_history add column version int;             -- whose body it is, where body is null
