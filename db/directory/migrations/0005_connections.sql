-- An account belongs to the organisation that connected it first, for good; an organisation uses one at a time in each
-- mode. How an account stands is kept in the organisation; here is only whose it is.
create unique index connected_accounts_in_use on connected_accounts (slug, livemode) where deauthorized_at is null;
create trigger connected_accounts_stay before update on connected_accounts
  when new.slug <> old.slug or new.livemode <> old.livemode begin
  select raise(abort, 'problem:account-taken');
end;
-- Up to when the account's own log of events was read for what no delivery brought.
alter table connected_accounts add column swept_at integer;

alter table stripe_inbox add column api_version text;
create index stripe_inbox_parked on stripe_inbox (account) where state = 'parked';

-- What was delivered rightly signed and yet is none of ours, by the day: events of the other mode.
create table stripe_passed (
  day_on text not null,
  reason text not null,
  events integer not null,
  primary key (day_on, reason)
) strict;
