-- Leaks of the cascade, found by the tier that is to be taught: who may teach it by a credential of the tier before, where
-- nobody may, where nothing is held, and which subjects are not handed on. Sums over a unit's subtree are kept by the
-- triggers below in the write that changes them: a credential costs up to 14 rows more (two per ancestor and day), a
-- workshop one per ancestor, a session a handful. A tier that nobody teaches on costs nothing.

-- Everybody with a live credential of the tier before whose time is not up. `batches` are the workshops of `tier_id` that he teaches in,
-- `assigned` the other units that he was sent to.
create table teachers (
  credential_id text primary key references credentials (id),
  tier_id text not null references tiers (id),
  unit_id text not null references units (id),
  trained_on text not null,
  batches integer not null,
  assigned integer not null,
  -- Not more than two batches, and one other unit.
  spare integer not null generated always as (batches < 2 and assigned = 0)
) strict, without rowid;
create index teachers_by_unit on teachers (unit_id, tier_id, trained_on, credential_id);

-- Of a unit itself: how many may teach there (`trainers`). Of its subtree: those who hold the credential (`teachers`, of
-- them `spare`), workshops (`batches`), open units with a trainer (`staffed`), and of these with a batch (`busy`).
create table ground (
  tier_id text not null,
  unit_id text not null,
  trainers integer not null default 0,
  teachers integer not null default 0,
  spare integer not null default 0,
  batches integer not null default 0,
  staffed integer not null default 0,
  busy integer not null default 0,
  primary key (tier_id, unit_id)
) strict, without rowid;

-- Teachers of a subtree without a batch, by the day on which they were trained.
create table waiting_days (
  tier_id text not null,
  unit_id text not null,
  on_day text not null,
  people integer not null,
  primary key (tier_id, unit_id, on_day)
) strict, without rowid;

-- Subjects that a unit's teachers were taught and that no workshop in it tells of, though it tells of others; and in how
-- many units of a subtree.
create table dropped (
  tier_id text not null,
  unit_id text not null,
  subject_id text not null,
  primary key (tier_id, unit_id, subject_id)
) strict, without rowid;
create table drops (
  tier_id text not null,
  unit_id text not null,
  subject_id text not null,
  units integer not null,
  primary key (tier_id, unit_id, subject_id)
) strict, without rowid;

-- A grant that sends a teacher to a unit without one. It ends with the credential.
create table assignments (
  grant_id text primary key references grants (id),
  credential_id text not null references credentials (id)
) strict, without rowid;
create index assignments_by_credential on assignments (credential_id);

-- Which tier is taught by whom a tier trains.
create view next_tiers (tier_id, next_id) as
  select t.id, n.id from tiers t join tiers n on n.programme_id = t.programme_id and n.position = t.position + 1;

-- Grants that make somebody a trainer of one tier in a unit of those that need one.
create view trainer_grants (id, person_id, tier_id, unit_id) as
  select g.id, g.person_id, g.tier_id, g.unit_id
  from grants g join next_tiers n on n.next_id = g.tier_id join tiers t on t.id = n.tier_id
    join units u on u.id = g.unit_id and u.level_id = t.trainee_level_id
  where g.role = 'trainer' and g.wing_id is null and g.workshop_id is null and g.until_at is null;

create view teaching_load (credential_id, tier_id, unit_id, trained_on, batches, assigned) as
  select c.id, n.next_id, c.unit_id, date(c.issued_at + (select seconds from zone_shifts where from_at <= c.issued_at
      order by from_at desc limit 1), 'unixepoch'),
    (select count(*) from faculty f join workshops w on w.id = f.workshop_id
      where f.person_id = c.person_id and w.tier_id = n.next_id and w.cancelled_at is null),
    (select count(*) from trainer_grants g where g.person_id = c.person_id and g.tier_id = n.next_id
      and g.unit_id <> c.unit_id)
  from credentials c join next_tiers n on n.tier_id = c.tier_id
  where c.revoked_at is null and not exists (select 1 from erasures e where e.person_id = c.person_id)
    and not exists (select 1 from expiries x where x.credential_id = c.id and x.over);
