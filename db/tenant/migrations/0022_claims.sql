-- Where money is sent to. A row is never changed but ended: everybody sees who set which account, and when.
create table bank_accounts (
  id text primary key,
  name text not null,
  holder text not null,
  vpa text,
  bank text,
  number text,
  ifsc text,
  set_by text not null,
  set_at integer not null,
  ended_by text,
  ended_at integer,
  check (vpa is not null or (bank is not null and number is not null and ifsc is not null))
) strict;
create unique index bank_accounts_vpa on bank_accounts (vpa) where ended_at is null and vpa is not null;
create unique index bank_accounts_number on bank_accounts (ifsc, number) where ended_at is null and number is not null;
create trigger bank_accounts_keep before delete on bank_accounts begin
  select raise(abort, 'accounts are not deleted');
end;
create trigger bank_accounts_stay before update on bank_accounts
  when old.ended_at is not null or new.ended_at is null or new.id is not old.id or new.name is not old.name
    or new.holder is not old.holder or new.vpa is not old.vpa or new.bank is not old.bank
    or new.number is not old.number or new.ifsc is not old.ifsc or new.set_by is not old.set_by
    or new.set_at is not old.set_at begin
  select raise(abort, 'problem:state-changed');
end;

-- The rules of money, each time they were set; the newest row counts. `classification` null: by the organisation's kind.
-- `programmes` (JSON) names the programmes whose fees are of another class.
create table money_rules (
  seq integer primary key,
  two_above_minor integer not null check (two_above_minor >= 0),
  claim_days integer not null check (claim_days between 1 and 30),
  classification text check (classification in ('contribution', 'fee_for_service')),
  programmes text not null default '{}',
  set_by text,
  set_at integer not null
) strict;
create trigger money_rules_keep before delete on money_rules begin select raise(abort, 'rules are not deleted'); end;
create trigger money_rules_stay before update on money_rules begin select raise(abort, 'rules are not changed'); end;
insert into money_rules (seq, two_above_minor, claim_days, set_at) values (1, 1000000, 3, 0);
create view money_rule as select r.* from money_rules r where r.seq = (select max(seq) from money_rules);

-- What a workshop's fees are, by the rules of now.
create view fee_classes as
  select w.id as workshop_id, coalesce(r.programmes ->> ('$."' || t.programme_id || '"'), r.classification,
    case o.kind when 'political_party' then 'contribution' else 'fee_for_service' end) as classification
  from workshops w join tiers t on t.id = w.tier_id, money_rule r, organisation o;

-- Income-tax Act, section 13A: no contribution above Rs 2,000 from one person but through a bank. It is counted for each
-- participant and for each payer of a workshop, whoever writes the row.
create trigger payments_in_cash before insert on payments
  when new.provider = 'cash' and not exists (select 1 from payments where id = new.id) begin
  select raise(abort, 'problem:cash-limit') from registrations g
      join fee_classes f on f.workshop_id = g.workshop_id and f.classification = 'contribution'
    where g.id = new.registration_id and 200000 - new.amount_minor < max(
      coalesce((select sum(p.amount_minor) from payments p join registrations o on o.id = p.registration_id
        where p.provider = 'cash' and o.workshop_id = g.workshop_id and o.person_id = g.person_id), 0),
      coalesce((select sum(p.amount_minor) from payments p join registrations o on o.id = p.registration_id
        where p.provider = 'cash' and o.workshop_id = g.workshop_id and p.payer_id = new.payer_id), 0));
end;

