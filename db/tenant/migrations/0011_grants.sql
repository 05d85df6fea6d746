alter table grants add column approval_id text references approvals (id);
alter table grants add column ended_by text;

-- Where each power comes from, so that it can be explained.
drop view powers;
create view powers (person_id, role, path, wing_id, workshop_id, tier_id, from_at, until_at, grant_id, credential_id) as
  select g.person_id, g.role, u.path, g.wing_id, g.workshop_id, g.tier_id, g.from_at, g.until_at, g.id, null
  from grants g join units u on u.id = g.unit_id
  union all
  select c.person_id, 'trainer', u.path, null, null, n.id, c.issued_at, c.revoked_at, null, c.id
  from credentials c
  join tiers t on t.id = c.tier_id
  join tiers n on n.programme_id = t.programme_id and n.position = t.position + 1 and n.taught_by = 'credential'
  join units u on u.id = c.unit_id;

create trigger grants_kept before delete on grants begin select raise(abort, 'grants are ended, not deleted'); end;
create trigger grants_once before insert on grants when exists (select 1 from grants where id = new.id) begin
  select raise(ignore);
end;

-- One person does not plan, approve and handle money in units of one another at the same time, whatever the limits.
create view duty_conflicts (id, person_id, role, path, from_at, until_at, duty) as
  select g.id, g.person_id, g.role, u.path, g.from_at, g.until_at,
    case g.role when 'planner' then 'plan' when 'approver' then 'approve' else 'money' end
  from grants g join units u on u.id = g.unit_id
  where g.role in ('planner', 'approver', 'cashier', 'treasurer') and (g.until_at is null or g.until_at > g.from_at);
create trigger grants_keep_duties_apart before insert on grants
  when new.role in ('planner', 'approver', 'cashier', 'treasurer') begin
  select raise(abort, 'problem:duties-conflict') from duty_conflicts d, units u
  where d.person_id = new.person_id and d.id <> new.id and u.id = new.unit_id
    and d.duty <> case new.role when 'planner' then 'plan' when 'approver' then 'approve' else 'money' end
    and (substr(d.path, 1, length(u.path)) = u.path or substr(u.path, 1, length(d.path)) = d.path)
    and (new.until_at is null or new.until_at > new.from_at)
    and (new.until_at is null or d.from_at < new.until_at) and (d.until_at is null or new.from_at < d.until_at);
end;
-- Ending or shortening a grant is always possible: it only makes a conflict smaller.
create trigger grants_keep_duties_apart_later before update of person_id, role, unit_id, from_at, until_at on grants
  when new.role in ('planner', 'approver', 'cashier', 'treasurer') and (new.person_id is not old.person_id
    or new.role is not old.role or new.unit_id is not old.unit_id or new.from_at < old.from_at
    or (old.until_at is not null and (new.until_at is null or new.until_at > old.until_at))) begin
  select raise(abort, 'problem:duties-conflict') from duty_conflicts d, units u
  where d.person_id = new.person_id and d.id <> new.id and u.id = new.unit_id
    and d.duty <> case new.role when 'planner' then 'plan' when 'approver' then 'approve' else 'money' end
    and (substr(d.path, 1, length(u.path)) = u.path or substr(u.path, 1, length(d.path)) = d.path)
    and (new.until_at is null or new.until_at > new.from_at)
    and (new.until_at is null or d.from_at < new.until_at) and (d.until_at is null or new.from_at < d.until_at);
end;

-- Every owner but the first is made by an approved question, which makes the very grant that it names.
create trigger grants_owner_takes_two before insert on grants
  when new.role = 'owner' and exists (select 1 from grants where role = 'owner' and id <> new.id) and not exists (
    select 1 from approvals a where a.id = new.approval_id and a.kind = 'owner' and a.decision = 'approved'
      and a.detail ->> 'deed' = 'give' and a.detail ->> 'grantId' = new.id and a.person_id = new.person_id
      and a.unit_id = new.unit_id) begin
  select raise(abort, 'problem:two-people');
