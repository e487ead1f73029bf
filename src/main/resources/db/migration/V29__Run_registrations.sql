-- The registrations that a run has made due, each of which is sent like any other.
create table registration_run_item (
    job          uuid not null references job on delete cascade,
    registration uuid not null references registration on delete cascade,
    primary key (job, registration)
);
create index registration_run_item_registration on registration_run_item (registration);