create trigger teaching_load_judged instead of insert on teaching_load begin
  delete from teachers where credential_id = new.credential_id and not exists (select 1 from teaching_load l
    where l.credential_id = new.credential_id and l.tier_id = teachers.tier_id and l.unit_id = teachers.unit_id);
  insert into teachers (credential_id, tier_id, unit_id, trained_on, batches, assigned)
    select credential_id, tier_id, unit_id, trained_on, batches, assigned from teaching_load
    where credential_id = new.credential_id
    on conflict (credential_id) do update set batches = excluded.batches, assigned = excluded.assigned
      where batches <> excluded.batches or assigned <> excluded.assigned;
end;

-- The credentials by which a person teaches a tier, to be judged anew.
create view teacher_credentials (person_id, tier_id, credential_id) as
  select c.person_id, n.next_id, c.id from credentials c join next_tiers n on n.tier_id = c.tier_id
  where c.revoked_at is null;

create trigger credentials_teach after insert on credentials
  when new.revoked_at is null and exists (select 1 from next_tiers where tier_id = new.tier_id) begin
  insert into teaching_load (credential_id) values (new.id);
end;
create trigger credentials_teach_on after update of revoked_at, unit_id, person_id on credentials
  when exists (select 1 from next_tiers where tier_id = new.tier_id) begin
  insert into teaching_load (credential_id) values (new.id);
  update grants set until_at = max(new.revoked_at, from_at), ended_by = new.revoked_by
    where new.revoked_at is not null and new.revoked_reason is not 'merge' and until_at is null
      and id in (select grant_id from assignments where credential_id = new.id);
end;
create trigger tiers_taught_on after insert on tiers when new.position > 1 begin
  insert into teaching_load (credential_id) select c.id from next_tiers n join credentials c on c.tier_id = n.tier_id
    where n.next_id = new.id and c.revoked_at is null;
end;
create trigger erasures_teach_no_more after insert on erasures begin
  insert into teaching_load (credential_id)
    select credential_id from teacher_credentials where person_id = new.person_id;
end;
create trigger faculty_teaches after insert on faculty begin
  insert into teaching_load (credential_id) select k.credential_id from workshops w
    join teacher_credentials k on k.person_id = new.person_id and k.tier_id = w.tier_id where w.id = new.workshop_id;
end;
create trigger faculty_teaches_no_more after delete on faculty begin
  insert into teaching_load (credential_id) select k.credential_id from workshops w
    join teacher_credentials k on k.person_id = old.person_id and k.tier_id = w.tier_id where w.id = old.workshop_id;
end;
create trigger faculty_changes after update of person_id on faculty when new.person_id <> old.person_id begin
  insert into teaching_load (credential_id) select k.credential_id from workshops w
    join teacher_credentials k on k.person_id in (old.person_id, new.person_id) and k.tier_id = w.tier_id
    where w.id = new.workshop_id;
end;

-- A trainer by grant counts in his unit; sent elsewhere, he is spare no more.
create trigger grants_teach after insert on grants when new.role = 'trainer' and new.tier_id is not null begin
  insert into ground (tier_id, unit_id)
    select g.tier_id, a.above_id from trainer_grants g join units_above a on a.unit_id = g.unit_id
    where g.id = new.id on conflict do nothing;
  update ground set trainers = trainers + 1
    where (tier_id, unit_id) = (select tier_id, unit_id from trainer_grants where id = new.id);
  insert into teaching_load (credential_id) select credential_id from teacher_credentials
    where person_id = new.person_id and tier_id = new.tier_id;
