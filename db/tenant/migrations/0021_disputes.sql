-- What a payer's bank takes back, what Stripe keeps, what it pays out, and comparing its books with ours every night.

-- A dispute as Stripe said it last; `status` is its own word, known here or not. `outcome` once the bank has decided.
create table disputes (
  id text primary key,
  attempt_id text not null references attempts (id),
  amount_minor integer not null check (amount_minor > 0),
  currency text not null,
  reason text not null,
  status text not null,
  outcome text check (outcome in ('won', 'lost', 'warning')),
  refundable integer not null check (refundable in (0, 1)),
  evidence_due integer,
  evidence_sent integer not null default 0,
  opened_at integer not null,
  closed_at integer
) strict;
create index disputes_by_attempt on disputes (attempt_id);
create index disputes_by_time on disputes (opened_at, id);
create index disputes_open on disputes (evidence_due) where outcome is null;
create trigger disputes_keep before delete on disputes begin select raise(abort, 'disputes are not deleted'); end;
-- Decided stays decided: what was read before and written after says less. Lost may yet be won.
create trigger disputes_forward before update of outcome on disputes
  when old.outcome is not null and new.outcome is not old.outcome
    and not (old.outcome = 'lost' and new.outcome = 'won') begin
  select raise(ignore);
end;

-- The lines of Stripe's own book that are known here, whatever made them.
create table stripe_transactions (
  id text primary key,
  kind text not null check (kind in ('charge', 'refund', 'dispute', 'payout', 'fee', 'other')),
  source_id text,
  attempt_id text references attempts (id),
  amount_minor integer not null,
  fee_minor integer not null,
  currency text not null,
  at integer not null,
  payout_id text
) strict;
create index stripe_transactions_by_source on stripe_transactions (source_id);
create index stripe_transactions_by_attempt on stripe_transactions (attempt_id) where attempt_id is not null;
create index stripe_transactions_by_time on stripe_transactions (at);
create trigger stripe_transactions_keep before delete on stripe_transactions begin
  select raise(abort, 'transactions are not deleted');
end;
create trigger stripe_transactions_stay before update on stripe_transactions
  when new.id is not old.id or new.kind is not old.kind or new.amount_minor is not old.amount_minor
    or new.fee_minor is not old.fee_minor or new.currency is not old.currency
    or (old.payout_id is not null and new.payout_id is not old.payout_id) begin
  select raise(abort, 'transactions are not changed');
end;
-- Charges and refunds are posted from what they are (0006, 0019): of their transactions only the fee.
create trigger stripe_transactions_fee after insert on stripe_transactions
  when new.kind in ('charge', 'refund') and new.fee_minor <> 0 begin
  insert into ledger_entries (posting_key, line, account, amount_minor, currency, at) values
    ('fee:' || new.id, 1, 'stripe_fees', new.fee_minor, new.currency, new.at),
    ('fee:' || new.id, 2, 'stripe_balance', -new.fee_minor, new.currency, new.at);
end;
create trigger stripe_transactions_alone after insert on stripe_transactions
  when new.kind in ('fee', 'other') and new.amount_minor <> new.fee_minor begin
  insert into ledger_entries (posting_key, line, account, amount_minor, currency, at) values
    (new.kind || ':' || new.id, 1, 'stripe_balance', new.amount_minor - new.fee_minor, new.currency, new.at),
    (new.kind || ':' || new.id, 2, case new.kind when 'fee' then 'stripe_fees' else 'stripe_other' end,
      new.fee_minor - new.amount_minor, new.currency, new.at);
end;
create trigger stripe_transactions_disputed after insert on stripe_transactions when new.kind = 'dispute' begin
  insert into ledger_entries (posting_key, line, account, amount_minor, currency, at)
    select 'dispute:' || d.id || case when new.amount_minor < 0 then ':withdrawn:' else ':reinstated:' end || new.id,
      side.line, case side.line when 1 then 'stripe_balance' when 2 then 'dispute_fees' else
        case d.outcome when 'lost' then 'chargeback_loss' else 'disputed:' || a.registration_id end end,
      side.amount, new.currency, new.at
    from disputes d join attempts a on a.id = d.attempt_id, (
      select 1 as line, new.amount_minor - new.fee_minor as amount
      union all select 2, new.fee_minor union all select 3, -new.amount_minor) side
    where d.id = new.source_id and side.amount <> 0;
end;
-- What is lost is nobody's any more; of money that paid nothing it is no loss, for it was owed back.
create trigger disputes_lost after update of outcome on disputes
  when new.outcome is not old.outcome and (new.outcome = 'lost' or old.outcome = 'lost') begin
  insert into ledger_entries (posting_key, line, account, amount_minor, currency, at)
    select 'dispute:' || new.id || case new.outcome when 'lost' then ':lost' else ':regained' end, side.line,
      coalesce(side.account, 'disputed:' || a.registration_id),
      side.sign * case new.outcome when 'lost' then 1 else -1 end * gone.amount, new.currency, new.closed_at
    from attempts a, (select -coalesce(sum(t.amount_minor), 0) as amount from stripe_transactions t
        where t.source_id = new.id and t.kind = 'dispute') gone,
      (select 1 as line, case when exists (select 1 from payments p where p.attempt_id = new.attempt_id)
          then 'chargeback_loss' else 'suspense:' || new.attempt_id end as account, 1 as sign
        union all select 2, null, -1) side
    where a.id = new.attempt_id and gone.amount <> 0;
end;