end;
create trigger grants_owner_stays_as_given before update on grants
  when (old.role = 'owner' or new.role = 'owner') and (new.id is not old.id or new.role is not old.role
    or new.person_id is not old.person_id or new.unit_id is not old.unit_id or new.wing_id is not old.wing_id
    or new.workshop_id is not old.workshop_id or new.tier_id is not old.tier_id or new.from_at is not old.from_at
    or new.approval_id is not old.approval_id
    or (old.until_at is not null and (new.until_at is null or new.until_at > old.until_at))) begin
  select raise(abort, 'problem:two-people');
end;
-- An owner leaves by himself, or by two others.
create trigger grants_owner_ends_by_two before update of until_at on grants
  when old.role = 'owner' and new.until_at is not old.until_at and new.ended_by is not old.person_id and not exists (
    select 1 from approvals a where a.kind = 'owner' and a.decision = 'approved' and a.subject_id = old.id
      and a.detail ->> 'deed' = 'end') begin
  select raise(abort, 'problem:two-people');
end;
create trigger grants_last_owner_stays before update of until_at on grants
  when old.role = 'owner' and old.until_at is null and new.until_at is not null and old.wing_id is null
    and old.workshop_id is null and old.tier_id is null
    and old.unit_id = (select id from units where parent_id is null) and not exists (
      select 1 from grants o where o.id <> old.id and o.role = 'owner' and o.until_at is null and o.wing_id is null
        and o.workshop_id is null and o.tier_id is null and o.unit_id = old.unit_id and o.from_at <= new.until_at) begin
  select raise(abort, 'problem:last-owner');
end;

create trigger approvals_owner_well_formed before insert on approvals
  when new.kind = 'owner' and (new.person_id is null or not coalesce(
    (new.detail ->> 'deed' = 'give' and new.detail ->> 'grantId' is not null and new.subject_id = new.person_id)
    or (new.detail ->> 'deed' = 'end' and exists (select 1 from grants g where g.id = new.subject_id
      and g.role = 'owner' and g.person_id = new.person_id and g.unit_id = new.unit_id)), 0)) begin
  select raise(abort, 'problem:state-changed');
end;
-- Whoever asked must still own what he asked for when it is approved.
create trigger approvals_owner_asked_by_owner before update of decision on approvals
  when new.kind = 'owner' and new.decision = 'approved' and not exists (
    select 1 from grants g join units top on top.id = g.unit_id join units u on u.id = old.unit_id
    where g.person_id = old.asked_by and g.role = 'owner' and g.wing_id is null and g.workshop_id is null
      and g.tier_id is null and u.path >= top.path and u.path < top.path || '~' and g.from_at <= new.decided_at
      and (g.until_at is null or g.until_at > new.decided_at)) begin
  select raise(abort, 'problem:state-changed');
end;
create trigger approvals_make_owner after update of decision on approvals
  when new.kind = 'owner' and new.decision = 'approved' and new.detail ->> 'deed' = 'give' begin
  select raise(abort, 'problem:state-changed')
    where exists (select 1 from grants where id = new.detail ->> 'grantId')
      or not exists (select 1 from people where id = new.person_id)
      or new.detail ->> 'untilAt' <= max(new.decided_at, coalesce(new.detail ->> 'fromAt', 0));
  insert into grants (id, person_id, role, unit_id, from_at, until_at, given_by, given_at, approval_id)
    values (new.detail ->> 'grantId', new.person_id, 'owner', new.unit_id,
      max(new.decided_at, coalesce(new.detail ->> 'fromAt', 0)), new.detail ->> 'untilAt', new.asked_by,
      new.decided_at, new.id);
end;
create trigger approvals_end_owner after update of decision on approvals
  when new.kind = 'owner' and new.decision = 'approved' and new.detail ->> 'deed' = 'end' begin
  select raise(abort, 'problem:state-changed') where not exists (select 1 from grants g where g.id = new.subject_id
    and (g.until_at is null or g.until_at > new.decided_at));
  update grants set until_at = new.decided_at, ended_by = new.decided_by where id = new.subject_id;
end;

-- A guest expert's way to his own session. The secret itself is kept nowhere.
create table guest_links (
  id text primary key,
  session_id text not null,
  workshop_id text not null references workshops (id),
  guest_name text not null,
  note text not null default '',
  secret_hash text not null unique,
  from_at integer not null,
  until_at integer not null check (until_at > from_at),
  made_by text not null,
  made_at integer not null,
  revoked_at integer,
  revoked_by text
) strict;
create index guest_links_by_workshop on guest_links (workshop_id);
