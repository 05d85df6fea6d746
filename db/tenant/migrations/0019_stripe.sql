-- Money given back by Stripe. A row is one refund there, whoever wanted it: two people ('approved', of the same id as their
-- refund), the state machine ('auto': suspended money that nobody has to decide on), or the organisation at Stripe itself
-- ('dashboard', of the id that Stripe gave). A key is stored before anything is asked with it; `generation` counts keys.
create table stripe_refunds (
  id text primary key,
  origin text not null check (origin in ('approved', 'auto', 'dashboard')),
  attempt_id text not null references attempts (id),
  generation integer not null default 0,
  idempotency_key text unique,
  amount_minor integer not null check (amount_minor > 0),
  -- What of it is money that paid nothing.
  suspense_minor integer not null check (suspense_minor between 0 and amount_minor),
  currency text not null,
  provider_id text unique,
  state text not null default 'waiting' check (state in ('waiting', 'pending', 'succeeded', 'failed')),
  -- Stripe's own word, whether known here or not.
  status text,
  failure text,
  tries integer not null default 0,
  first_tried_at integer,
  not_before integer not null default 0,
  -- What Stripe answered last when it answered no refund: the same answer twice to one key is a replay.
  error text,
  created_at integer not null,
  -- When it left the balance at Stripe.
  moved_at integer,
  settled_at integer,
  check ((origin = 'dashboard') = (idempotency_key is null)),
  check (origin <> 'dashboard' or provider_id is not null)
) strict;
create index stripe_refunds_open on stripe_refunds (created_at) where state in ('waiting', 'pending');
create index stripe_refunds_by_attempt on stripe_refunds (attempt_id);
create index stripe_refunds_auto on stripe_refunds (created_at) where origin = 'auto';
create trigger stripe_refunds_keep before delete on stripe_refunds begin
  select raise(abort, 'refunds are not deleted');
end;
create trigger stripe_refunds_stay before update on stripe_refunds
  when new.id is not old.id or new.origin is not old.origin or new.attempt_id is not old.attempt_id
    or new.amount_minor is not old.amount_minor or new.suspense_minor is not old.suspense_minor or new.currency is not old.currency
    or (old.provider_id is not null and new.provider_id is not old.provider_id)
    or (old.moved_at is not null and new.moved_at is not old.moved_at) begin
  select raise(abort, 'refunds are not changed');
end;

-- What may be given back, by the id of a payment, or of an attempt whose money waits in suspense, and how much is left.
create view refundable as
  select p.id, p.registration_id, p.id as payment_id, null as attempt_id, p.provider, p.currency, p.recorded_by,
    p.amount_minor, 0 as blocked, p.amount_minor - coalesce((select sum(r.amount_minor) from refunds r
      where r.payment_id = p.id and r.failed_at is null), 0) as left_minor
  from payments p
  union all
  select a.id, a.registration_id, null, a.id, 'stripe', a.paid_currency, null, a.paid_minor, 0,
    -coalesce((select sum(l.amount_minor) from ledger_entries l where l.account = 'suspense:' || a.id), 0)
      - coalesce((select sum(s.suspense_minor) from stripe_refunds s
        where s.attempt_id = a.id and s.state in ('waiting', 'pending') and s.moved_at is null), 0)
  from attempts a where a.paid_minor > 0 and not exists (select 1 from payments p where p.id = a.id);

create trigger stripe_refunds_belong before insert on stripe_refunds begin
  select raise(abort, 'problem:two-people') where new.state <> 'waiting' or new.moved_at is not null
    or not exists (select 1 from attempts a where a.id = new.attempt_id and a.intent_id is not null
      and a.paid_currency = new.currency);
  select raise(abort, 'problem:two-people') where new.origin = 'approved' and not exists (select 1 from refunds r
    join payments p on p.id = r.payment_id where r.id = new.id and r.sending_id = new.id and r.origin = 'approved'
      and r.amount_minor = new.amount_minor and new.suspense_minor = 0 and p.attempt_id = new.attempt_id);
  select raise(abort, 'problem:refund-exceeds') where new.origin = 'auto' and (new.suspense_minor <> new.amount_minor
    or new.amount_minor > coalesce((select l.left_minor from refundable l where l.id = new.attempt_id), 0));
end;
-- A refund that succeeded may still fail later; one that failed stays so.
create trigger stripe_refunds_forward before update of state on stripe_refunds
  when new.state is not old.state and (old.state = 'failed' or (old.state = 'succeeded' and new.state <> 'failed')
    or (old.state = 'pending' and new.state = 'waiting')) begin
  select raise(abort, 'problem:state-changed');
end;