-- Money that somebody says he sent. It pays nothing until it is verified; then it is a payment of the same id. A claim
-- ends once. `reference` is the UTR, the bank's reference, or a cheque's number and bank: capitals and digits.
create table claims (
  id text primary key,
  registration_id text not null references registrations (id),
  provider text not null check (provider in ('upi', 'bank', 'cheque')),
  account_id text references bank_accounts (id),
  amount_minor integer not null check (amount_minor > 0),
  currency text not null,
  reference text not null,
  dated_on text,
  payer_name text,
  claimed_by text not null,
  claimed_account text not null,
  claimed_at integer not null,
  vouched_by text,
  vouched_account text,
  vouched_at integer,
  outcome text check (outcome in ('verified', 'refused', 'withdrawn')),
  ended_by text,
  ended_account text,
  ended_at integer,
  note text,
  check ((outcome is null) = (ended_at is null) and (outcome is null) = (ended_by is null))
) strict;
create index claims_by_registration on claims (registration_id, claimed_at);
create index claims_open on claims (claimed_at, id) where outcome is null;
create index claims_due on claims (amount_minor, claimed_at) where outcome is null;
create index claims_by_time on claims (claimed_at, id);
create index claims_ended on claims (ended_at, id) where outcome is not null;
create unique index claims_reference on claims (reference) where outcome is null;
create index payments_reference_plain on payments (upper(reference)) where provider in ('upi', 'bank', 'cheque');
create index payments_cheques on payments (substr(reference, 1, 6)) where provider = 'cheque';
create index payments_at_bank on payments (amount_minor, received_at) where provider in ('upi', 'bank', 'cheque');
create trigger claims_keep before delete on claims begin select raise(abort, 'claims are not deleted'); end;
create trigger claims_end_once before update on claims
  when new.id is not old.id or new.registration_id is not old.registration_id or new.provider is not old.provider
    or new.amount_minor is not old.amount_minor or new.currency is not old.currency
    or new.reference is not old.reference or new.claimed_by is not old.claimed_by
    or (old.outcome is not null and (new.outcome is not old.outcome or new.ended_by is not old.ended_by
      or new.ended_at is not old.ended_at or new.vouched_by is not old.vouched_by)) begin
  select raise(abort, 'problem:state-changed');
end;
-- One sum of money pays once: what is claimed was not recorded, what is recorded is not claimed by another row.
create trigger claims_reference_free before insert on claims
  when new.outcome is not null or (not exists (select 1 from claims where id = new.id) and exists (select 1 from payments
    where upper(reference) = new.reference and provider in ('upi', 'bank', 'cheque'))) begin
  select raise(abort, 'problem:reference-used');
end;
create trigger payments_reference_unclaimed before insert on payments
  when new.provider in ('upi', 'bank', 'cheque') and new.reference is not null and (exists (
      select 1 from claims where reference = upper(new.reference) and outcome is null and id <> new.id)
    or exists (select 1 from payments where upper(reference) = upper(new.reference) and provider <> new.provider
      and provider in ('upi', 'bank', 'cheque') and id <> new.id)) begin
  select raise(abort, 'problem:reference-used');
end;

-- The payer proves nothing himself, under no name of his. Above the limit two people of the organisation must know the
-- money: who took the claim or vouched for it, and another who verifies it; the bank's own statement stands for one.
create trigger claims_by_another before update on claims
  when new.vouched_by is not old.vouched_by or (old.outcome is null and new.outcome = 'verified') begin
  select raise(abort, 'problem:two-people') from registrations g,
      (select case when new.outcome = 'verified' then new.ended_by else new.vouched_by end as person,
        case when new.outcome = 'verified' then new.ended_account else new.vouched_account end as account) by
    where g.id = old.registration_id and (by.person is g.person_id or exists (select 1 from entries e
      where e.person_id = g.person_id and e.account_id = by.account));
  select raise(abort, 'problem:two-people') where old.vouched_by is null and new.vouched_by is not null
    and new.vouched_by = old.claimed_by;
end;
create trigger claims_by_two before update of outcome on claims
  when old.outcome is null and new.outcome = 'verified'
    and new.amount_minor > (select two_above_minor from money_rule)
    and not exists (select 1 from bank_matches where kind = 'payment' and subject_id = new.id) begin
  select raise(abort, 'problem:two-people') from registrations g where g.id = new.registration_id and (
    case when old.vouched_by is not null then old.vouched_by = new.ended_by or old.vouched_account = new.ended_account
      else g.person_id = old.claimed_by or old.claimed_by = new.ended_by or old.claimed_account = new.ended_account end);