end;
create trigger grants_teach_no_more after update of until_at, unit_id, person_id on grants
  when new.role = 'trainer' and new.tier_id is not null begin
  update ground set trainers = trainers - 1
    where old.wing_id is null and old.workshop_id is null and old.until_at is null
      and tier_id = old.tier_id and unit_id = old.unit_id and exists (select 1 from next_tiers n
        join tiers t on t.id = n.tier_id join units u on u.id = old.unit_id and u.level_id = t.trainee_level_id
        where n.next_id = old.tier_id);
  insert into ground (tier_id, unit_id)
    select g.tier_id, a.above_id from trainer_grants g join units_above a on a.unit_id = g.unit_id
    where g.id = new.id on conflict do nothing;
  update ground set trainers = trainers + 1
    where (tier_id, unit_id) = (select tier_id, unit_id from trainer_grants where id = new.id);
  insert into teaching_load (credential_id) select credential_id from teacher_credentials
    where person_id in (old.person_id, new.person_id) and tier_id = new.tier_id;
end;

-- What a teacher adds to his unit and to all above it.
create trigger teachers_counted after insert on teachers begin
  insert into ground (tier_id, unit_id, teachers, spare)
    select new.tier_id, a.above_id, 1, new.spare
    from units_above a where a.unit_id = new.unit_id
    on conflict do update set teachers = teachers + 1, spare = spare + excluded.spare;
  update ground set trainers = trainers + 1 where tier_id = new.tier_id and unit_id = new.unit_id;
  insert into waiting_days (tier_id, unit_id, on_day, people)
    select new.tier_id, a.above_id, new.trained_on, 1
    from units_above a
    where a.unit_id = new.unit_id and new.batches = 0
    on conflict do update set people = people + 1;
  insert into subjects_dropped (tier_id, unit_id) select tier_id, unit_id from ground
    where tier_id = new.tier_id and unit_id = new.unit_id and batches > 0;
end;
create trigger teachers_uncounted after delete on teachers begin
  update ground set teachers = teachers - 1, spare = spare - old.spare where tier_id = old.tier_id and unit_id in (
    select above_id from units_above where unit_id = old.unit_id);
  update ground set trainers = trainers - 1 where tier_id = old.tier_id and unit_id = old.unit_id;
  insert into waiting_days (tier_id, unit_id, on_day, people)
    select old.tier_id, a.above_id, old.trained_on, -1
    from units_above a
    where a.unit_id = old.unit_id and old.batches = 0
    on conflict do update set people = people - 1;
  insert into subjects_dropped (tier_id, unit_id) select tier_id, unit_id from ground
    where tier_id = old.tier_id and unit_id = old.unit_id and batches > 0;
end;
create trigger teachers_changed after update of batches, assigned on teachers begin
  update ground set spare = spare + new.spare - old.spare where new.spare <> old.spare and tier_id = new.tier_id
    and unit_id in (select above_id from units_above where unit_id = new.unit_id);
  insert into waiting_days (tier_id, unit_id, on_day, people)
    select new.tier_id, a.above_id, new.trained_on, (new.batches = 0) - (old.batches = 0)
    from units_above a
    where a.unit_id = new.unit_id and (new.batches = 0) <> (old.batches = 0)
    on conflict do update set people = people + excluded.people;
end;
create trigger waiting_days_over after update of people on waiting_days when new.people = 0 begin
  delete from waiting_days where tier_id = new.tier_id and unit_id = new.unit_id and on_day = new.on_day;
end;

-- A unit has its first trainer, or none any more; it has its first batch, or none any more.
create trigger ground_staffed after update of trainers on ground when (old.trainers > 0) <> (new.trainers > 0) begin
  update ground set staffed = staffed + (new.trainers > 0) - (old.trainers > 0),
      busy = busy + ((new.trainers > 0) - (old.trainers > 0)) * (new.batches > 0)
    where tier_id = new.tier_id and unit_id in (
      select a.above_id from units_above a where a.unit_id = new.unit_id and a.closed_on is null);
end;
create trigger ground_busy after update of batches on ground
  when new.trainers > 0 and (old.batches > 0) <> (new.batches > 0) begin
  update ground set busy = busy + (new.batches > 0) - (old.batches > 0) where tier_id = new.tier_id and unit_id in (
    select a.above_id from units_above a where a.unit_id = new.unit_id and a.closed_on is null);