-- What a dispute holds or has taken of an attempt's money, and whether one stands in the way of a refund.
create view attempt_disputes as
  select d.attempt_id, -coalesce(sum((select sum(t.amount_minor) from stripe_transactions t
      where t.source_id = d.id and t.kind = 'dispute')), 0) as taken_minor,
    max(d.outcome is null and d.refundable = 0) as blocked,
    max(d.outcome is null) as open, max(coalesce(d.outcome, '') = 'lost') as lost
  from disputes d group by d.attempt_id;

drop view refundable;
create view refundable as
  select p.id, p.registration_id, p.id as payment_id, null as attempt_id, p.provider, p.currency, p.recorded_by,
    p.amount_minor, coalesce(x.blocked, 0) as blocked, max(0, min(p.amount_minor - coalesce((
        select sum(r.amount_minor) from refunds r where r.payment_id = p.id and r.failed_at is null), 0),
      coalesce(case when x.attempt_id is not null then (select a.paid_minor from attempts a where a.id = p.attempt_id)
        - x.taken_minor - coalesce((select sum(s.amount_minor) from stripe_refunds s
          where s.attempt_id = p.attempt_id and s.state <> 'failed'), 0) end, p.amount_minor))) as left_minor
  from payments p left join attempt_disputes x on x.attempt_id = p.attempt_id
  union all
  select a.id, a.registration_id, null, a.id, 'stripe', a.paid_currency, null, a.paid_minor, coalesce((
      select x.blocked from attempt_disputes x where x.attempt_id = a.id), 0), max(0,
    -coalesce((select sum(l.amount_minor) from ledger_entries l where l.account = 'suspense:' || a.id), 0)
      - coalesce((select sum(s.suspense_minor) from stripe_refunds s
        where s.attempt_id = a.id and s.state in ('waiting', 'pending') and s.moved_at is null), 0))
  from attempts a where a.paid_minor > 0 and not exists (select 1 from payments p where p.id = a.id);

-- While a bank holds the money nobody gives it back a second time, by whatever way.
create trigger refunds_disputed before insert on refunds when new.origin = 'approved' begin
  select raise(abort, 'problem:payment-disputed') from refundable l
    where l.id = coalesce(new.payment_id, new.attempt_id) and l.blocked = 1;
end;

-- What Stripe sends to the organisation's bank: posted when it leaves the balance, and back when the bank refuses it.
create table stripe_payouts (
  id text primary key,
  stripe_account_id text not null,
  amount_minor integer not null,
  currency text not null,
  status text not null,
  automatic integer not null,
  arrives_at integer not null,
  made_at integer not null,
  failed_at integer,
  failure text,
  -- When every transaction in it was matched, and what they came to.
  matched_at integer,
  matched_minor integer,
  lines integer
) strict;
create index stripe_payouts_by_time on stripe_payouts (made_at, id);
create index stripe_payouts_under_way on stripe_payouts (made_at)
  where failed_at is null and status in ('pending', 'in_transit');
create trigger stripe_payouts_keep before delete on stripe_payouts begin
  select raise(abort, 'payouts are not deleted');
end;
create trigger stripe_payouts_posted after insert on stripe_payouts begin
  insert into ledger_entries (posting_key, line, account, amount_minor, currency, at) values
    ('payout:' || new.id, 1, 'bank', new.amount_minor, new.currency, new.made_at),
    ('payout:' || new.id, 2, 'stripe_balance', -new.amount_minor, new.currency, new.made_at);
end;
create trigger stripe_payouts_failed after update of failed_at on stripe_payouts
  when old.failed_at is null and new.failed_at is not null begin
  insert into ledger_entries (posting_key, line, account, amount_minor, currency, at) values
    ('payout:' || new.id || ':failed', 1, 'stripe_balance', new.amount_minor, new.currency, new.failed_at),
    ('payout:' || new.id || ':failed', 2, 'bank', -new.amount_minor, new.currency, new.failed_at);
end;

-- A night's comparison with one account. It goes on from `cursor` if its job is broken off.
create table recon_runs (
  id text primary key,
  stripe_account_id text not null,
  from_at integer not null,
  started_at integer not null,
  cursor text,
  pages integer not null default 0,
  seen integer not null default 0,
  matched integer not null default 0,
  repaired integer not null default 0,
  others integer not null default 0,
  unmatched integer not null default 0,
  net_minor integer not null default 0,
  -- What Stripe said its balance was, and what ours was at that instant.
  stripe_minor integer,
  ledger_minor integer,
  finished_at integer
) strict;
create unique index recon_runs_one_open on recon_runs (stripe_account_id) where finished_at is null;
create index recon_runs_by_time on recon_runs (started_at, id);

-- Whoever was given back all that he paid gives up his seat, unless it was said that he keeps it or the days have begun.
create trigger refunds_free_seat after update of paid_at on refunds
  when old.paid_at is null and new.paid_at is not null and new.keep_seat = 0 and new.payment_id is not null begin
  update registrations set cancelled_at = new.paid_at where id = new.registration_id and cancelled_at is null
    and (select w.starts_on from workshops w where w.id = registrations.workshop_id)
      > date(new.paid_at + 19800, 'unixepoch')
    and (select coalesce(sum(p.amount_minor), 0) from payments p where p.registration_id = new.registration_id)
      <= (select coalesce(sum(r.amount_minor), 0) from refunds r where r.registration_id = new.registration_id
        and r.payment_id is not null and r.paid_at is not null and r.failed_at is null);
end;
