-- What needs two people in money. Waivers, refunds and closings are written only by the triggers on `approvals` below, and
-- each table refuses a row whose approval does not say the same. Days and years of the books are India's (UTC + 19800 s).

create table waivers (
  approval_id text primary key references approvals (id),
  registration_id text not null references registrations (id),
  amount_minor integer not null check (amount_minor > 0),
  currency text not null,
  sponsor text,
  waived_at integer not null
) strict;
create index waivers_by_registration on waivers (registration_id);
create trigger waivers_stay before update on waivers begin select raise(abort, 'waivers are not changed'); end;
create trigger waivers_keep before delete on waivers begin select raise(abort, 'waivers are not deleted'); end;

create trigger waivers_by_two before insert on waivers begin
  select raise(abort, 'problem:two-people') where not exists (select 1 from approvals a
    where a.id = new.approval_id and a.kind = 'waiver' and a.decision = 'approved'
      and a.subject_id = new.registration_id and a.detail ->> 'amountMinor' = new.amount_minor);
  select raise(abort, 'problem:state-changed') where new.amount_minor > coalesce(
    (select d.amount_minor from registrations g join dues d on d.registration_id = g.id
      where g.id = new.registration_id and g.cancelled_at is null)
    - coalesce((select sum(amount_minor) from waivers where registration_id = new.registration_id), 0)
    - coalesce((select sum(amount_minor) from payments where registration_id = new.registration_id), 0), 0);
end;
create trigger waivers_posted after insert on waivers begin
  insert into ledger_entries (posting_key, line, account, amount_minor, currency, at) values
    ('waiver:' || new.approval_id, 1,
      'waivers:' || (select workshop_id from registrations where id = new.registration_id),
      new.amount_minor, new.currency, new.waived_at),
    ('waiver:' || new.approval_id, 2, 'receivable:' || new.registration_id, -new.amount_minor, new.currency,
      new.waived_at);
end;
create trigger approvals_waive after update of decision on approvals
  when new.kind = 'waiver' and new.decision = 'approved' begin
  insert into waivers (approval_id, registration_id, amount_minor, currency, sponsor, waived_at)
    select new.id, d.registration_id, new.detail ->> 'amountMinor', d.currency, new.detail ->> 'sponsor', new.decided_at
    from dues d where d.registration_id = new.subject_id;
  select raise(abort, 'problem:state-changed')
    where not exists (select 1 from waivers where approval_id = new.id);
end;

-- What was waived is owed no more either when a registration is cancelled.
drop trigger registrations_released;
create trigger registrations_released after update of cancelled_at on registrations
  when old.cancelled_at is null and new.cancelled_at is not null begin
  insert into ledger_entries (posting_key, line, account, amount_minor, currency, at)
    select 'release:' || new.id, side.line, side.account, side.sign * owed.rest, owed.currency, new.cancelled_at
    from (select d.currency, d.amount_minor
        - coalesce((select sum(amount_minor) from waivers where registration_id = new.id), 0)
        - coalesce((select sum(amount_minor) from payments where registration_id = new.id), 0) as rest
      from dues d where d.registration_id = new.id) owed,
      (select 1 as line, 'income:' || new.workshop_id as account, 1 as sign
        union all select 2, 'receivable:' || new.id, -1) side
    where owed.rest > 0;
end;

