-- Each change of rights (a key is revoked, a session ends, a person is given or loses rights) takes a number after its
-- commit. Nodes look for it, forget what they remember of secrets, and write down up to which number they did; null is
-- a node of a version that does not, and is not waited for.
create sequence rights_change;

alter table node add column rights bigint;