end;
create trigger units_off_the_ground after update of closed_on on units
  when (old.closed_on is null) <> (new.closed_on is null) begin
  update ground set staffed = ground.staffed + iif(new.closed_on is null, 1, -1),
      busy = ground.busy + iif(new.closed_on is null, 1, -1) * (own.batches > 0)
    from tiers t cross join ground own on own.tier_id = t.id and own.unit_id = new.id and own.trainers > 0
    where ground.tier_id = t.id and ground.unit_id in (select value from json_each('["' || replace(trim(new.path, '/'), '/', '","') || '"]'));
end;

create trigger workshops_on_ground after insert on workshops
  when new.cancelled_at is null and exists (select 1 from next_tiers where next_id = new.tier_id) begin
  insert into ground (tier_id, unit_id) select new.tier_id, a.above_id from units_above a
    where a.unit_id = new.unit_id on conflict do nothing;
  update ground set batches = batches + 1 where tier_id = new.tier_id and unit_id in (
    select above_id from units_above where unit_id = new.unit_id);
end;
create trigger workshops_off_ground after update of cancelled_at on workshops
  when old.cancelled_at is null and new.cancelled_at is not null begin
  update ground set batches = batches - 1 where tier_id = new.tier_id and unit_id in (
    select above_id from units_above where unit_id = new.unit_id);
  insert into teaching_load (credential_id) select k.credential_id from faculty f
    join teacher_credentials k on k.person_id = f.person_id and k.tier_id = new.tier_id where f.workshop_id = new.id;
  insert into subjects_dropped (tier_id, unit_id)
    select tier_id, unit_id from grounds_above where tier_id = new.tier_id and below_id = new.unit_id;
end;
create trigger workshops_to_other_ground after update of unit_id on workshops
  when new.cancelled_at is null and new.unit_id <> old.unit_id
    and exists (select 1 from next_tiers where next_id = new.tier_id) begin
  update ground set batches = batches - 1 where tier_id = new.tier_id and unit_id in (
    select above_id from units_above where unit_id = old.unit_id);
  insert into ground (tier_id, unit_id) select new.tier_id, a.above_id from units_above a
    where a.unit_id = new.unit_id on conflict do nothing;
  update ground set batches = batches + 1 where tier_id = new.tier_id and unit_id in (
    select above_id from units_above where unit_id = new.unit_id);
  insert into subjects_dropped (tier_id, unit_id)
    select tier_id, unit_id from grounds_above where tier_id = new.tier_id and below_id in (old.unit_id, new.unit_id);
end;

-- The unit that is to have a trainer of a tier, above a unit where the tier may be held.
create view grounds_above (tier_id, unit_id, below_id) as
  select n.next_id, x.id, h.id
  from next_tiers n join tiers t on t.id = n.tier_id cross join units h
    cross join json_each('["' || replace(trim(h.path, '/'), '/', '","') || '"]') a
    cross join units x on x.id = a.value and x.level_id = t.trainee_level_id;
-- Subjects that the workshops of a tier in a unit tell of.
create view subjects_told (tier_id, unit_id, subject_id) as
  select n.id, x.id, s.subject_id
  from tiers n cross join units x cross join units h on h.level_id = n.host_level_id and h.path >= x.path and h.path < x.path || '~'
    cross join workshops w on w.unit_id = h.id and w.tier_id = n.id and w.cancelled_at is null
    cross join sessions s on s.workshop_id = w.id and s.subject_id is not null;
create view subjects_dropped (tier_id, unit_id, subject_id) as
  select distinct k.tier_id, k.unit_id, s.subject_id
  from teachers k join credentials c on c.id = k.credential_id
    join sessions s on s.workshop_id = c.workshop_id and s.subject_id is not null
  where exists (select 1 from subjects_told h where h.tier_id = k.tier_id and h.unit_id = k.unit_id)
    and not exists (select 1 from subjects_told h
      where h.tier_id = k.tier_id and h.unit_id = k.unit_id and +h.subject_id = s.subject_id);
