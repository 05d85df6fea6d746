create table organisations (
  slug text primary key,
  name_en text not null,
  name_hi text not null,
  kind text not null,
  created_by text,
  created_at integer not null
) strict;

create table accounts (
  id text primary key,
  created_at integer not null
) strict;

create table contacts (
  value text primary key,
  kind text not null check (kind in ('phone', 'email')),
  account_id text not null references accounts (id),
  verified_at integer not null
) strict;
create index contacts_by_account on contacts (account_id);

create table memberships (
  account_id text not null references accounts (id),
  slug text not null,
  person_id text not null,
  since_at integer not null,
  primary key (account_id, slug, person_id)
) strict;

create table codes (
  id text primary key,
  contact text not null,
  code_hash text not null,
  created_at integer not null,
  expires_at integer not null,
  tries integer not null default 0,
  used_at integer,
  used_by text
) strict;
create index codes_by_contact on codes (contact, created_at);

create table sessions (
  id text primary key,
  account_id text not null references accounts (id),
  refresh_hash text not null,
  previous_hash text,
  created_at integer not null,
  refreshed_at integer not null,
  expires_at integer not null,
  ended_at integer,
  agent text
) strict;
create index sessions_by_account on sessions (account_id);

create table messages (
  id text primary key,
  topic text not null,
  channel text not null check (channel in ('phone', 'email')),
  address text not null,
  language text not null,
  facts text not null,
  created_at integer not null,
  sent_at integer,
  tries integer not null default 0,
  error text
) strict;
create index messages_unsent on messages (created_at) where sent_at is null;

create table connected_accounts (
  id text primary key,
  slug text not null,
  livemode integer not null,
  charges_enabled integer not null default 0,
  details_submitted integer not null default 0,
  disabled_reason text,
  deauthorized_at integer,
  connected_at integer not null,
  checked_at integer not null
) strict;
create index connected_accounts_by_slug on connected_accounts (slug);

create table stripe_inbox (
  event_id text primary key,
  account text,
  livemode integer not null,
  type text not null,
  object_id text,
  payload text not null,
  received_at integer not null,
  done_at integer,
  state text not null default 'received' check (state in ('received', 'done', 'ignored', 'parked')),
  tries integer not null default 0,
  error text
) strict;
create index stripe_inbox_open on stripe_inbox (received_at) where state = 'received';