-- Money to be given back: owed to the payer (payable) from the approval on, until it is paid or has failed. What the
-- organisation gave back at Stripe by itself ('dashboard') is a fact that nobody approves here. It is money of a payment, or
-- money of an attempt that waits in suspense. Voucher numbers are consecutive within a series and a financial year; a failed
-- refund keeps its own.
create table refunds (
  id text primary key,
  origin text not null check (origin in ('approved', 'dashboard')),
  approval_id text references approvals (id),
  registration_id text not null references registrations (id),
  payment_id text references payments (id),
  attempt_id text references attempts (id),
  -- The row of `stripe_refunds` (0019) by which it goes.
  sending_id text,
  amount_minor integer not null check (amount_minor > 0),
  currency text not null,
  way text not null check (way in ('stripe', 'cash', 'upi', 'bank')),
  -- Whether the seat stays when all was given back.
  keep_seat integer not null default 0,
  series text not null,
  year text not null,
  seq integer not null,
  number text not null unique check (length(number) <= 16),
  approved_at integer not null,
  paid_at integer,
  paid_by text,
  paid_account text,
  reference text,
  failed_at integer,
  failure text,
  unique (series, year, seq),
  check ((origin = 'approved') = (approval_id is not null)),
  check ((payment_id is null) <> (attempt_id is null)),
  check ((way = 'stripe') = (sending_id is not null)),
  check (paid_at is null or way in ('stripe', 'cash') or reference is not null)
) strict;
create index refunds_by_approval on refunds (approval_id) where approval_id is not null;
create index refunds_by_payment on refunds (payment_id);
create index refunds_by_attempt on refunds (attempt_id) where attempt_id is not null;
create index refunds_by_sending on refunds (sending_id) where sending_id is not null;
create index refunds_by_registration on refunds (registration_id);
create index refunds_unpaid on refunds (approved_at) where paid_at is null and failed_at is null;
create unique index refunds_reference on refunds (way, reference) where reference is not null;
create trigger refunds_keep before delete on refunds begin select raise(abort, 'refunds are not deleted'); end;
create trigger refunds_stay before update on refunds
  when new.id is not old.id or new.origin is not old.origin or new.approval_id is not old.approval_id
    or new.registration_id is not old.registration_id or new.payment_id is not old.payment_id
    or new.attempt_id is not old.attempt_id or new.sending_id is not old.sending_id or new.keep_seat is not old.keep_seat
    or new.amount_minor is not old.amount_minor or new.currency is not old.currency or new.way is not old.way
    or new.series is not old.series or new.year is not old.year or new.seq is not old.seq
    or new.number is not old.number or new.approved_at is not old.approved_at
    or (old.paid_at is not null and (new.paid_at is not old.paid_at or new.paid_by is not old.paid_by
      or new.paid_account is not old.paid_account or new.reference is not old.reference))
    or (old.failed_at is not null and new.failed_at is not old.failed_at)
    or (new.paid_at is null and new.paid_by is not null) begin
  select raise(abort, 'refunds are not changed');
end;

-- A row inserted here becomes a refund with the next number of its voucher.
create view refunding as select id, origin, approval_id, registration_id, payment_id, attempt_id, sending_id, amount_minor, currency,
  way, keep_seat, approved_at from refunds;
create trigger refunding_numbered instead of insert on refunding begin
  insert into refunds (id, origin, approval_id, registration_id, payment_id, attempt_id, sending_id, amount_minor, currency, way,
      keep_seat, series, year, seq, number, approved_at)
    select new.id, new.origin, new.approval_id, new.registration_id, new.payment_id, new.attempt_id, new.sending_id,
      new.amount_minor, new.currency, new.way, new.keep_seat, n.series, n.year, n.seq,
      n.series || '/' || n.year || '/R' || printf('%05d', n.seq), new.approved_at
    from (select f.series, f.year, 1 + coalesce(
          (select max(r.seq) from refunds r where r.series = f.series and r.year = f.year), 0) as seq
      from (select upper(substr(replace(o.slug, '-', ''), 1, 3)) as series,
          printf('%02d-%02d', y.first % 100, (y.first + 1) % 100) as year
        from organisation o, (select cast(strftime('%Y', new.approved_at + 19800, 'unixepoch', 'start of month',
          '-3 months') as integer) as first) y) f) n;
end;

create trigger refunds_by_two before insert on refunds begin
  select raise(abort, 'problem:two-people') where new.origin = 'approved' and not exists (select 1 from approvals a
    where a.id = new.approval_id and a.kind = 'refund' and a.decision = 'approved' and a.detail ->> 'way' = new.way
      and ((a.id = new.id and a.subject_id = coalesce(new.payment_id, new.attempt_id)
          and a.detail ->> 'amountMinor' = new.amount_minor)
        -- All that was paid by card for a workshop that was called off is one question.
        or (a.detail ->> 'all' = 1 and new.way = 'stripe' and a.subject_id = (
          select g.workshop_id from registrations g where g.id = new.registration_id))));
  select raise(abort, 'problem:two-people') where new.origin = 'dashboard' and not exists (select 1 from stripe_refunds s
    where s.id = new.sending_id and s.origin = 'dashboard' and s.amount_minor >= new.amount_minor);
  select raise(abort, 'problem:two-people') where new.paid_at is not null or new.failed_at is not null;
  select raise(abort, 'problem:refund-exceeds') where new.origin = 'approved' and new.amount_minor > coalesce(
    (select l.left_minor from refundable l where l.id = coalesce(new.payment_id, new.attempt_id)), 0);