-- A row inserted here gives back by itself whatever of an attempt's money is still in suspense, with the next key of that
-- attempt: at once for what is late or came twice, and for what the treasurer does not accept.
create view giving_back as select attempt_id, created_at as at from stripe_refunds where origin = 'auto';
create trigger giving_back_queued instead of insert on giving_back begin
  insert into stripe_refunds (id, origin, attempt_id, generation, idempotency_key, amount_minor, suspense_minor,
      currency, created_at)
    select 'rf:' || l.attempt_id || ':' || n.generation, 'auto', l.attempt_id, n.generation,
      'rf:' || l.attempt_id || ':' || n.generation, l.left_minor, l.left_minor,
      l.currency, new.at
    from refundable l, (select coalesce(max(s.generation), -1) + 1 as generation from stripe_refunds s
      where s.attempt_id = new.attempt_id and s.origin = 'auto') n
    where l.id = new.attempt_id and l.left_minor > 0
      and exists (select 1 from attempts a where a.id = new.attempt_id and a.intent_id is not null);
end;
-- Money that a posting put into suspense and nobody has to decide on.
create trigger suspense_given_back after insert on ledger_entries
  when new.account like 'suspense:%' and new.amount_minor < 0 and new.posting_key like 'charge:%' begin
  insert into giving_back (attempt_id, at) select a.id, new.at from attempts a
    where a.id = substr(new.account, 10) and a.decision in ('late', 'duplicate');
end;

create trigger refunds_queued after insert on refunds when new.way = 'stripe' and new.origin = 'approved' begin
  insert into stripe_refunds (id, origin, attempt_id, idempotency_key, amount_minor, suspense_minor, currency,
      created_at)
    select new.id, 'approved', a.id, 'rf:' || new.id || ':0', new.amount_minor, 0, new.currency, new.approved_at
    from payments p join attempts a on a.id = p.attempt_id where p.id = new.payment_id and a.intent_id is not null;
  select raise(abort, 'problem:payments-unavailable') where not exists (select 1 from stripe_refunds where id = new.id);
end;
-- What was given back at Stripe of a payment gets its voucher, of a payment for several people each share one; suspended
-- money had no receipt and gets none.
create trigger stripe_refunds_recognised after insert on stripe_refunds when new.origin = 'dashboard' begin
  insert into refunding (id, origin, registration_id, payment_id, sending_id, amount_minor, currency, way, keep_seat,
      approved_at)
    select new.id || case when p.n > 1 then ':' || p.n else '' end, 'dashboard', p.registration_id, p.id, new.id,
      min(p.left_minor, new.amount_minor - new.suspense_minor - p.before), new.currency, 'stripe', 0, new.created_at
    from (select y.id, y.registration_id, l.left_minor, row_number() over (order by l.left_minor = new.amount_minor desc, y.rowid) as n,
        coalesce(sum(l.left_minor) over (order by l.left_minor = new.amount_minor desc, y.rowid rows between unbounded preceding and 1 preceding), 0) as before
      from payments y join refundable l on l.id = y.id where y.attempt_id = new.attempt_id and l.left_minor > 0) p
    where new.amount_minor - new.suspense_minor > p.before;
end;

-- What of it is not a share of payments comes from suspense, be there enough or not: it has gone.
create view sent_from_suspense as select s.id, 'refund:' || s.provider_id
    || case when exists (select 1 from refunds r where r.id = s.provider_id) then ':rest' else '' end as posting_key,
  s.amount_minor - coalesce((
    select sum(r.amount_minor) from refunds r where r.sending_id = s.id), 0) as amount_minor from stripe_refunds s;

create trigger stripe_refunds_moved after update of moved_at on stripe_refunds
  when old.moved_at is null and new.moved_at is not null begin
  insert into ledger_entries (posting_key, line, account, amount_minor, currency, at)
    select 'refund:' || r.id || ':paid', side.line, coalesce(side.account, 'payable:' || r.id),
      side.sign * r.amount_minor, r.currency, new.moved_at
    from refunds r, (select 1 as line, null as account, 1 as sign union all select 2, 'stripe_balance', -1) side
    where r.sending_id = new.id
    union all
    select rest.posting_key, side.line, coalesce(side.account, 'suspense:' || new.attempt_id),
      side.sign * rest.amount_minor, new.currency, new.moved_at
    from sent_from_suspense rest, (select 1 as line, null as account, 1 as sign
      union all select 2, 'stripe_balance', -1) side
    where rest.id = new.id and rest.amount_minor > 0;
end;
create trigger stripe_refunds_done after update of state on stripe_refunds
  when new.state = 'succeeded' and old.state <> 'succeeded' begin
  update refunds set paid_at = new.settled_at,
      reference = new.provider_id || substr(id, length(new.id) + 1) where sending_id = new.id;
end;
create trigger stripe_refunds_failed after update of state on stripe_refunds
  when new.state = 'failed' and old.state <> 'failed' begin
  update refunds set failed_at = new.settled_at, failure = new.failure where sending_id = new.id;
  insert into ledger_entries (posting_key, line, account, amount_minor, currency, at)
    select rest.posting_key || ':reversed', side.line, side.account, side.sign * rest.amount_minor,
      new.currency, new.settled_at
    from sent_from_suspense rest, (select 1 as line, 'stripe_balance' as account, 1 as sign
      union all select 2, 'suspense:' || new.attempt_id, -1) side
    where rest.id = new.id and rest.amount_minor > 0 and new.moved_at is not null;
end;
