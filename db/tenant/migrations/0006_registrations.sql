create table nominations (
  id text primary key,
  tier_id text not null references tiers (id),
  person_id text not null references people (id),
  unit_id text not null references units (id),
  nominated_by text,
  nominated_at integer not null,
  withdrawn_at integer
) strict;
create unique index nominations_one_live on nominations (tier_id, person_id) where withdrawn_at is null;
create index nominations_by_unit on nominations (unit_id, tier_id);

-- `unit_id` is the unit of the tier's trainee level that the person stands for.
create table registrations (
  id text primary key,
  workshop_id text not null references workshops (id),
  tier_id text not null references tiers (id),
  person_id text not null references people (id),
  unit_id text not null references units (id),
  code text not null unique,
  registered_by text not null,
  registered_at integer not null,
  cancelled_at integer,
  cancelled_by text
) strict;
create unique index registrations_one_live on registrations (workshop_id, person_id) where cancelled_at is null;
create index registrations_by_person on registrations (person_id);
create index registrations_by_unit on registrations (unit_id, tier_id);

create table dues (
  registration_id text primary key references registrations (id),
  amount_minor integer not null check (amount_minor > 0),
  currency text not null,
  raised_at integer not null
) strict;

-- One Checkout Session for a due, or for the dues of several people (`lines`), of whom `registration_id` is the first.
-- `decision` is made once: what became of the money, or that none came.
create table attempts (
  id text primary key,
  registration_id text not null references registrations (id),
  amount_minor integer not null,
  currency text not null,
  stripe_account_id text not null,
  title text not null,
  session_id text unique,
  url text,
  created_at integer not null,
  expires_at integer not null,
  decision text check (decision in (
    'allocated', 'reseated', 'duplicate', 'late', 'mismatch', 'foreign', 'failed', 'expired')),
  decided_at integer,
  intent_id text unique,
  paid_minor integer,
  paid_currency text,
  lines integer not null default 1 check (lines > 0),
  opened_by text
) strict;
create index attempts_by_registration on attempts (registration_id);
create index attempts_open on attempts (created_at) where decision is null;
create index attempts_in_suspense on attempts (registration_id)
  where decision in ('late', 'duplicate', 'mismatch', 'foreign');

-- For whom an attempt asks: one line a registration, whose id the payment will bear. An attempt for one person has its
-- line from here; whoever opens one for several writes them right after it. How lines are decided: 0023.
create table attempt_lines (
  id text primary key,
  attempt_id text not null references attempts (id),
  registration_id text not null references registrations (id),
  amount_minor integer not null check (amount_minor > 0),
  decision text,
  unique (attempt_id, registration_id)
) strict;
create index attempt_lines_by_registration on attempt_lines (registration_id);
create index attempt_lines_in_suspense on attempt_lines (attempt_id) where decision in ('late', 'duplicate');
create trigger attempts_have_a_line after insert on attempts when new.lines = 1 begin
  insert into attempt_lines (id, attempt_id, registration_id, amount_minor)
    values (new.id, new.id, new.registration_id, new.amount_minor);
end;

create table payments (
  id text primary key,
  registration_id text not null references registrations (id),
  attempt_id text references attempts (id),
  provider text not null check (provider in ('stripe', 'cash', 'upi', 'bank', 'cheque')),
  -- Nothing once the payment is void (0022).
  amount_minor integer not null check (amount_minor >= 0),
  currency text not null,
  reference text,
  payer_name text,
  received_at integer not null,
  recorded_by text
) strict;
create index payments_by_registration on payments (registration_id);
create index payments_by_time on payments (received_at, id);
create unique index payments_reference on payments (provider, reference) where reference is not null;

-- Money that came and paid no due: all of an attempt, or of several lines those that were late or paid twice.
create view suspended as
  select a.id as attempt_id, a.registration_id, a.paid_minor as amount_minor, a.paid_currency as currency, a.decided_at
  from attempts a where a.decision in ('late', 'duplicate', 'mismatch', 'foreign')
    and not exists (select 1 from payments p where p.attempt_id = a.id)
  union all
  select a.id, a.registration_id, sum(l.amount_minor), a.paid_currency, a.decided_at
  from attempt_lines l cross join attempts a on a.id = l.attempt_id
  where a.lines > 1 and a.decision = 'allocated' and l.decision in ('late', 'duplicate') group by a.id;