end;
create trigger refunds_posted after insert on refunds begin
  insert into ledger_entries (posting_key, line, account, amount_minor, currency, at)
    select 'refund:' || new.id, 1, coalesce('suspense:' || new.attempt_id, 'refunds:' || g.workshop_id),
      new.amount_minor, new.currency, new.approved_at from registrations g where g.id = new.registration_id
    union all select 'refund:' || new.id, 2, 'payable:' || new.id, -new.amount_minor, new.currency, new.approved_at;
end;

-- Who recorded the payment, who made the workshop and who gets the money do not approve it, under no name of theirs: an
-- account that came in as one of them is that person.
create trigger approvals_refund_by_another before update of decision on approvals
  when new.kind = 'refund' and new.decision = 'approved' begin
  select raise(abort, 'problem:two-people') from refundable l join registrations g on g.id = l.registration_id
    where l.id = old.subject_id and (new.decided_by = g.person_id or exists (select 1 from entries e
      where e.person_id = g.person_id and e.account_id = new.decided_account));
  select raise(abort, 'problem:duties-conflict') from refundable l join registrations g on g.id = l.registration_id
      join workshops w on w.id = g.workshop_id
    where l.id = old.subject_id and (new.decided_by is l.recorded_by or new.decided_by is w.created_by
      or exists (select 1 from entries e
        where e.person_id in (l.recorded_by, w.created_by) and e.account_id = new.decided_account));
end;
create trigger approvals_refund after update of decision on approvals
  when new.kind = 'refund' and new.decision = 'approved' and new.detail ->> 'all' is null begin
  insert into refunding (id, origin, approval_id, registration_id, payment_id, attempt_id, amount_minor, currency, way,
      keep_seat, sending_id, approved_at)
    select new.id, 'approved', new.id, l.registration_id, l.payment_id, l.attempt_id, new.detail ->> 'amountMinor',
      l.currency, new.detail ->> 'way', coalesce(new.detail ->> 'keepSeat', 0),
      case new.detail ->> 'way' when 'stripe' then new.id end, new.decided_at
    from refundable l where l.id = new.subject_id;
  select raise(abort, 'problem:state-changed') where not exists (select 1 from refunds where id = new.id);
end;

create trigger approvals_refund_all_by_another before update of decision on approvals
  when new.kind = 'refund' and new.decision = 'approved' and new.detail ->> 'all' = 1 begin
  select raise(abort, 'problem:two-people') from registrations g where g.workshop_id = old.subject_id
    and (new.decided_by = g.person_id or exists (select 1 from entries e
      where e.person_id = g.person_id and e.account_id = new.decided_account));
  select raise(abort, 'problem:duties-conflict') from workshops w where w.id = old.subject_id
    and (new.decided_by is w.created_by or exists (select 1 from entries e
      where e.person_id = w.created_by and e.account_id = new.decided_account));
end;
create trigger approvals_refund_all after update of decision on approvals
  when new.kind = 'refund' and new.decision = 'approved' and new.detail ->> 'all' = 1 begin
  insert into refunding (id, origin, approval_id, registration_id, payment_id, amount_minor, currency, way, keep_seat,
      sending_id, approved_at)
    select new.id || ':' || p.n, 'approved', new.id, p.registration_id, p.id, p.left_minor, p.currency, 'stripe', 0,
      new.id || ':' || p.n, new.decided_at
    from (select l.*, row_number() over (order by l.id) as n from registrations g
        join payments y on y.registration_id = g.id and y.provider = 'stripe' join refundable l on l.id = y.id
      where g.workshop_id = new.subject_id and l.left_minor > 0 and l.blocked = 0) p;
  select raise(abort, 'problem:state-changed') where not exists (select 1 from refunds where approval_id = new.id);
end;

