-- Notifications: what people want, and what the notifier keeps beside the log. No content: words are in the events.
create table identity.notification_preferences (
    user_id uuid primary key,
    account uuid not null,
    kinds jsonb not null,                -- in_app and email by kind; a kind that is missing is told as by default
    digest_hour smallint not null check (digest_hour between 0 and 23),
    time_zone text not null,
    foreign key (account, user_id) references identity.users (account, id)
);
grant select, insert, update on identity.notification_preferences to rf_gateway;

-- The notifier knows who there is, and what they want; nothing of how they sign in.
grant usage on schema identity to rf_notifier;
grant select (id, time_zone) on identity.accounts to rf_notifier;
grant select (id, account, team, email, name, role, active) on identity.users to rf_notifier;
grant select on identity.notification_preferences to rf_notifier;

create schema notify;

-- Who was told of what, by the notifications' streams; can be built again from the log.
create table notify.notifications (
    id uuid primary key,
    account uuid not null,
    user_id uuid not null,
    kind text not null,
    subject text collate "C" not null,   -- what it is about: of one thing a person has one that is unread
    key uuid,                            -- the case or proposal whose key seals it; null: the account's
    in_app boolean not null,
    raised_at timestamptz not null,
    read_at timestamptz,                 -- by e-mail alone: when its e-mail was done with
    email_done_at timestamptz            -- it went by e-mail, or is not to
);
create unique index notifications_unread on notify.notifications (user_id, kind, subject) where read_at is null;
create index notifications_of_user on notify.notifications (user_id, raised_at);
create index notifications_of_key on notify.notifications (key) where key is not null;

-- E-mail that is not done with: of one notification, or a digest. Polled for all accounts at once. Who takes one moves
-- `due_at` behind the time that it may take: what a process that died had taken comes up again.
create table notify.mails (
    id uuid primary key,                 -- the notification's, or the digest's of that user and day
    account uuid not null,
    user_id uuid not null,
    day date,                            -- a digest's, in the user's time zone; null: of one notification
    status text not null default 'waiting' check (status in ('waiting', 'sent', 'failed', 'dropped')),
    code int,                            -- the mail server's last reply, and in words
    error text,
    contents uuid[] not null default '{}',   -- the notifications that it tells of, once that is known
    tries int not null default 0,
    first_tried_at timestamptz,
    due_at timestamptz,                  -- null: done with
    done_at timestamptz
);
create index mails_due on notify.mails (due_at) where due_at is not null;
create index mails_of_user on notify.mails (user_id, day) where due_at is not null and day is not null;
create index mails_done on notify.mails (done_at) where due_at is null;

do $$
declare
    part text;
    own text := 'account = (select nullif(current_setting(''app.account'', true), '''')::uuid)';
begin
    alter table identity.notification_preferences enable row level security;
    alter table identity.notification_preferences force row level security;
    create policy use_rf_gateway on identity.notification_preferences to rf_gateway using (true);
    execute format('create policy wall_rf_gateway on identity.notification_preferences as restrictive to rf_gateway'
        ' using (%s)', own);
    foreach part in array '{accounts,users,notification_preferences}'::text[] loop
        execute format('create policy use_rf_notifier on identity.%I to rf_notifier using (true)', part);
        execute format('create policy wall_rf_notifier on identity.%I as restrictive to rf_notifier using (%s)',
            part, case part when 'accounts' then replace(own, 'account =', 'id =') else own end);
    end loop;
    grant usage on schema notify to rf_notifier;
    foreach part in array '{notifications,mails}'::text[] loop
        execute format('grant select, insert, update, delete on notify.%I to rf_notifier', part);
        execute format('alter table notify.%I enable row level security', part);
        execute format('alter table notify.%I force row level security', part);
        execute format('create policy use_rf_notifier on notify.%I to rf_notifier using (true)', part);
    end loop;
    -- Mails are polled for all accounts at once; everything else is looked up by one that is known.
    execute format('create policy wall_rf_notifier on notify.notifications as restrictive to rf_notifier using (%s)', own);
end $$;
