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

-- Everything that was paid for a workshop that was called off is one question, whatever way it came; each goes back the
-- way that is usual for it. A cheque that no bank has paid yet is not given back.
create view called_off (payment_id, registration_id, workshop_id, provider, way, left_minor, currency, recorded_by) as
  select p.id, p.registration_id, g.workshop_id, p.provider,
    case p.provider when 'stripe' then 'stripe' when 'cash' then 'cash' when 'upi' then 'upi' else 'bank' end,
    l.left_minor, p.currency, p.recorded_by
  from registrations g join payments p on p.registration_id = g.id join refundable_payments l on l.id = p.id
  where l.left_minor > 0 and l.blocked = 0
    and (p.provider <> 'cheque' or exists (select 1 from clearings c where c.payment_id = p.id));

drop trigger refunds_by_two;
drop trigger refunds_disputed;
create trigger refunds_by_two before insert on refunds begin
  select raise(abort, 'problem:two-people') where new.origin = 'approved' and not exists (select 1 from approvals a
    where a.id = new.approval_id and a.kind = 'refund' and a.decision = 'approved'
      and ((a.id = new.id and a.detail ->> 'way' = new.way and a.subject_id = coalesce(new.payment_id, new.attempt_id)
          and a.detail ->> 'amountMinor' = new.amount_minor)
        or (a.detail ->> 'all' = 1 and a.subject_id = (
          select g.workshop_id from registrations g where g.id = new.registration_id)
          and new.way = (select o.way from called_off o where o.payment_id = new.payment_id))));
  select raise(abort, 'problem:two-people') where new.origin = 'dashboard' and not exists (select 1 from stripe_refunds s
    where s.id = new.sending_id and s.origin = 'dashboard' and s.amount_minor >= new.amount_minor);
  select raise(abort, 'problem:two-people') where new.paid_at is not null or new.failed_at is not null;
  select raise(abort, 'problem:payment-disputed') from refundable l
    where new.origin = 'approved' and l.id = coalesce(new.payment_id, new.attempt_id) and l.blocked = 1;
  select raise(abort, 'problem:refund-exceeds') where new.origin = 'approved' and new.amount_minor > coalesce(
    (select l.left_minor from refundable l where l.id = coalesce(new.payment_id, new.attempt_id)), 0);
end;
drop trigger approvals_refund_all;
create trigger approvals_refund_all after update of decision on approvals
  when new.kind = 'refund' and new.decision = 'approved' and new.detail ->> 'all' = 1 begin
  insert into refunding (id, origin, approval_id, registration_id, payment_id, amount_minor, currency, way, keep_seat,
      sending_id, approved_at)
    select new.id || ':' || p.n, 'approved', new.id, p.registration_id, p.payment_id, p.left_minor, p.currency, p.way, 0,
      case p.way when 'stripe' then new.id || ':' || p.n end, new.decided_at
    from (select o.*, row_number() over (order by o.payment_id) as n from called_off o
      where o.workshop_id = new.subject_id) p;
  select raise(abort, 'problem:state-changed') where not exists (select 1 from refunds where approval_id = new.id);
end;
-- Nor does whoever took any of the money.
create trigger approvals_refund_all_by_no_collector before update of decision on approvals
  when new.kind = 'refund' and new.decision = 'approved' and new.detail ->> 'all' = 1 begin
  select raise(abort, 'problem:duties-conflict') from called_off o where o.workshop_id = old.subject_id
    and (new.decided_by is o.recorded_by or exists (select 1 from entries e
      where e.person_id = o.recorded_by and e.account_id = new.decided_account));
end;

-- Whoever is named as the payer of a single payment is a payer, as he is of a sum for several: the same name is the same
-- payer. Nobody is a payer for himself.
create view named_payers (payment_id, legal_name) as
  select p.id, trim(p.payer_name) from payments p join registrations g on g.id = p.registration_id
    join people e on e.id = g.person_id
  where trim(coalesce(p.payer_name, '')) collate nocase not in ('', e.name_en, e.name_hi);