-- The approver does not pay it out, nor does the payer pay himself.
create trigger refunds_paid_by_another before update of paid_at on refunds
  when old.paid_at is null and new.paid_at is not null begin
  select raise(abort, 'problem:state-changed') where old.failed_at is not null;
  select raise(abort, 'problem:two-people') where new.way <> 'stripe' and (
    new.paid_by is null or new.paid_account is null or exists (select 1 from approvals a
      where a.id = new.approval_id and (a.decided_by = new.paid_by or a.decided_account = new.paid_account
        or a.person_id is new.paid_by)));
  select raise(abort, 'problem:two-people') where new.way = 'stripe' and not exists (
    select 1 from stripe_refunds s where s.id = new.sending_id and s.state = 'succeeded');
  select raise(abort, 'problem:cash-short') where new.way = 'cash' and new.amount_minor > coalesce((
    select b.amount_minor from cash_book b where b.collector_id = new.paid_by and b.currency = new.currency
      and b.day_on = coalesce((select date(max(c.day_on), '+1 day') from cash_closings c
        where c.collector_id = new.paid_by and c.day_on >= date(new.paid_at + 19800, 'unixepoch')),
        date(new.paid_at + 19800, 'unixepoch'))), 0);
end;
-- What goes by Stripe is posted when it leaves the balance there (0019).
create trigger refunds_paid_posted after update of paid_at on refunds
  when old.paid_at is null and new.paid_at is not null and new.way <> 'stripe' begin
  insert into ledger_entries (posting_key, line, account, amount_minor, currency, at) values
    ('refund:' || new.id || ':paid', 1, 'payable:' || new.id, new.amount_minor, new.currency, new.paid_at),
    ('refund:' || new.id || ':paid', 2, case new.way when 'cash' then 'cash:' || new.paid_by else 'bank' end,
      -new.amount_minor, new.currency, new.paid_at);
end;
create trigger refunds_failing before update of failed_at on refunds
  when old.failed_at is null and new.failed_at is not null and (new.way <> 'stripe' or not exists (
    select 1 from stripe_refunds s where s.id = new.sending_id and s.state = 'failed')) begin
  select raise(abort, 'problem:state-changed');
end;
-- The money is back: in the balance if it had left it, and owed to nobody until another refund is approved.
create trigger refunds_reversed after update of failed_at on refunds
  when old.failed_at is null and new.failed_at is not null begin
  insert into ledger_entries (posting_key, line, account, amount_minor, currency, at)
    select 'refund:' || new.id || ':reversed', 1,
      case when s.moved_at is null then 'payable:' || new.id else 'stripe_balance' end,
      new.amount_minor, new.currency, new.failed_at from stripe_refunds s where s.id = new.sending_id
    union all select 'refund:' || new.id || ':reversed', 2, 'refunds:' || g.workshop_id, -new.amount_minor,
      new.currency, new.failed_at from registrations g where g.id = new.registration_id;
end;

-- The cash book: on which collector's page of which day a line of the ledger stands. Amounts are the ledger's.
create table cash_pages (
  posting_key text not null,
  line integer not null,
  collector_id text not null,
  day_on text not null,
  primary key (posting_key, line)
) strict;
create index cash_pages_by_collector on cash_pages (collector_id, day_on);
create index cash_pages_by_day on cash_pages (day_on, collector_id);

create view cash_book as
  select cp.collector_id, cp.day_on, l.currency, sum(l.amount_minor) as amount_minor, count(*) as entries
  from cash_pages cp join ledger_entries l on l.posting_key = cp.posting_key and l.line = cp.line
  group by cp.collector_id, cp.day_on, l.currency;

create table cash_closings (
  approval_id text primary key references approvals (id),
  collector_id text not null,
  day_on text not null,
  currency text not null,
  expected_minor integer not null,
  counted_minor integer not null check (counted_minor >= 0),
  closed_at integer not null,
  unique (collector_id, day_on)
) strict;
create trigger cash_closings_stay before update on cash_closings begin
  select raise(abort, 'closings are not changed');
end;
create trigger cash_closings_keep before delete on cash_closings begin
  select raise(abort, 'closings are not deleted');
end;

create trigger cash_pages_shut before insert on cash_pages
  when exists (select 1 from cash_closings where collector_id = new.collector_id and day_on = new.day_on) begin
  select raise(abort, 'problem:state-changed');
