-- What the books tell of groups, disputes and the bank.

-- A payout of Stripe is found by its id, where a bank writes that into the line.
create index stripe_payouts_plain on stripe_payouts (upper(substr(id, 4)));
create index stripe_payouts_at_bank on stripe_payouts (amount_minor, arrives_at) where failed_at is null;
create index stripe_payouts_failed on stripe_payouts (id) where failed_at is not null;

-- What Stripe sends, the bank must show; what the bank refused is not waited for.
create trigger payouts_await_bank after insert on stripe_payouts
  when new.currency = (select currency from organisation) begin
  insert into bank_waits (kind, subject_id, at) values ('payout', new.id, new.arrives_at);
end;
create trigger payouts_await_later after update of arrives_at on stripe_payouts begin
  update bank_waits set at = new.arrives_at where kind = 'payout' and subject_id = new.id;
end;
create trigger payouts_await_no_more after update of failed_at on stripe_payouts
  when old.failed_at is null and new.failed_at is not null begin
  delete from bank_waits where kind = 'payout' and subject_id = new.id;
end;
create trigger payouts_wait_again after delete on bank_matches when old.kind = 'payout' begin
  insert into bank_waits (kind, subject_id, at)
    select 'payout', p.id, p.arrives_at from stripe_payouts p where p.id = old.subject_id and p.failed_at is null;
end;
-- A claim that is refused explains no line any more.
create trigger claims_explain_no_more after update of outcome on claims when new.outcome in ('refused', 'withdrawn') begin
  delete from bank_matches where kind = 'payment' and subject_id = new.id;
end;

-- What lines of statements show of ours, and what of them was set aside: how many, and what they come to.
create table bank_sums (
  kind text primary key check (kind in ('shown', 'aside')),
  count integer not null default 0,
  amount_minor integer not null default 0
) strict;
insert into bank_sums (kind) values ('shown'), ('aside');
create trigger bank_matches_summed after insert on bank_matches begin
  update bank_sums set count = count + 1, amount_minor = amount_minor + new.amount_minor where kind = 'shown';
end;
create trigger bank_matches_unsummed after delete on bank_matches begin
  update bank_sums set count = count - 1, amount_minor = amount_minor - old.amount_minor where kind = 'shown';
end;
create trigger bank_lines_summed after update of aside on bank_lines when (old.aside is null) <> (new.aside is null) begin
  update bank_sums set count = count + case when new.aside is null then -1 else 1 end,
      amount_minor = amount_minor + case when new.aside is null then -1 else 1 end * new.amount_minor
    where kind = 'aside';
end;

-- By what ids an exception may speak of somebody's money.
create view money_subjects (person_id, subject) as
  select g.person_id, l.attempt_id from registrations g join attempt_lines l on l.registration_id = g.id
  union all select g.person_id, r.id from registrations g join refunds r on r.registration_id = g.id
  union all select g.person_id, d.id from registrations g join attempt_lines l on l.registration_id = g.id
    join disputes d on d.attempt_id = l.attempt_id
  union all select g.person_id, s.id from registrations g join attempt_lines l on l.registration_id = g.id
    join stripe_refunds s on s.attempt_id = l.attempt_id
  union all select g.person_id, t.id from registrations g join attempt_lines l on l.registration_id = g.id
    join stripe_transactions t on t.attempt_id = l.attempt_id;
create index exceptions_by_subject on exceptions (subject);

-- What was said about an exception may name somebody; only an erasure empties it.
drop trigger exceptions_stay;
create trigger exceptions_stay before update on exceptions
  when (old.settled_at is not null and not (new.note is '' and new.settled_at is old.settled_at
      and new.settled_by is old.settled_by and new.detail is old.detail))
    or new.id <> old.id or new.kind <> old.kind or new.subject <> old.subject or new.raised_at <> old.raised_at begin
  select raise(abort, 'problem:state-changed');
end;
create trigger erasures_forget_notes before insert on erasures begin
  update exceptions set note = '' where note is not null
    and subject in (select m.subject from money_subjects m where m.person_id = new.person_id);
end;
