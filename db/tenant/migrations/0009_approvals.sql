-- What needs two people: one asks, another decides. What follows from a decision is done by triggers on this table, each
-- beside its own tables, so that there is no other way to it.
create table approvals (
  id text primary key,
  kind text not null check (kind in ('owner', 'waiver', 'refund', 'cash-close', 'erasure', 'excuse')),
  subject_id text not null,
  unit_id text not null references units (id),
  workshop_id text,
  -- Whom it is for: he does not decide.
  person_id text,
  detail text not null,
  reason text not null,
  asked_by text not null,
  asked_account text not null,
  asked_at integer not null,
  decision text check (decision in ('approved', 'refused', 'withdrawn')),
  decided_by text,
  decided_account text,
  decided_at integer,
  note text
) strict;
create unique index approvals_one_open on approvals (kind, subject_id) where decision is null;
create index approvals_open on approvals (asked_at) where decision is null;
create index approvals_by_asker on approvals (asked_by, asked_at);
create index approvals_by_person on approvals (person_id) where person_id is not null;
create index approvals_by_subject on approvals (subject_id, kind);

create trigger approvals_begin_open before insert on approvals when new.decision is not null begin
  select raise(abort, 'problem:two-people');
end;
create trigger approvals_once before insert on approvals when exists (select 1 from approvals a
  where a.id = new.id or (a.kind = new.kind and a.subject_id = new.subject_id and a.decision is null)) begin
  select raise(ignore);
end;
create trigger approvals_stay before delete on approvals begin select raise(abort, 'approvals are not deleted'); end;
create trigger approvals_keep before update on approvals
  when new.id is not old.id or new.kind is not old.kind or new.subject_id is not old.subject_id
    or new.unit_id is not old.unit_id or new.workshop_id is not old.workshop_id or new.person_id is not old.person_id
    or new.detail is not old.detail or new.asked_by is not old.asked_by
    or new.asked_account is not old.asked_account or new.asked_at is not old.asked_at
    -- Words about a person may be blanked when he is erased.
    or (new.reason is not old.reason and new.reason <> '')
    or (old.decision is not null and (new.decided_by is not old.decided_by
      or new.decided_account is not old.decided_account or new.decided_at is not old.decided_at
      or (new.note is not old.note and new.note is not null))) begin
  select raise(abort, 'approvals are not changed');
end;
create trigger approvals_decided_once before update of decision on approvals when old.decision is not null begin
  select raise(abort, 'problem:state-changed');
end;
-- One person is one person and one account: a family's shared phone does not make two.
create trigger approvals_take_two before update of decision on approvals
  when new.decision in ('approved', 'refused') and (new.decided_by is null or new.decided_account is null
    or new.decided_by = old.asked_by or new.decided_account = old.asked_account or new.decided_by is old.person_id) begin
  select raise(abort, 'problem:two-people');
end;
create trigger approvals_withdrawn_by_asker before update of decision on approvals
  when new.decision = 'withdrawn' and new.decided_by is not old.asked_by begin
  select raise(abort, 'problem:not-found');
end;