end;
create trigger cash_pages_stay before update on cash_pages begin select raise(abort, 'pages are not changed'); end;
create trigger cash_pages_keep before delete on cash_pages begin select raise(abort, 'pages are not deleted'); end;

-- Cash that comes or goes stands on the page of its day; once that is closed, on the day after the last closed one.
create trigger ledger_on_cash_page after insert on ledger_entries
  when new.account like 'cash:%' and (new.posting_key like 'payment:%' or new.posting_key like 'refund:%') begin
  insert into cash_pages (posting_key, line, collector_id, day_on)
    select new.posting_key, new.line, at.collector, coalesce((select date(max(c.day_on), '+1 day') from cash_closings c
      where c.collector_id = at.collector and c.day_on >= at.day_on), at.day_on)
    from (select substr(new.account, 6) as collector, date(new.at + 19800, 'unixepoch') as day_on) at;
end;
insert into cash_pages (posting_key, line, collector_id, day_on)
  select posting_key, line, substr(account, 6), date(at + 19800, 'unixepoch') from ledger_entries
  where account like 'cash:%';

create trigger cash_closings_by_two before insert on cash_closings begin
  select raise(abort, 'problem:two-people') where not exists (select 1 from approvals a
    where a.id = new.approval_id and a.kind = 'cash-close' and a.decision = 'approved'
      and a.asked_by = new.collector_id and a.subject_id = new.collector_id || ':' || new.day_on
      and a.detail ->> 'countedMinor' = new.counted_minor);
  -- What was counted was counted against this sum: money that came or went meanwhile needs another count.
  select raise(abort, 'problem:state-changed')
    where new.expected_minor is not (select b.amount_minor from cash_book b
        where b.collector_id = new.collector_id and b.day_on = new.day_on and b.currency = new.currency)
      or new.expected_minor is not (select a.detail ->> 'expectedMinor' from approvals a where a.id = new.approval_id);
end;
create trigger cash_closings_posted after insert on cash_closings when new.counted_minor <> new.expected_minor begin
  insert into ledger_entries (posting_key, line, account, amount_minor, currency, at) values
    ('closing:' || new.approval_id, 1, 'cash:' || new.collector_id, new.counted_minor - new.expected_minor,
      new.currency, new.closed_at),
    ('closing:' || new.approval_id, 2, 'cash_difference:' || new.collector_id, new.expected_minor - new.counted_minor,
      new.currency, new.closed_at);
end;
create trigger approvals_close_cash after update of decision on approvals
  when new.kind = 'cash-close' and new.decision = 'approved' begin
  insert into cash_closings (approval_id, collector_id, day_on, currency, expected_minor, counted_minor, closed_at)
    select new.id, new.detail ->> 'collectorId', new.detail ->> 'day', new.detail ->> 'currency',
      coalesce((select b.amount_minor from cash_book b where b.collector_id = new.detail ->> 'collectorId'
        and b.day_on = new.detail ->> 'day' and b.currency = new.detail ->> 'currency'), 0),
      new.detail ->> 'countedMinor', new.decided_at;
end;

-- The counted cash of a closed day, brought to the bank.
create table cash_deposits (
  closing_id text primary key references cash_closings (approval_id),
  reference text not null unique,
  deposited_at integer not null,
  recorded_by text not null
) strict;
create trigger cash_deposits_stay before update on cash_deposits begin
  select raise(abort, 'deposits are not changed');
end;
create trigger cash_deposits_keep before delete on cash_deposits begin
  select raise(abort, 'deposits are not deleted');
end;
create trigger cash_deposits_by_another before insert on cash_deposits
  when not exists (select 1 from cash_closings c where c.approval_id = new.closing_id and c.counted_minor > 0
    and c.collector_id <> new.recorded_by) begin
  select raise(abort, 'problem:two-people');
end;
create trigger cash_deposits_posted after insert on cash_deposits begin
  insert into ledger_entries (posting_key, line, account, amount_minor, currency, at)
    select 'deposit:' || new.closing_id, side.line, side.account, side.sign * c.counted_minor, c.currency,
      new.deposited_at
    from cash_closings c, (select 1 as line, 'bank' as account, 1 as sign
      union all select 2, 'cash:' || (select collector_id from cash_closings where approval_id = new.closing_id), -1) side
    where c.approval_id = new.closing_id;
end;