create trigger subjects_dropped_judged instead of insert on subjects_dropped begin
  delete from dropped where tier_id = new.tier_id and unit_id = new.unit_id and subject_id not in (
    select subject_id from subjects_dropped where tier_id = new.tier_id and unit_id = new.unit_id);
  insert into dropped (tier_id, unit_id, subject_id)
    select tier_id, unit_id, subject_id from subjects_dropped where tier_id = new.tier_id and unit_id = new.unit_id
    on conflict do nothing;
end;
create trigger dropped_counted after insert on dropped begin
  insert into drops (tier_id, unit_id, subject_id, units)
    select new.tier_id, a.above_id, new.subject_id, 1
    from units_above a where a.unit_id = new.unit_id
    on conflict do update set units = units + 1;
end;
create trigger dropped_uncounted after delete on dropped begin
  update drops set units = units - 1 where tier_id = old.tier_id and subject_id = old.subject_id and unit_id in (
    select above_id from units_above where unit_id = old.unit_id);
end;
create trigger drops_over after update of units on drops when new.units = 0 begin
  delete from drops where tier_id = new.tier_id and unit_id = new.unit_id and subject_id = new.subject_id;
end;

-- A session tells of a subject in the unit of its workshop, and teaches it to those who were trained there.
create view session_grounds (workshop_id, tier_id, unit_id) as
  select w.id, a.tier_id, a.unit_id from workshops w join grounds_above a on a.below_id = w.unit_id and a.tier_id = w.tier_id
  where w.cancelled_at is null
  union
  select c.workshop_id, k.tier_id, k.unit_id from credentials c join teachers k on k.credential_id = c.id
    join ground g on g.tier_id = k.tier_id and g.unit_id = k.unit_id and g.batches > 0;
create trigger sessions_tell after insert on sessions when new.subject_id is not null begin
  insert into subjects_dropped (tier_id, unit_id)
    select tier_id, unit_id from session_grounds where workshop_id = new.workshop_id;
end;
create trigger sessions_tell_no_more after delete on sessions when old.subject_id is not null begin
  insert into subjects_dropped (tier_id, unit_id)
    select tier_id, unit_id from session_grounds where workshop_id = old.workshop_id;
end;
create trigger sessions_tell_otherwise after update of subject_id on sessions
  when new.subject_id is not old.subject_id begin
  insert into subjects_dropped (tier_id, unit_id)
    select tier_id, unit_id from session_grounds where workshop_id = new.workshop_id;
end;

-- A unit that goes to another parent takes its sums along.
create trigger units_take_ground before update of parent_id on units when new.parent_id is not old.parent_id begin
  insert into tree_shift (unit_id, sign)
    select a.value, -1 from units p, json_each('["' || replace(trim(old.path, '/'), '/', '","') || '"]') a
      where p.id = new.parent_id and a.value <> new.id and instr(p.path, '/' || a.value || '/') = 0
    union all
    select a.value, 1 from units p, json_each('["' || replace(trim(p.path, '/'), '/', '","') || '"]') a
      where p.id = new.parent_id and instr(old.path, '/' || a.value || '/') = 0;
  insert into ground (tier_id, unit_id)
    select t.id, f.unit_id from tiers t cross join ground g on g.tier_id = t.id and g.unit_id = new.id
      cross join tree_shift f where f.sign = 1
    on conflict do nothing;
  update ground set teachers = ground.teachers + m.sign * m.teachers, spare = ground.spare + m.sign * m.spare,
      batches = ground.batches + m.sign * m.batches, staffed = ground.staffed + m.sign * m.staffed,
      busy = ground.busy + m.sign * m.busy
    from (select g.*, f.unit_id as above_id, f.sign from tiers t cross join ground g cross join tree_shift f
      where g.tier_id = t.id and g.unit_id = new.id) m
    where ground.tier_id = m.tier_id and ground.unit_id = m.above_id;
  insert into waiting_days (tier_id, unit_id, on_day, people)
    select t.id, f.unit_id, d.on_day, f.sign * d.people
    from tiers t cross join waiting_days d cross join tree_shift f where d.tier_id = t.id and d.unit_id = new.id
    on conflict do update set people = people + excluded.people;
  insert into drops (tier_id, unit_id, subject_id, units)
    select t.id, f.unit_id, d.subject_id, f.sign * d.units
    from tiers t cross join drops d cross join tree_shift f where d.tier_id = t.id and d.unit_id = new.id
    on conflict do update set units = units + excluded.units;
  delete from tree_shift;
