-- Usage as COUNTER 5.1 counts it: events as they come, for two hours at most; counts of days; counts of months.

-- Keys of front ends that report what people open, and of those who fetch reports.
alter table api_key drop constraint api_key_role_check;
alter table api_key add constraint api_key_role_check check (role in ('editor', 'admin', 'usage', 'usage-reports'));

-- The salts under which visitors are hashed: one a day (UTC), deleted when the day is counted.
create table usage_salt (
    day  date primary key,
    salt bytea not null
);

-- What people opened and the service has not counted yet.
create table usage_event (
    at             timestamptz not null,
    article        uuid,                                    -- null: a search
    form           text        not null,                    -- what was opened: of one, a second click is a double one
    request        boolean     not null,                    -- whether the text was delivered
    method         text        not null check (method in ('Regular', 'TDM')),
    visitor        bytea       not null,                    -- by the salt of the day
    visitor_before bytea,                                   -- in the first half minute of a day: by the salt before
    has_session    boolean     not null                     -- whether the visitor is a session that lasts the day
);
create index usage_event_at on usage_event (at);

-- The sessions of a day that are counted, until the day is over.
create table usage_session (
    day      date    not null,
    article  uuid    not null,
    method   text    not null,
    requests boolean not null,
    visitor  bytea   not null,
    primary key (day, article, method, requests, visitor)
);

create table usage_day (
    journal               uuid   not null,                  -- that it was in when it was read
    article               uuid   not null,
    day                   date   not null,
    yop                   text   not null,                  -- year of publication; 0001 is unknown
    access_type           text   not null,
    access_method         text   not null,
    investigations        bigint not null,
    requests              bigint not null,
    unique_investigations bigint not null,
    unique_requests       bigint not null,
    primary key (journal, article, day, access_type, access_method)
);
create index usage_day_article on usage_day (article);
create index usage_day_day on usage_day (day);

create table usage_month (
    journal               uuid   not null,                  -- that it was in when it was read
    article               uuid   not null,
    month                 date   not null,
    yop                   text   not null,                  -- year of publication; 0001 is unknown
    access_type           text   not null,
    access_method         text   not null,
    investigations        bigint not null,
    requests              bigint not null,
    unique_investigations bigint not null,
    unique_requests       bigint not null,
    primary key (journal, article, month, access_type, access_method)
);
create index usage_month_article on usage_month (article);
create index usage_month_month on usage_month (month);

create table usage_search (
    day           date   not null,
    access_method text   not null,
    searches      bigint not null,
    primary key (day, access_method)
);

-- Events that a node had no room for, so that a report can say that it is not whole.
create table usage_lost (
    day    date primary key,
    events bigint not null
);
