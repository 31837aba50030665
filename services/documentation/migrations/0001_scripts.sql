-- Script templates: which slug is whose, and what FlowPilot is told of. Everything but a slug that was reserved a
-- moment ago can be built again from the log.
create schema if not exists documentation;

create table documentation.script_slugs (
    account uuid not null,
    slug text collate "C" not null,
    template uuid not null,
    reserved_at timestamptz not null default clock_timestamp(),
    primary key (account, slug)
);

create table documentation.script_offers (
    account uuid not null,
    template uuid not null,
    stream_version int not null,         -- up to where the template's stream was read
    active boolean not null,
    team uuid,
    slug text not null,
    name text not null,
    description text not null,
    parameter_keys text[] not null,      -- without passwords
    primary key (account, template)
);

-- One row a script that was made. No content.
create table documentation.script_uses (
    account uuid not null,
    template uuid not null,
    generation uuid not null,
    primary key (account, template, generation)
);

do $$
declare
    part text;
    wall constant text := 'account = (select nullif(current_setting(''app.account'', true), '''')::uuid)';
begin
    grant usage on schema documentation to rf_documentation;
    foreach part in array '{script_slugs,script_offers,script_uses}'::text[] loop
        execute format('grant select, insert, update, delete on documentation.%I to rf_documentation', part);
        execute format('alter table documentation.%I enable row level security', part);
        execute format('alter table documentation.%I force row level security', part);
        execute format('create policy use_rf_documentation on documentation.%I to rf_documentation using (true)', part);
        execute format('create policy wall_rf_documentation on documentation.%I as restrictive to rf_documentation'
            ' using (%s)', part, wall);
    end loop;
end $$;
