-- How much goes back when somebody gives his seat up, by days before the start.

-- A policy of the organisation, of a programme, or of a workshop: the nearest counts. `steps` (JSON) are days before the
-- start and the percent that goes back from that many days on; nearer than every step nothing does. Null: what is above.
create table refund_policies (
  of_id text primary key,
  kind text not null check (kind in ('organisation', 'programme', 'workshop')),
  steps text check (json_type(steps) = 'array'),
  version integer not null default 1,
  set_by text not null,
  set_at integer not null
) strict;

create view refund_terms (workshop_id, steps) as
  select w.id, coalesce((select p.steps from refund_policies p where p.of_id = w.id),
    (select p.steps from refund_policies p join tiers t on t.programme_id = p.of_id where t.id = w.tier_id),
    (select p.steps from refund_policies p where p.of_id = 'organisation'))
  from workshops w;

-- What was shown when the fee was raised holds for it, whatever is set later.
create table refund_promises (
  registration_id text primary key references registrations (id),
  steps text not null
) strict;
create trigger refund_promises_stay before update on refund_promises begin
  select raise(abort, 'promises are not changed');
end;
create trigger dues_promise after insert on dues begin
  insert into refund_promises (registration_id, steps)
    select new.registration_id, t.steps from registrations g join refund_terms t on t.workshop_id = g.workshop_id
    where g.id = new.registration_id and t.steps is not null;
end;

-- A seat never waits shorter than for money that is said to be sent, whatever else moved its end.
create trigger registrations_wait_for_claims after update of held_until on registrations
  when new.held_until is not null and new.held_until < (
    select max(k.claimed_at) + 86400 * (select claim_days from money_rule) from claims k
    where k.registration_id = new.id and k.outcome is null) begin
  update registrations set held_until = (
      select max(k.claimed_at) + 86400 * (select claim_days from money_rule) from claims k
      where k.registration_id = new.id and k.outcome is null)
    where id = new.id;
end;

-- Whoever of a group paid late is seated again where `settling` found room.
create trigger attempt_lines_reseated after update of decision on attempt_lines
  when old.decision is null and new.decision = 'reseated'
    and (select lines from attempts where id = new.attempt_id) > 1 begin
  update registrations set cancelled_at = null, cancelled_by = null, lapsed_at = null, held_until = null
    where id = new.registration_id and cancelled_at is not null;
end;
drop trigger attempts_decide_lines;
create trigger attempts_decide_lines after update of decision on attempts
  when old.decision is null and new.decision is not null begin
  update attempt_lines set decision = case
      when new.lines = 1 or new.decision <> 'allocated' then new.decision
      when decision is not null then decision
      when exists (select 1 from registrations g where g.id = registration_id and g.cancelled_at is not null) then 'late'
      when amount_minor > coalesce((select o.owed_minor from owed_dues o
        where o.registration_id = attempt_lines.registration_id), 0) then 'duplicate'
      else 'allocated' end
    where attempt_id = new.id;
  insert into ledger_entries (posting_key, line, account, amount_minor, currency, at)
    select 'charge:' || l.attempt_id || ':' || l.registration_id, side.line, side.account, side.sign * l.amount_minor,
      new.paid_currency, new.decided_at
    from attempt_lines l, (select 1 as line, 'stripe_balance' as account, 1 as sign
      union all select 2, 'suspense:' || new.id, -1) side
    where l.attempt_id = new.id and new.lines > 1 and new.decision = 'allocated' and l.decision in ('late', 'duplicate');
  insert into giving_back (attempt_id, at)
    select s.attempt_id, new.decided_at from suspended s where s.attempt_id = new.id and new.decision = 'allocated';
end;

-- What the organisation gave back at Stripe of a payment for several is theirs first who gave their seats up, the one whose
-- share it equals before others, then the oldest lines; never more of a line than is left of it.
drop trigger stripe_refunds_recognised;
create trigger stripe_refunds_recognised after insert on stripe_refunds when new.origin = 'dashboard' begin
  insert into refunding (id, origin, registration_id, payment_id, sending_id, amount_minor, currency, way, keep_seat,
      approved_at)
    select new.id || case when s.n > 1 then ':' || s.n else '' end, 'dashboard', s.registration_id, s.id, new.id,
      min(s.left_minor, new.amount_minor - new.suspense_minor - s.before), new.currency, 'stripe', 0, new.created_at
    from (select p.id, p.registration_id, p.left_minor, row_number() over turn as n,
        coalesce(sum(p.left_minor) over (turn rows between unbounded preceding and 1 preceding), 0) as before
      from (select y.id, y.registration_id, l.left_minor, y.rowid as line, g.cancelled_at is null as live,
          l.left_minor <> new.amount_minor as other, g.cancelled_at as since
        from payments y join refundable l on l.id = y.id join registrations g on g.id = y.registration_id
        where y.attempt_id = new.attempt_id and l.left_minor > 0) p
      window turn as (order by p.live, p.other, p.since, p.line)) s
    where new.amount_minor - new.suspense_minor > s.before;
end;

-- What may be given back, as in 0021; of one payment it is read without a look at all disputes.
create view refundable_payments as
  select p.id, p.registration_id, p.id as payment_id, null as attempt_id, p.provider, p.currency, p.recorded_by,
    p.amount_minor, exists (select 1 from disputes d
      where d.attempt_id = p.attempt_id and d.outcome is null and d.refundable = 0) as blocked,
    max(0, min(p.amount_minor - coalesce((
        select sum(r.amount_minor) from refunds r where r.payment_id = p.id and r.failed_at is null), 0),
      case when exists (select 1 from disputes d where d.attempt_id = p.attempt_id) then (
          select a.paid_minor from attempts a where a.id = p.attempt_id)
        + coalesce((select sum(t.amount_minor) from disputes d join stripe_transactions t
          on t.source_id = d.id and t.kind = 'dispute' where d.attempt_id = p.attempt_id), 0)
        - coalesce((select sum(s.amount_minor) from stripe_refunds s
          where s.attempt_id = p.attempt_id and s.state <> 'failed'), 0)
      else p.amount_minor end)) as left_minor
  from payments p;
drop view refundable;
create view refundable as
  select * from refundable_payments
  union all
  select a.id, a.registration_id, null, a.id, 'stripe', a.paid_currency, null, a.paid_minor,
    exists (select 1 from disputes d where d.attempt_id = a.id and d.outcome is null and d.refundable = 0), max(0,
    -coalesce((select sum(l.amount_minor) from ledger_entries l where l.account = 'suspense:' || a.id), 0)
      - coalesce((select sum(s.suspense_minor) from stripe_refunds s
        where s.attempt_id = a.id and s.state in ('waiting', 'pending') and s.moved_at is null), 0))
  from attempts a where a.paid_minor > 0 and not exists (select 1 from payments p where p.id = a.id);