-- Numbers are consecutive within a series and a financial year: `seq` is taken in the write that records the payment.
-- A payment for several people is one receipt of several lines (0023).
create table receipts (
  payment_id text primary key references payments (id),
  series text not null,
  year text not null,
  seq integer not null,
  number text not null,
  issued_at integer not null,
  line integer not null default 1 check (line > 0),
  unique (series, year, seq, line),
  unique (number, line)
) strict;

-- Double entry: the lines of a posting sum to zero. Written only by the triggers below, from the facts themselves.
create table ledger_entries (
  posting_key text not null,
  line integer not null,
  account text not null,
  amount_minor integer not null,
  currency text not null,
  at integer not null,
  primary key (posting_key, line)
) strict;
create index ledger_by_account on ledger_entries (account, at);
-- What it comes to for each class of accounts and day (India's).
create table ledger_days (
  class text not null,
  currency text not null,
  day_on text not null,
  amount_minor integer not null,
  primary key (class, currency, day_on)
) strict, without rowid;
create trigger ledger_summed after insert on ledger_entries begin
  insert into ledger_days (class, currency, day_on, amount_minor)
    values (substr(new.account, 1, instr(new.account || ':', ':') - 1), new.currency,
      date(new.at + 19800, 'unixepoch'), new.amount_minor)
    on conflict do update set amount_minor = amount_minor + excluded.amount_minor;
end;
create trigger ledger_stays before update on ledger_entries begin select raise(abort, 'the ledger is append-only'); end;
create trigger ledger_keeps before delete on ledger_entries begin select raise(abort, 'the ledger is append-only'); end;

create trigger dues_posted after insert on dues begin
  insert into ledger_entries (posting_key, line, account, amount_minor, currency, at) values
    ('due:' || new.registration_id, 1, 'receivable:' || new.registration_id, new.amount_minor, new.currency, new.raised_at),
    ('due:' || new.registration_id, 2,
      'income:' || (select workshop_id from registrations where id = new.registration_id),
      -new.amount_minor, new.currency, new.raised_at);
end;

create trigger payments_posted after insert on payments begin
  insert into ledger_entries (posting_key, line, account, amount_minor, currency, at) values
    ('payment:' || new.id, 1,
      case new.provider when 'cash' then 'cash:' || new.recorded_by when 'stripe' then 'stripe_balance'
        when 'cheque' then 'cheques' else 'bank' end,
      new.amount_minor, new.currency, new.received_at),
    ('payment:' || new.id, 2, 'receivable:' || new.registration_id, -new.amount_minor, new.currency, new.received_at);
end;

-- Money that came but pays no due waits in suspense until the treasurer gives it back or accepts it.
create trigger attempts_suspended after update of decision on attempts
  when new.decision in ('duplicate', 'late', 'mismatch', 'foreign') begin
  insert into ledger_entries (posting_key, line, account, amount_minor, currency, at) values
    ('charge:' || new.id, 1, 'stripe_balance', new.paid_minor, new.paid_currency, new.decided_at),
    ('charge:' || new.id, 2, 'suspense:' || new.id, -new.paid_minor, new.paid_currency, new.decided_at);
end;

-- What a cancelled registration still owed is owed no more; what was paid stays until it is given back.
create trigger registrations_released after update of cancelled_at on registrations
  when old.cancelled_at is null and new.cancelled_at is not null begin
  insert into ledger_entries (posting_key, line, account, amount_minor, currency, at)
    select 'release:' || new.id, side.line, side.account, side.sign * owed.rest, owed.currency, new.cancelled_at
    from (select d.currency, d.amount_minor - coalesce(
        (select sum(amount_minor) from payments where registration_id = new.id), 0) as rest
      from dues d where d.registration_id = new.id) owed,
      (select 1 as line, 'income:' || new.workshop_id as account, 1 as sign
        union all select 2, 'receivable:' || new.id, -1) side
    where owed.rest > 0;
end;