end;
create trigger payments_by_two before insert on payments
  when new.provider in ('upi', 'bank') and new.recorded_by is not null
    and new.amount_minor > (select two_above_minor from money_rule)
    and not exists (select 1 from claims where id = new.id and outcome = 'verified')
    and not exists (select 1 from payments where id = new.id) begin
  select raise(abort, 'problem:two-people');
end;
create trigger claims_paid after update of outcome on claims when old.outcome is null and new.outcome = 'verified' begin
  select raise(abort, 'problem:state-changed') where new.amount_minor > coalesce((select d.amount_minor
      - coalesce((select sum(amount_minor) from waivers where registration_id = d.registration_id), 0)
      - coalesce((select sum(amount_minor) from payments where registration_id = d.registration_id), 0)
    from dues d join registrations g on g.id = d.registration_id
    where d.registration_id = new.registration_id and g.cancelled_at is null), 0);
  insert into payments (id, registration_id, provider, amount_minor, currency, reference, payer_name, received_at,
      recorded_by)
    values (new.id, new.registration_id, new.provider, new.amount_minor, new.currency, new.reference, new.payer_name,
      new.ended_at, new.ended_by);
  insert into receipts (payment_id, series, year, seq, number, issued_at)
    select new.id, n.series, n.year, n.seq, n.series || '/' || n.year || '/' || printf('%06d', n.seq), new.ended_at
    from (select f.series, f.year, 1 + coalesce(
        (select max(r.seq) from receipts r where r.series = f.series and r.year = f.year), 0) as seq
      from (select upper(substr(replace(o.slug, '-', ''), 1, 3)) as series,
          printf('%02d-%02d', y.first % 100, (y.first + 1) % 100) as year
        from organisation o, (select cast(strftime('%Y', new.ended_at + 19800, 'unixepoch', 'start of month',
          '-3 months') as integer) as first) y) f) n;
  insert into clearings (payment_id, cleared_by, cleared_account, cleared_at)
    select new.id, new.ended_by, new.ended_account, new.ended_at
    where new.provider = 'cheque' and exists (select 1 from bank_matches where kind = 'payment' and subject_id = new.id);
end;

-- A seat waits for money that is said to be sent, and a little longer when it was not found.
create trigger claims_hold after insert on claims begin
  update registrations set held_until = max(held_until, new.claimed_at + 86400 * (select claim_days from money_rule))
    where id = new.registration_id and held_until is not null;
end;
create trigger claims_let_go after update of outcome on claims
  when old.outcome is null and new.outcome in ('refused', 'withdrawn')
    and not exists (select 1 from claims where registration_id = new.registration_id and outcome is null) begin
  update registrations set held_until = max(new.ended_at + 3600,
      coalesce((select d.raised_at + 60 * w.hold_minutes from dues d join workshops w on w.id = registrations.workshop_id
        where d.registration_id = registrations.id), 0),
      coalesce((select max(a.expires_at) from attempts a join attempt_lines l on l.attempt_id = a.id
        where l.registration_id = registrations.id and a.decision is null), 0))
    where id = new.registration_id and held_until is not null and cancelled_at is null;
end;

-- A cheque is money in a drawer until the bank has paid it.
create table clearings (
  payment_id text primary key references payments (id),
  cleared_by text not null,
  cleared_account text not null,
  cleared_at integer not null
) strict;
create trigger clearings_stay before update on clearings begin select raise(abort, 'clearings are not changed'); end;
create trigger clearings_keep before delete on clearings begin select raise(abort, 'clearings are not deleted'); end;
create trigger clearings_fit before insert on clearings
  when not exists (select 1 from clearings where payment_id = new.payment_id) begin
  select raise(abort, 'problem:state-changed') where not exists (select 1 from payments p
    where p.id = new.payment_id and p.provider = 'cheque' and p.amount_minor > 0);
  select raise(abort, 'problem:two-people') from payments p where p.id = new.payment_id
    and p.amount_minor > (select two_above_minor from money_rule) and p.recorded_by = new.cleared_by
    and not exists (select 1 from bank_matches where kind = 'payment' and subject_id = p.id);
