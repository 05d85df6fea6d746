-- What the books tell of groups, disputes and the bank.

-- A payout of Stripe is found by its id, where a bank writes that into the line.
create index stripe_payouts_plain on stripe_payouts (upper(substr(id, 4)));

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
