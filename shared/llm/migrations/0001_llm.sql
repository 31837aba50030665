-- Calls to language models: what they cost, what an account may spend, who is making which. No content.
create schema llm;

create table llm.calls (
    id uuid primary key,
    account uuid not null,
    user_id uuid,
    client uuid,
    session uuid not null,
    step text not null,
    attempt int not null,
    task text not null,
    model text not null,
    prompt_version text not null,
    input_tokens bigint not null,
    output_tokens bigint not null,
    cache_read_tokens bigint not null,
    cache_write_tokens bigint not null,
    cost_usd numeric(14, 6) not null,
    prices_version text not null,
    calls int not null,                  -- HTTP calls, failed tries and the repair included
    latency_ms int not null,
    outcome text not null,               -- answered, cancelled, or the code of the failure
    at timestamptz not null
);
create index on llm.calls (account, at);
create index on llm.calls (session);

create table llm.spending (
    account uuid not null,
    period text not null,                -- 2026-11-20 or 2026-11, in UTC
    spent_usd numeric(14, 6) not null default 0,
    primary key (account, period)
);

create table llm.reservations (
    id uuid primary key,
    account uuid not null,
    amount_usd numeric(14, 6) not null,
    expires_at timestamptz not null
);
create index on llm.reservations (account);

create table llm.leases (
    account uuid not null,
    session uuid not null,
    step text not null,
    attempt int not null,
    holder uuid not null unique,
    expires_at timestamptz not null,
    primary key (session, step, attempt)
);

-- Each service that asks models sees the rows of the account that it works for; the gateway shows what was spent.
do $$
declare
    part text;
    name text;
begin
    foreach part in array '{calls,spending,reservations,leases}'::text[] loop
        execute format('alter table llm.%I enable row level security', part);
        execute format('alter table llm.%I force row level security', part);
        execute format('create policy wall on llm.%I as restrictive to public'
            ' using (account = nullif(current_setting(''app.account'', true), '''')::uuid)', part);
    end loop;
    foreach name in array '{rf_intake,rf_diagnosis,rf_documentation}'::text[] loop
        execute format('grant usage on schema llm to %I', name);
        execute format('grant select, insert on llm.calls to %I', name);
        execute format('grant select, insert, update on llm.spending to %I', name);
        execute format('grant select, insert, delete on llm.reservations, llm.leases to %I', name);
        foreach part in array '{calls,spending,reservations,leases}'::text[] loop
            execute format('create policy use_%s on llm.%I to %I using (true)', name, part, name);
        end loop;
    end loop;
    grant usage on schema llm to rf_gateway;
    grant select on llm.calls, llm.spending to rf_gateway;
    create policy use_rf_gateway on llm.calls for select to rf_gateway using (true);
    create policy use_rf_gateway on llm.spending for select to rf_gateway using (true);
end $$;
