-- The accounts at Stripe that fees went to: how each stands with what Stripe requires, as Stripe said it last. Which one
-- is used now stands in `organisation`. `requirements` is JSON: what is due now, past due, due later, being checked,
-- by when, and what was wrong.
create table stripe_accounts (
  id text primary key,
  livemode integer not null check (livemode in (0, 1)),
  way text not null check (way in ('onboarding', 'oauth')),
  connected_at integer not null,
  connected_by text,
  charges_enabled integer not null default 0 check (charges_enabled in (0, 1)),
  payouts_enabled integer not null default 0 check (payouts_enabled in (0, 1)),
  details_submitted integer not null default 0 check (details_submitted in (0, 1)),
  card_payments text not null default 'inactive',
  disabled_reason text,
  requirements text not null default '{}' check (json_valid(requirements)),
  checked_at integer not null,
  disconnected_at integer,
  disconnected_by text
) strict;

-- A way back from Stripe's page where an account that exists is connected: one person, once, soon.
create table stripe_states (
  hash text primary key,
  person_id text not null,
  session_id text not null,
  made_at integer not null,
  expires_at integer not null,
  used_at integer
) strict;
create trigger stripe_states_once before update of used_at on stripe_states when old.used_at is not null begin
  select raise(abort, 'problem:offer-lapsed');
end;

-- What about money somebody must look at. Raised and settled by jobs, or settled by a person who says why. Open at most
-- once for a kind and a subject. `detail` is JSON without personal values.
create table exceptions (
  id text primary key,
  kind text not null,
  subject text not null,
  detail text not null default '{}' check (json_valid(detail)),
  raised_at integer not null,
  settled_at integer,
  settled_by text,
  note text,
  check (settled_by is null or (settled_at is not null and note is not null))
) strict;
create unique index exceptions_open on exceptions (kind, subject) where settled_at is null;
create index exceptions_by_time on exceptions (raised_at, id);
create trigger exceptions_keep before delete on exceptions begin
  select raise(abort, 'exceptions are not deleted');
end;
create trigger exceptions_stay before update on exceptions
  when old.settled_at is not null or new.id <> old.id or new.kind <> old.kind or new.subject <> old.subject
    or new.raised_at <> old.raised_at begin
  select raise(abort, 'problem:state-changed');
end;
