-- Who may sign in, and as what. Plain tables; what changes in them is told to the log as audit events.
--
-- Sign-in knows an e-mail, a token or a key, but no account yet. So the wall of the tables that are looked up lets
-- through, besides the account's own rows, the one row whose key the caller presents in `app.presented`. No role
-- passes the wall and no function runs with another's rights.
create schema identity;

create table identity.accounts (
    id uuid primary key,
    name text not null,
    time_zone text not null,
    created_at timestamptz not null default clock_timestamp()
);

create table identity.teams (
    id uuid primary key,
    account uuid not null references identity.accounts,
    name text not null,
    name_key text not null,              -- what makes two names the same: NFKC, case folded, invisible characters out
    created_at timestamptz not null default clock_timestamp(),
    unique (account, name_key),
    unique (account, id)
);

create table identity.users (
    id uuid primary key,
    account uuid not null references identity.accounts,
    team uuid,
    email text not null,
    email_key text not null unique,      -- over all accounts, since sign-in knows none
    name text not null,
    role text not null check (role in ('viewer', 'engineer', 'team_admin', 'account_admin', 'operator')),
    active boolean not null default true,
    password_hash text not null,
    created_at timestamptz not null default clock_timestamp(),
    unique (account, id),
    foreign key (account, team) references identity.teams (account, id)
);
create index users_of_account on identity.users (account, name);

-- One sign-in: the family of the refresh tokens that followed from it, or one session of the web app.
create table identity.sign_ins (
    id uuid primary key,
    account uuid not null,
    user_id uuid not null,
    web boolean not null,
    created_at timestamptz not null default clock_timestamp(),
    expires_at timestamptz not null,
    revoked_at timestamptz,
    foreign key (account, user_id) references identity.users (account, id)
);
create index sign_ins_of_user on identity.sign_ins (account, user_id);

create table identity.sign_in_tokens (
    hash bytea primary key,              -- sha256; the token itself is 256 random bits and nowhere else
    account uuid not null,
    sign_in uuid not null references identity.sign_ins on delete cascade,
    rotated_at timestamptz               -- a refresh token shown again after this was stolen, or its successor was
);
create index tokens_of_sign_in on identity.sign_in_tokens (sign_in);

create table identity.api_keys (
    id uuid primary key,
    account uuid not null,
    user_id uuid not null,
    name text not null,
    prefix text not null,                -- what a list shows of the key
    hash bytea not null unique,
    role text not null,                  -- never more than this, whatever the user's role becomes
    created_at timestamptz not null default clock_timestamp(),
    expires_at timestamptz,
    last_used_at timestamptz,
    revoked_at timestamptz,
    foreign key (account, user_id) references identity.users (account, id)
);
create index api_keys_of_user on identity.api_keys (account, user_id);

create table identity.clients (
    id uuid primary key,
    account uuid not null references identity.accounts,
    name text not null,
    name_key text not null,
    no_model boolean not null default false,
    redactions text[] not null default '{}',
    created_at timestamptz not null default clock_timestamp(),
    unique (account, name_key)
);

-- Counted for every e-mail that is tried, known or not, so that a lockout tells nothing about who exists.
create table identity.sign_in_failures (
    email_digest bytea primary key,
    failures int not null,
    failed_at timestamptz not null
);

-- Audit events on their way to the log: written with the change, taken out once appended. Ids and roles only.
create table identity.audit_outbox (
    id uuid primary key,
    entry jsonb not null
);

-- Hits of the last minute. Lost in a crash of the server, which costs nobody anything; not worth any WAL.
create unlogged table identity.rates (
    subject text not null,
    class text not null,
    hits timestamptz[] not null,
    primary key (subject, class)
);

grant usage on schema identity to rf_gateway;
grant select, insert, update on identity.accounts, identity.teams, identity.users, identity.api_keys, identity.clients
    to rf_gateway;
grant select, insert, update, delete on identity.sign_ins, identity.sign_in_tokens, identity.sign_in_failures,
    identity.audit_outbox, identity.rates to rf_gateway;

do $$
declare
    name text;
    own text := 'account = nullif(current_setting(''app.account'', true), '''')::uuid';
    presented text := 'nullif(current_setting(''app.presented'', true), '''')';
    visible text;
begin
    foreach name in array '{accounts,teams,users,sign_ins,sign_in_tokens,api_keys,clients}'::text[] loop
        own := case name when 'accounts' then replace(own, 'account =', 'id =') else replace(own, 'id =', 'account =') end;
        visible := own || case
            when name = 'users' then ' or email_key = ' || presented
            when name in ('sign_in_tokens', 'api_keys') then ' or encode(hash, ''hex'') = ' || presented
            else ''
        end;
        execute format('alter table identity.%I enable row level security', name);
        execute format('alter table identity.%I force row level security', name);
        execute format('create policy use_rf_gateway on identity.%I to rf_gateway using (true)', name);
        execute format('create policy wall_rf_gateway on identity.%I as restrictive to rf_gateway using (%s) with check (%s)',
            name, visible, own);
    end loop;
end $$;
