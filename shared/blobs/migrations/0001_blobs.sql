-- Screenshots, logs and prompts: sealed, in pieces, so that no process holds a whole one.
create schema blobs;

create table blobs.blobs (
    id uuid primary key,
    account uuid not null,
    session uuid,                        -- null: an upload that no case has taken, sealed under the account's key
    uploaded_by uuid,
    media_type text not null,
    address text,                        -- sha256 of the ciphertext; null until the last piece is in
    bytes bigint,                        -- of the plain content
    kept boolean not null default false, -- an event names it; what is not kept for a day is collected
    created_at timestamptz not null default clock_timestamp(),
    unique (session, address),
    check ((address is null) = (bytes is null))
);
create index blobs_to_collect on blobs.blobs (created_at) where not kept;

create table blobs.chunks (
    account uuid not null,
    blob uuid not null references blobs.blobs on delete cascade,
    number int not null,
    sealed bytea not null,
    primary key (blob, number)
);
alter table blobs.chunks alter column sealed set storage external;   -- ciphertext does not compress

alter table blobs.blobs enable row level security;
alter table blobs.blobs force row level security;
alter table blobs.chunks enable row level security;
alter table blobs.chunks force row level security;

do $$
declare
    name text;
    part text;
begin
    foreach name in array '{rf_intake,rf_diagnosis,rf_gateway}'::text[] loop
        execute format('grant usage on schema blobs to %I', name);
        execute format('grant select, insert, delete on blobs.blobs to %I', name);
        execute format('grant update (address, bytes, kept) on blobs.blobs to %I', name);
        execute format('grant select, insert on blobs.chunks to %I', name);
        foreach part in array '{blobs,chunks}'::text[] loop
            execute format('create policy use_%s on blobs.%I to %I using (true)', name, part, name);
            execute format('create policy wall_%s on blobs.%I as restrictive to %I'
                ' using (account = nullif(current_setting(''app.account'', true), '''')::uuid)', name, part, name);
        end loop;
        -- A writer takes back only what it did not finish.
        execute format('create policy undo_%s on blobs.blobs as restrictive for delete to %I'
            ' using (address is null and not kept)', name, name);
    end loop;
end $$;

-- The sweeper and the eraser work over all accounts, and read no content.
grant usage on schema blobs to rf_ops;
grant select, delete on blobs.blobs to rf_ops;
create policy sweep_rf_ops on blobs.blobs to rf_ops using (true);