end;
create trigger clearings_posted after insert on clearings begin
  insert into ledger_entries (posting_key, line, account, amount_minor, currency, at)
    select 'clearing:' || p.id, side.line, side.account, side.sign * p.amount_minor, p.currency, new.cleared_at
    from payments p, (select 1 as line, 'bank' as account, 1 as sign union all select 2, 'cheques', -1) side
    where p.id = new.payment_id;
end;
create trigger refunds_of_cleared before insert on refunds
  when exists (select 1 from payments p where p.id = new.payment_id and p.provider = 'cheque'
    and not exists (select 1 from clearings where payment_id = p.id)) begin
  select raise(abort, 'problem:cheque-uncleared');
end;

-- Money that did not come after all: a cheque that bounced, a transfer that the bank took back. The payment pays nothing
-- any more, its receipt keeps its number and is marked; what it was stands here.
create table voids (
  payment_id text primary key references payments (id),
  amount_minor integer not null,
  reference text,
  reason text not null,
  voided_by text not null,
  voided_account text not null,
  voided_at integer not null
) strict;
create index voids_reference_plain on voids (upper(reference));
create index voids_by_amount on voids (amount_minor, voided_at);
create trigger voids_stay before update on voids when new.reason <> '' or new.payment_id is not old.payment_id
    or new.amount_minor is not old.amount_minor or new.voided_at is not old.voided_at begin
  select raise(abort, 'voids are not changed');
end;
create trigger voids_keep before delete on voids begin select raise(abort, 'voids are not deleted'); end;
create trigger voids_fit before insert on voids
  when not exists (select 1 from voids where payment_id = new.payment_id) begin
  select raise(abort, 'problem:state-changed') where not exists (select 1 from payments p where p.id = new.payment_id
    and p.provider in ('upi', 'bank', 'cheque') and p.amount_minor = new.amount_minor and p.amount_minor > 0);
  select raise(abort, 'problem:state-changed') from refunds r
    where r.payment_id = new.payment_id and r.paid_at is null and r.failed_at is null;
end;
create trigger voids_done after insert on voids begin
  insert into ledger_entries (posting_key, line, account, amount_minor, currency, at)
    select 'void:' || p.id, side.line, side.account, side.sign * p.amount_minor, p.currency, new.voided_at
    from payments p, (select 1 as line, 'receivable:' || (select registration_id from payments
          where id = new.payment_id) as account, 1 as sign
        union all select 2, case when exists (select 1 from payments where id = new.payment_id and provider = 'cheque')
          and not exists (select 1 from clearings where payment_id = new.payment_id) then 'cheques' else 'bank' end, -1)
      side
    where p.id = new.payment_id;
  -- Of a registration that is cancelled nothing is owed again.
  insert into ledger_entries (posting_key, line, account, amount_minor, currency, at)
    select 'void:' || p.id || ':release', side.line, case side.line when 1 then 'income:' || g.workshop_id
        else 'receivable:' || g.id end, side.sign * p.amount_minor, p.currency, new.voided_at
    from payments p join registrations g on g.id = p.registration_id and g.cancelled_at is not null,
      (select 1 as line, 1 as sign union all select 2, -1) side
    where p.id = new.payment_id;
  update payments set amount_minor = 0, reference = null where id = new.payment_id;
  -- Where seats wait for their fee, this one waits again.
  update registrations set held_until = new.voided_at + 86400 * (select claim_days from money_rule)
    where id = (select registration_id from payments where id = new.payment_id) and cancelled_at is null
      and (select hold_minutes from workshops where id = registrations.workshop_id) is not null;
end;
create trigger payments_begin_whole before insert on payments when new.amount_minor <= 0 begin
  select raise(abort, 'problem:amount-mismatch');
end;
create trigger payments_stay before update of amount_minor, reference, registration_id, provider on payments
  when new.registration_id is not old.registration_id or new.provider is not old.provider
    or ((new.amount_minor is not old.amount_minor or new.reference is not old.reference)
      and not (new.amount_minor = 0 and new.reference is null
        and exists (select 1 from voids where payment_id = old.id))) begin
  select raise(abort, 'payments are not changed');