-- Payers that come near what must be reported in a financial year (Rs 16,000 of Rs 20,000), or pass it: each once.
create table payer_standings (
  payer_key text not null,
  year integer not null,
  standing text not null check (standing in ('near', 'reported')),
  kept_minor integer not null,
  currency text not null,
  reached_at integer not null,
  primary key (payer_key, year, standing)
) strict, without rowid;

create trigger payments_of_payers after insert on payments begin
  insert into payers (id, legal_name, recorded_by, recorded_at)
    select new.id, n.legal_name, coalesce(new.recorded_by, 'system'), new.received_at from named_payers n
    where new.payer_id is null and n.payment_id = new.id
      and not exists (select 1 from payers y where y.person_id is null and y.legal_name = n.legal_name collate nocase);
  update payments set payer_id = (select y.id from named_payers n join payers y on y.person_id is null
      and y.legal_name = n.legal_name collate nocase where n.payment_id = new.id order by y.recorded_at, y.id limit 1)
    where id = new.id and new.payer_id is null;
  insert into payer_standings (payer_key, year, standing, kept_minor, currency, reached_at)
    select v.key, v.year, case when v.kept > 2000000 then 'reported' else 'near' end, v.kept, new.currency,
      new.received_at
    from (select w.key, w.year, (
          select coalesce(sum(p.amount_minor - coalesce((select sum(r.amount_minor) from refunds r
              where r.payment_id = p.id and r.failed_at is null), 0)), 0)
            from payers y join payments p on p.payer_id = y.id
            where (y.id = w.key or y.person_id = w.key) and p.received_at >= w.since)
        + (select coalesce(sum(p.amount_minor - coalesce((select sum(r.amount_minor) from refunds r
              where r.payment_id = p.id and r.failed_at is null), 0)), 0)
            from registrations g join payments p on p.registration_id = g.id
            where g.person_id = w.key and p.payer_id is null and p.received_at >= w.since) as kept
      from (select coalesce((select coalesce(y.person_id, y.id) from payments p join payers y on y.id = p.payer_id
            where p.id = new.id), (select g.person_id from registrations g where g.id = new.registration_id)) as key,
          cast(strftime('%Y', t.day, '-3 months') as integer) as year,
          cast(strftime('%s', t.day, '-3 months', 'start of year', '+3 months') as integer) - 19800 as since
        from (select date(new.received_at + 19800, 'unixepoch', 'start of month') as day) t) w) v
    where v.kept >= 1600000 and exists (select 1 from registrations g join fee_classes f on f.workshop_id = g.workshop_id
      where g.id = new.registration_id and f.classification = 'contribution')
    on conflict do nothing;
end;
create trigger payer_standings_told after insert on payer_standings begin
  insert into outbox (id, key, topic, person_id, facts, created_at)
    select lower(hex(randomblob(16))),
      'payer-' || new.standing || ':' || new.year || ':' || new.payer_key || ':' || k.person_id,
      case new.standing when 'near' then 'payer-near' else 'payer-reported' end as topic,
      k.person_id, json_object('amountMinor', new.kept_minor, 'currency', new.currency,
        'link', '/o/' || (select slug from organisation) || '/payers/' || new.payer_key), new.reached_at
    from (select distinct p.person_id from powers p join units u on u.path = p.path and u.parent_id is null
      where p.role = 'treasurer' and p.workshop_id is null and p.wing_id is null and p.from_at <= new.reached_at
        and (p.until_at is null or p.until_at > new.reached_at)) k
    where true on conflict do nothing;
end;

-- Whoever is erased is no payer by his name either, but where the law keeps it.
create trigger erasures_of_named_payers before insert on erasures begin
  update payers set legal_name = 'Erased payer', address = '', pan_sealed = null, pan_last = null, citizen = null,
      declared_at = null, version = version + 1
    where person_id is null and legal_name in (
        select name_en from people where id = new.person_id union select name_hi from people where id = new.person_id)
      and not exists (select 1 from contributions c where c.payer_key = payers.id
        group by c.year having sum(c.kept_minor) > 2000000);
end;
