-- What the bus must not forget: PostgreSQL keeps it, so that a wiped broker loses nothing.
create schema bus;

-- Up to where each service has seen every event of the stream.
create table bus.floors (
    service text primary key,
    floor bigint not null,
    updated_at timestamptz not null default clock_timestamp()
);

-- The stream's generation; `bus reset` starts a new one.
create table bus.epoch (
    single boolean primary key default true check (single),
    epoch int not null
);
insert into bus.epoch (epoch) values (1);

-- Events whose handling failed for good, per service; retried or discarded by an operator.
create table bus.dead_letters (
    service text not null,
    position bigint not null,
    event_type text not null,
    stream text not null,
    error text not null,                  -- the kind of failure, never content
    tries int not null,
    state text not null default 'dead' check (state in ('dead', 'retry', 'done', 'discarded')),
    reason text,
    failed_at timestamptz not null default clock_timestamp(),
    decided_at timestamptz,
    primary key (service, position)
);

do $$
declare
    name text;
begin
    foreach name in array '{rf_intake,rf_matching,rf_diagnosis,rf_documentation,rf_gateway,rf_projector,rf_relay,rf_ops}'::text[]
    loop
        execute format('grant usage on schema bus to %I', name);
        execute format('grant select, insert, update on bus.floors, bus.dead_letters to %I', name);
        execute format('grant select on bus.epoch to %I', name);
    end loop;
end $$;
grant update on bus.epoch to rf_ops, rf_relay;
