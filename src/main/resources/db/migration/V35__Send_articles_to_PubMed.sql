-- Accounts with PubMed, which takes files by SFTP.

alter table registration_account drop constraint registration_account_target_check;
alter table registration_account add constraint registration_account_target_check
    check (target in ('crossref', 'datacite', 'doaj', 'pubmed'));
