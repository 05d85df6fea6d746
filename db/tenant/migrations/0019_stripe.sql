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
    or new.amount_minor is not old.amount_minor or new.currency is not old.currency
    or (old.provider_id is not null and new.provider_id is not old.provider_id)
    or (old.moved_at is not null and new.moved_at is not old.moved_at) begin
  select raise(abort, 'refunds are not changed');
end;

-- What may be given back, by the id of a payment, or of an attempt whose money waits in suspense, and how much is left.
create view refundable as
  select p.id, p.registration_id, p.id as payment_id, null as attempt_id, p.provider, p.currency, p.recorded_by,
    p.amount_minor, p.amount_minor - coalesce((select sum(r.amount_minor) from refunds r
      where r.payment_id = p.id and r.failed_at is null), 0) as left_minor
  from payments p
  union all
  select s.attempt_id, s.registration_id, null, s.attempt_id, 'stripe', s.currency, null,
    s.amount_minor, s.amount_minor - coalesce((select sum(f.amount_minor) from stripe_refunds f
      where f.attempt_id = s.attempt_id and f.state <> 'failed'
        and not exists (select 1 from refunds r where r.id = f.id and r.payment_id is not null)), 0)
      - coalesce((select sum(r.amount_minor) from refunds r where r.attempt_id = s.attempt_id and r.failed_at is null), 0)
  from suspended s;

create trigger stripe_refunds_belong before insert on stripe_refunds begin
  select raise(abort, 'problem:two-people') where new.state <> 'waiting' or new.moved_at is not null
    or not exists (select 1 from attempts a where a.id = new.attempt_id and a.intent_id is not null
      and a.paid_currency = new.currency);
  select raise(abort, 'problem:two-people') where new.origin = 'approved' and not exists (select 1 from refunds r
    join payments p on p.id = r.payment_id where r.id = new.id and r.way = 'stripe' and r.origin = 'approved'
      and r.amount_minor = new.amount_minor and p.attempt_id = new.attempt_id);
  select raise(abort, 'problem:refund-exceeds') where new.origin = 'auto' and new.amount_minor > coalesce(
    (select l.left_minor from refundable l where l.attempt_id = new.attempt_id), 0);
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
  insert into stripe_refunds (id, origin, attempt_id, generation, idempotency_key, amount_minor, currency, created_at)
    select 'rf:' || l.attempt_id || ':' || n.generation, 'auto', l.attempt_id, n.generation,
      'rf:' || l.attempt_id || ':' || n.generation, l.left_minor, l.currency, new.at
    from refundable l, (select coalesce(max(s.generation), -1) + 1 as generation from stripe_refunds s
      where s.attempt_id = new.attempt_id and s.origin = 'auto') n
    where l.attempt_id = new.attempt_id and l.left_minor > 0
      and exists (select 1 from attempts a where a.id = new.attempt_id and a.intent_id is not null);
end;
create trigger attempts_given_back after update of decision on attempts
  when new.decision in ('late', 'duplicate') begin
  insert into giving_back (attempt_id, at) values (new.id, new.decided_at);
end;

create trigger refunds_queued after insert on refunds when new.way = 'stripe' and new.origin = 'approved' begin
  insert into stripe_refunds (id, origin, attempt_id, idempotency_key, amount_minor, currency, created_at)
    select new.id, 'approved', a.id, 'rf:' || new.id || ':0', new.amount_minor, new.currency, new.approved_at
    from payments p join attempts a on a.id = p.attempt_id where p.id = new.payment_id and a.intent_id is not null;
  select raise(abort, 'problem:payments-unavailable') where not exists (select 1 from stripe_refunds where id = new.id);
end;
-- What was given back at Stripe of a payment gets its voucher; suspended money had no receipt and gets none. Of several
-- lines it is the one of which just so much is left, or else the first that has it.
create trigger stripe_refunds_recognised after insert on stripe_refunds when new.origin = 'dashboard' begin
  insert into refunding (id, origin, registration_id, payment_id, amount_minor, currency, way, keep_seat, approved_at)
    select new.id, 'dashboard', p.registration_id, p.id, new.amount_minor, new.currency, 'stripe', 0, new.created_at
    from payments p where p.id = (select l.payment_id from refundable l join payments m on m.id = l.payment_id
      where m.attempt_id = new.attempt_id
      order by l.left_minor = new.amount_minor desc, l.left_minor >= new.amount_minor desc, m.rowid limit 1);
end;

create trigger stripe_refunds_moved after update of moved_at on stripe_refunds
  when old.moved_at is null and new.moved_at is not null begin
  insert into ledger_entries (posting_key, line, account, amount_minor, currency, at)
    select key.posting, 1, key.account, new.amount_minor, new.currency, new.moved_at
    from (select coalesce('refund:' || r.id || ':paid', 'refund:' || new.provider_id) as posting,
        coalesce('payable:' || r.id, 'suspense:' || new.attempt_id) as account
      from (select 1) left join refunds r on r.id = new.id) key
    union all
    select coalesce('refund:' || r.id || ':paid', 'refund:' || new.provider_id), 2, 'stripe_balance',
      -new.amount_minor, new.currency, new.moved_at from (select 1) left join refunds r on r.id = new.id;
end;
create trigger stripe_refunds_done after update of state on stripe_refunds
  when new.state = 'succeeded' and old.state <> 'succeeded' begin
  update refunds set paid_at = new.settled_at, reference = new.provider_id where id = new.id;
end;
create trigger stripe_refunds_failed after update of state on stripe_refunds
  when new.state = 'failed' and old.state <> 'failed' begin
  update refunds set failed_at = new.settled_at, failure = new.failure where id = new.id;
  insert into ledger_entries (posting_key, line, account, amount_minor, currency, at)
    select 'refund:' || new.provider_id || ':reversed', side.line, side.account, side.sign * new.amount_minor,
      new.currency, new.settled_at
    from (select 1 as line, 'stripe_balance' as account, 1 as sign
      union all select 2, 'suspense:' || new.attempt_id, -1) side
    where new.moved_at is not null and not exists (select 1 from refunds where id = new.id);
end;