end;

-- Lines of the bank's own statement, each kept once however often it is loaded: lines that are equal in everything are
-- told apart by `nth`. `tokens` (JSON) are the words of the narration that can be a reference.
create table bank_lines (
  id text primary key,
  account_id text not null references bank_accounts (id),
  day_on text not null,
  amount_minor integer not null check (amount_minor <> 0),
  narration text not null,
  reference text not null,
  balance_minor integer,
  nth integer not null,
  tokens text not null,
  loaded_by text not null,
  loaded_at integer not null,
  load text not null,
  aside text,
  aside_by text,
  aside_at integer,
  -- How much of it is matched.
  matched_minor integer not null default 0
) strict;
create unique index bank_lines_once on bank_lines
  (account_id, day_on, amount_minor, narration, reference, coalesce(balance_minor, ''), nth);
create index bank_lines_by_day on bank_lines (day_on, id);
create index bank_lines_open on bank_lines (day_on, id) where aside is null and amount_minor <> matched_minor;
create index bank_lines_by_load on bank_lines (load);
create index cash_deposits_plain on cash_deposits (upper(reference));
create index cash_closings_counted on cash_closings (counted_minor);
create index cash_deposits_by_time on cash_deposits (deposited_at);
create index refunds_reference_plain on refunds (upper(reference)) where way in ('upi', 'bank') and paid_at is not null;
create index refunds_at_bank on refunds (amount_minor, paid_at) where way in ('upi', 'bank') and paid_at is not null;
create trigger bank_lines_keep before delete on bank_lines begin select raise(abort, 'lines are not deleted'); end;
create trigger bank_lines_stay before update on bank_lines
  when new.id is not old.id or new.account_id is not old.account_id or new.day_on is not old.day_on
    or new.amount_minor is not old.amount_minor or new.reference is not old.reference
    or new.balance_minor is not old.balance_minor begin
  select raise(abort, 'lines are not changed');
end;

-- Which line of the statement shows which fact of ours. `payment` stands for a claim too, which becomes one.
create table bank_matches (
  kind text not null check (kind in ('payment', 'deposit', 'refund', 'void', 'payout')),
  subject_id text not null,
  line_id text not null references bank_lines (id),
  amount_minor integer not null,
  found text not null check (found in ('reference', 'hand')),
  matched_by text not null,
  matched_at integer not null,
  primary key (kind, subject_id)
) strict;
create index bank_matches_by_line on bank_matches (line_id);
create trigger bank_matches_stay before update on bank_matches begin
  select raise(abort, 'matches are not changed');
end;
create trigger bank_matches_fit before insert on bank_matches
  when not exists (select 1 from bank_matches where kind = new.kind and subject_id = new.subject_id) begin
  select raise(abort, 'problem:amount-mismatch') from bank_lines l where l.id = new.line_id
    and (new.amount_minor * l.amount_minor <= 0 or l.aside is not null or abs(new.amount_minor + coalesce(
      (select sum(m.amount_minor) from bank_matches m where m.line_id = l.id), 0)) > abs(l.amount_minor));
end;
create trigger bank_matches_counted after insert on bank_matches begin
  update bank_lines set matched_minor = matched_minor + new.amount_minor where id = new.line_id;
end;
create trigger bank_matches_uncounted after delete on bank_matches begin
  update bank_lines set matched_minor = matched_minor - old.amount_minor where id = old.line_id;
end;
create trigger bank_matches_clear after insert on bank_matches
  when new.kind = 'payment' and exists (select 1 from payments where id = new.subject_id and provider = 'cheque'
    and amount_minor > 0) begin
  insert into clearings (payment_id, cleared_by, cleared_account, cleared_at)
    select new.subject_id, new.matched_by, '', new.matched_at
    where not exists (select 1 from clearings where payment_id = new.subject_id);
end;

