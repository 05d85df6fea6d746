-- What a place costs whom, payers, and payments for groups.

-- Whoever hands money over: the participant himself, or a person, committee or company that pays for others. Somebody
-- without a row here pays for himself under his own name.
create table payers (
  id text primary key,
  person_id text unique references people (id),
  legal_name text not null,
  recorded_by text not null,
  recorded_at integer not null
) strict;

-- One sum from one payer for several people. Its lines are the payments, one a registration; money that was taken at a
-- desk stands under an id of its own, money from a Checkout Session under its attempt's.
create table collections (
  id text primary key,
  attempt_id text unique references attempts (id),
  provider text not null,
  amount_minor integer not null check (amount_minor > 0),
  lines integer not null check (lines > 0),
  currency text not null,
  reference text,
  payer_id text not null references payers (id),
  received_at integer not null,
  recorded_by text,
  check (attempt_id is null or attempt_id = id)
) strict;
create unique index collections_reference on collections (provider, reference) where reference is not null;
create index collections_by_payer on collections (payer_id);
create trigger collections_stay before update on collections begin
  select raise(abort, 'collections are not changed');
end;
create trigger collections_keep before delete on collections begin
  select raise(abort, 'collections are not deleted');
end;

alter table payments add column collection_id text references collections (id);
alter table payments add column payer_id text references payers (id);
create index payments_by_collection on payments (collection_id) where collection_id is not null;
create index payments_by_payer on payments (payer_id) where payer_id is not null;
create unique index payments_one_line on payments (attempt_id, registration_id) where attempt_id is not null;
create unique index payments_one_share on payments (collection_id, registration_id) where collection_id is not null;

-- A bank's reference is used once: by one payment, or by one collection whose lines repeat it.
drop index payments_reference;
create unique index payments_reference on payments (provider, reference)
  where reference is not null and collection_id is null;
create index payments_by_reference on payments (provider, reference) where reference is not null;
create trigger payments_reference_free before insert on payments
  when new.collection_id is null and new.reference is not null and exists (select 1 from collections
    where provider = new.provider and reference = new.reference) begin
  select raise(abort, 'problem:reference-used');
end;
create trigger collections_reference_free before insert on collections
  when new.reference is not null and exists (select 1 from payments
    where provider = new.provider and reference = new.reference and collection_id is not new.id) begin
  select raise(abort, 'problem:reference-used');
end;
create trigger payments_are_lines before insert on payments
  when new.collection_id is not null and not exists (select 1 from collections c where c.id = new.collection_id
    and c.provider = new.provider and c.currency = new.currency and c.reference is new.reference
    and c.payer_id is new.payer_id and c.attempt_id is new.attempt_id) begin
  select raise(abort, 'problem:state-changed');
end;

-- One receipt for one collection: its lines share a number, and it is given only when they make up the sum.
create trigger receipts_of_one before insert on receipts begin
  select raise(abort, 'problem:state-changed') where exists (
    select 1 from receipts x join payments p on p.id = x.payment_id join payments n on n.id = new.payment_id
    where x.series = new.series and x.year = new.year and x.seq = new.seq
      and (n.collection_id is null or p.collection_id is not n.collection_id));
  select raise(abort, 'problem:state-changed') from payments n join collections c on c.id = n.collection_id
    where n.id = new.payment_id and (c.lines, c.amount_minor) is not (
      select count(*), sum(amount_minor) from payments where collection_id = c.id);
end;

alter table attempts add column payer_id text references payers (id);

-- What is still owed for a registration: the fee less what was waived and paid.
create view owed_dues as
  select d.registration_id, d.currency, d.amount_minor
    - coalesce((select sum(w.amount_minor) from waivers w where w.registration_id = d.registration_id), 0)
    - coalesce((select sum(p.amount_minor) from payments p where p.registration_id = d.registration_id), 0) as owed_minor
  from dues d;

-- An attempt is decided once, and all its lines with it. Of several, a line whose registration was cancelled or whose
-- due was paid meanwhile is not: its share waits in suspense like any money that came late or twice.
create trigger attempts_decide_lines after update of decision on attempts
  when old.decision is null and new.decision is not null begin
  update attempt_lines set decision = case
      when new.lines = 1 or new.decision <> 'allocated' then new.decision
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

-- What a place costs whom: rules (JSON) of a workshop, or of a tier as a template that its new workshops begin with. The
-- first that fits a person counts; where none fits he pays the workshop's fee.
create table fee_rules (
  of_id text primary key,
  rules text not null check (json_type(rules) = 'array'),
  version integer not null default 1,
  set_by text not null,
  set_at integer not null
) strict;
create trigger workshops_take_fees after insert on workshops begin
  insert into fee_rules (of_id, rules, set_by, set_at)
    select new.id, f.rules, f.set_by, new.created_at from fee_rules f where f.of_id = new.tier_id;
end;

-- Why a due is what it is, in the organiser's words on the day it was raised; what is raised stays when rules change.
alter table dues add column base_minor integer;
alter table dues add column why_en text;
alter table dues add column why_hi text;

-- What the law asks of a payer. The PAN is sealed with a key of the Worker; its last four letters are shown.
alter table payers add column address text not null default '';
alter table payers add column pan_sealed text;
alter table payers add column pan_last text;
alter table payers add column citizen integer check (citizen in (0, 1));
alter table payers add column declared_at integer;
alter table payers add column version integer not null default 1;
create index payers_by_name on payers (legal_name collate nocase) where person_id is null;

-- Whoever bears somebody's fee by a waiver is a payer too, though no money came from him.
create trigger waivers_sponsored after insert on waivers when new.sponsor is not null begin
  insert into payers (id, legal_name, recorded_by, recorded_at)
    select new.approval_id, new.sponsor, a.asked_by, new.waived_at from approvals a where a.id = new.approval_id
      and not exists (select 1 from payers where person_id is null and legal_name = new.sponsor collate nocase);
end;

-- What came from whom in which financial year (by its first calendar year), less what was given back of it. `payer_key` is
-- the person who paid, or the payer's row where that is nobody known; two records that became one are one.
create view contributions as
  select p.id as payment_id, p.registration_id, g.workshop_id, p.provider, p.currency, p.reference, p.received_at,
    p.amount_minor, p.amount_minor - coalesce((select sum(r.amount_minor) from refunds r
      where r.payment_id = p.id and r.failed_at is null), 0) as kept_minor,
    cast(strftime('%Y', p.received_at + 19800, 'unixepoch', 'start of month', '-3 months') as integer) as year,
    coalesce(e.merged_into, e.id, y.id) as payer_key
  from payments p join registrations g on g.id = p.registration_id left join payers y on y.id = p.payer_id
    left join people e on e.id = case when p.payer_id is null then g.person_id else y.person_id end;

-- One sum for several is one sum: above the limit it needs the second person that its lines alone would not.
create trigger collections_by_two before insert on collections
  when new.provider in ('upi', 'bank') and new.amount_minor > (select two_above_minor from money_rule)
    and not exists (select 1 from collections where id = new.id) begin
  select raise(abort, 'problem:two-people');
end;