end;
-- What is told in a unit that needs a trainer changes when a host comes or goes below it.
create trigger units_take_subjects after update of path on units
  when exists (select 1 from workshops where unit_id = new.id) begin
  insert into subjects_dropped (tier_id, unit_id)
    select n.next_id, x.id from (select value, 1 as n from json_each('["' || replace(trim(old.path, '/'), '/', '","') || '"]')
        union all select value, 1 from json_each('["' || replace(trim(new.path, '/'), '/', '","') || '"]')) a
      join units x on x.id = a.value join tiers t on t.trainee_level_id = x.level_id join next_tiers n on n.tier_id = t.id
    group by n.next_id, x.id having count(*) = 1;
end;
create trigger units_leave_ground before delete on units begin
  delete from ground where unit_id = old.id and tier_id in (select id from tiers);
  delete from waiting_days where unit_id = old.id and tier_id in (select id from tiers);
  delete from drops where unit_id = old.id and tier_id in (select id from tiers);
end;

-- The same five questions for everybody whom a programme trains, asked of a few. A changed question is a new probe, so that
-- only answers to the same five are compared.
create table probes (
  id text primary key,
  programme_id text not null references programmes (id),
  questions text not null,
  made_by text not null,
  made_at integer not null
) strict;
create index probes_by_programme on probes (programme_id, made_at);
create trigger probes_stay before update on probes begin select raise(abort, 'a probe is not changed'); end;

-- A random sample of whom a tier trained in a unit: some batches, and some people of each. The seed draws it again.
create table samplings (
  id text primary key,
  probe_id text not null references probes (id),
  tier_id text not null references tiers (id),
  unit_id text not null references units (id),
  seed integer not null,
  drawn_by text not null,
  drawn_at integer not null
) strict;
create index samplings_by_unit on samplings (unit_id, drawn_at);

-- Somebody who was drawn. Who taught him and at which remove is as it was then. `answers` (JSON, five choices) and `known`
-- (how many were right) are null until he was asked; `missed` says why he was not.
create table sampled (
  sampling_id text not null references samplings (id),
  credential_id text not null references credentials (id),
  probe_id text not null,
  tier_id text not null,
  trainer_id text,
  generation integer not null,
  place integer not null,
  answers text,
  known integer check (known between 0 and 5),
  missed text check (missed in ('absent', 'unwilling')),
  asked_by text,
  asked_at integer,
  primary key (sampling_id, credential_id),
  check ((answers is null) = (known is null) and (answers is null or missed is null))
) strict, without rowid;
create index sampled_by_credential on sampled (credential_id, probe_id);
create index sampled_by_tier on sampled (tier_id, probe_id, trainer_id);
-- Nobody asks himself, nor those whom he taught; what was said stays.
create trigger sampled_by_others before update of answers, missed on sampled begin
  select raise(abort, 'problem:two-people') where exists (select 1 from credentials c
      where c.id = new.credential_id and c.person_id is new.asked_by)
    or new.trainer_id is new.asked_by
    or exists (select 1 from lineage l where l.credential_id = new.credential_id and l.trainer_id is new.asked_by);
  select raise(abort, 'problem:state-changed') where old.answers is not null and new.answers is not old.answers
    and new.answers is not null and new.answers <> '[]';
end;
-- What an erased person answered counts on without his choices.
create trigger erasures_forget_answers before insert on erasures begin
  delete from sampled where answers is null and credential_id in (
    select id from credentials where person_id = new.person_id);
  update sampled set answers = '[]' where answers is not null and credential_id in (
    select id from credentials where person_id = new.person_id);
  update sampled set trainer_id = null where trainer_id = new.person_id;
end;