-- What of ours the bank must show and no line shows yet, by the time of the fact.
create table bank_waits (
  kind text not null,
  subject_id text not null,
  at integer not null,
  primary key (kind, subject_id)
) strict, without rowid;
create index bank_waits_by_time on bank_waits (at, subject_id, kind);
create trigger claims_await_bank after insert on claims begin
  insert into bank_waits (kind, subject_id, at) values ('payment', new.id, new.claimed_at)
    on conflict do update set at = excluded.at;
end;
create trigger claims_await_no_more after update of outcome on claims when new.outcome in ('refused', 'withdrawn') begin
  delete from bank_waits where kind = 'payment' and subject_id = new.id;
end;
create trigger payments_await_bank after insert on payments when new.provider in ('upi', 'bank', 'cheque') begin
  insert into bank_waits (kind, subject_id, at) select 'payment', new.id, new.received_at
    where not exists (select 1 from bank_matches where kind = 'payment' and subject_id = new.id)
    on conflict do update set at = excluded.at;
end;
create trigger deposits_await_bank after insert on cash_deposits begin
  insert into bank_waits (kind, subject_id, at) values ('deposit', new.closing_id, new.deposited_at);
end;
create trigger refunds_await_bank after update of paid_at on refunds
  when old.paid_at is null and new.paid_at is not null and new.way in ('upi', 'bank') begin
  insert into bank_waits (kind, subject_id, at) values ('refund', new.id, new.paid_at);
end;
-- Money that did not come is not waited for; what the bank showed before, it must show to have gone.
create trigger voids_await_bank after insert on voids begin
  delete from bank_waits where kind = 'payment' and subject_id = new.payment_id;
  insert into bank_waits (kind, subject_id, at) select 'void', new.payment_id, new.voided_at
    from bank_matches m where m.kind = 'payment' and m.subject_id = new.payment_id;
end;
create trigger bank_matches_end_wait after insert on bank_matches begin
  delete from bank_waits where kind = new.kind and subject_id = new.subject_id;
end;
create trigger bank_matches_wait_again after delete on bank_matches begin
  insert into bank_waits (kind, subject_id, at)
    select 'payment', p.id, p.received_at from payments p
      where old.kind = 'payment' and p.id = old.subject_id and p.amount_minor > 0
    union all select 'payment', k.id, k.claimed_at from claims k
      where old.kind = 'payment' and k.id = old.subject_id and k.outcome is null
    union all select 'deposit', d.closing_id, d.deposited_at from cash_deposits d
      where old.kind = 'deposit' and d.closing_id = old.subject_id
    union all select 'refund', r.id, r.paid_at from refunds r where old.kind = 'refund' and r.id = old.subject_id
    union all select 'void', v.payment_id, v.voided_at from voids v
      where old.kind = 'void' and v.payment_id = old.subject_id;
  delete from bank_waits where old.kind = 'payment' and kind = 'void' and subject_id = old.subject_id;
end;

-- Links that show one receipt to whoever has them, until they end.
create table receipt_links (
  id text primary key,
  payment_id text not null references payments (id),
  secret_hash text not null unique,
  made_by text not null,
  made_at integer not null,
  until_at integer not null,
  revoked_at integer,
  revoked_by text
) strict;
create index receipt_links_by_payment on receipt_links (payment_id);

-- A collector who left closes nothing any more: another asks for him, and a third decides.
drop trigger cash_closings_by_two;
create trigger cash_closings_by_two before insert on cash_closings begin
  select raise(abort, 'problem:two-people') where not exists (select 1 from approvals a
    where a.id = new.approval_id and a.kind = 'cash-close' and a.decision = 'approved'
      and new.collector_id in (a.asked_by, a.person_id) and a.subject_id = new.collector_id || ':' || new.day_on
      and a.detail ->> 'countedMinor' = new.counted_minor);
  -- What was counted was counted against this sum: money that came or went meanwhile needs another count.
  select raise(abort, 'problem:state-changed')
    where new.expected_minor is not (select b.amount_minor from cash_book b
        where b.collector_id = new.collector_id and b.day_on = new.day_on and b.currency = new.currency)
      or new.expected_minor is not (select a.detail ->> 'expectedMinor' from approvals a where a.id = new.approval_id);
end;
