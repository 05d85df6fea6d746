-- What passing a tier asks for beside days: a share of the sessions that teach a subject.
alter table tiers add column pass_sessions integer not null default 0 check (pass_sessions between 0 and 100);

-- Who sat in which session. Whoever did was there that day: his mark of the day follows, unless he has one.
create table session_marks (
  id text primary key,
  registration_id text not null references registrations (id),
  session_id text not null references sessions (id),
  marked_by text not null,
  marked_at integer not null,
  unique (registration_id, session_id)
) strict;
create index session_marks_by_session on session_marks (session_id);
create trigger session_marks_make_the_day after insert on session_marks begin
  insert into marks (id, registration_id, day_on, marked_by, marked_at, way)
    select new.id, new.registration_id, s.day_on, new.marked_by, new.marked_at, 'session'
    from sessions s where s.id = new.session_id
    on conflict do nothing;
end;
create trigger session_marks_unmake_the_day after delete on session_marks begin
  delete from marks where registration_id = old.registration_id and way = 'session'
    and day_on = (select day_on from sessions where id = old.session_id)
    and not exists (select 1 from session_marks o join sessions s on s.id = o.session_id
      where o.registration_id = old.registration_id and s.day_on = marks.day_on);
end;
-- As a day's mark, it stays while a live credential rests on it; a day stays while a session of it is marked.
create trigger session_marks_stay before delete on session_marks
  when exists (select 1 from credentials where registration_id = old.registration_id and revoked_at is null) begin
  select raise(ignore);
end;
create trigger marks_stay_under_sessions before delete on marks
  when exists (select 1 from session_marks o join sessions s on s.id = o.session_id
    where o.registration_id = old.registration_id and s.day_on = old.day_on) begin
  select raise(ignore);
end;
-- A session that somebody was marked in keeps its day and its subject.
create trigger sessions_marked_stay before delete on sessions
  when exists (select 1 from session_marks where session_id = old.id) begin
  select raise(abort, 'problem:state-changed');
end;
create trigger sessions_marked_keep_day before update of day_on, subject_id on sessions
  when (new.day_on <> old.day_on or new.subject_id is not old.subject_id)
    and exists (select 1 from session_marks where session_id = old.id) begin
  select raise(abort, 'problem:state-changed');
end;

-- How many subjects somebody must have passed an assessment of.
alter table tiers add column pass_subjects integer not null default 0 check (pass_subjects between 0 and 200);

-- A paper asks about one subject, as its syllabus is at one version: a quiz to read, an oral one that an assessor asks,
-- or one of pictures. `options` is JSON; `answer` the place of the right one, of an oral question always 1 (it was known).
create table papers (
  id text primary key,
  subject_id text not null references subjects (id),
  syllabus_version integer not null,
  kind text not null check (kind in ('quiz', 'oral', 'pictogram')),
  name_en text not null,
  name_hi text not null,
  pass_percent integer not null check (pass_percent between 1 and 100),
  published_at integer,
  made_by text not null,
  made_at integer not null,
  version integer not null default 1
) strict;
create index papers_by_subject on papers (subject_id, published_at);
create table paper_questions (
  id text primary key,
  paper_id text not null references papers (id),
  position integer not null,
  text_en text not null,
  text_hi text not null,
  picture text not null default '',
  options text not null,
  answer integer not null
) strict;
create index paper_questions_by_paper on paper_questions (paper_id, position);

-- What somebody knew when he was asked. `passed` is by the pass mark of then.
create table results (
  id text primary key,
  registration_id text not null references registrations (id),
  paper_id text not null references papers (id),
  answers text not null,
  right integer not null,
  questions integer not null check (questions > 0),
  passed integer not null check (passed in (0, 1)),
  taken_by text not null,
  taken_at integer not null
) strict;
create index results_by_registration on results (registration_id, paper_id);
create index results_by_paper on results (paper_id);
create trigger results_stay before update on results when new.registration_id = old.registration_id begin
  select raise(abort, 'results are not changed');
end;
create trigger results_keep before delete on results begin select raise(abort, 'results are not deleted'); end;

-- What is published is what people were asked: it changes no more.
create trigger papers_stay before update on papers when old.published_at is not null begin
  select raise(abort, 'problem:state-changed');
end;
create trigger paper_questions_stay before delete on paper_questions
  when exists (select 1 from papers where id = old.paper_id and published_at is not null) begin
  select raise(abort, 'problem:state-changed');
end;
create trigger paper_questions_come_before before insert on paper_questions
  when exists (select 1 from papers where id = new.paper_id and published_at is not null) begin
  select raise(abort, 'problem:state-changed');
end;
-- A subject about which people were asked stays in the syllabus.
create trigger subjects_asked_stay before delete on subjects
  when exists (select 1 from papers where subject_id = old.id) begin
  select raise(abort, 'problem:state-changed');
end;
create trigger results_well_taken before insert on results when not exists (
    select 1 from registrations r join workshops w on w.id = r.workshop_id and w.cancelled_at is null
      join tiers t on t.id = r.tier_id join papers p on p.id = new.paper_id and p.published_at is not null
      join subjects s on s.id = p.subject_id and s.programme_id = t.programme_id
    where r.id = new.registration_id and r.cancelled_at is null
      and exists (select 1 from marks m where m.registration_id = r.id)) begin
  select raise(abort, 'problem:state-changed');
end;

-- For how long a credential of a tier counts; null for ever.
alter table tiers add column valid_months integer check (valid_months between 1 and 240);
-- Grows whenever a subject of the programme gets a new version: who learnt an older one wants a refresher.
alter table programmes add column syllabus integer not null default 1;
create trigger subjects_moved_on after update of syllabus_version on subjects
  when new.syllabus_version > old.syllabus_version begin
  update programmes set syllabus = syllabus + 1 where id = new.programme_id;
end;
alter table credentials add column valid_until integer;
alter table credentials add column syllabus integer not null default 1;
create index credentials_by_expiry on credentials (tier_id, valid_until) where revoked_at is null;
create index credentials_by_syllabus on credentials (tier_id, syllabus) where revoked_at is null;
create trigger credentials_given_time after insert on credentials begin
  update credentials set syllabus = p.syllabus,
      valid_until = unixepoch(new.issued_at, 'unixepoch', '+' || t.valid_months || ' months')
    from tiers t join programmes p on p.id = t.programme_id where t.id = new.tier_id and credentials.id = new.id;
end;

-- A later sitting of the same tier, passed: the credential, its code and its batch stay, its time begins anew.
create table renewals (
  id text primary key,
  credential_id text not null references credentials (id),
  registration_id text not null unique references registrations (id),
  renewed_by text not null,
  renewed_at integer not null
) strict;
create index renewals_by_credential on renewals (credential_id, renewed_at);
create trigger renewals_keep before delete on renewals begin select raise(abort, 'renewals are not deleted'); end;
create trigger renewals_well_formed before insert on renewals when not exists (
    select 1 from credentials c join registrations r on r.person_id = c.person_id and r.tier_id = c.tier_id
      join workshops w on w.id = r.workshop_id
    where c.id = new.credential_id and r.id = new.registration_id and r.id <> c.registration_id
      and c.revoked_at is null and r.cancelled_at is null and w.cancelled_at is null) begin
  select raise(abort, 'problem:state-changed');
end;
create trigger renewals_renew after insert on renewals begin
  update credentials set syllabus = p.syllabus,
      valid_until = unixepoch(new.renewed_at, 'unixepoch', '+' || t.valid_months || ' months')
    from tiers t join programmes p on p.id = t.programme_id
    where credentials.id = new.credential_id and t.id = credentials.tier_id;
end;
-- Marks on which a renewal rests stay, as those of the first sitting do.
create trigger marks_stay_renewed before delete on marks
  when exists (select 1 from renewals where registration_id = old.registration_id) begin
  select raise(ignore);
end;
create trigger session_marks_stay_renewed before delete on session_marks
  when exists (select 1 from renewals where registration_id = old.registration_id) begin
  select raise(ignore);
end;

-- What has run out teaches nobody: as in 0011, and until it is revoked or runs out, whichever comes first.
drop view powers;
create view powers (person_id, role, path, wing_id, workshop_id, tier_id, from_at, until_at, grant_id, credential_id) as
  select g.person_id, g.role, u.path, g.wing_id, g.workshop_id, g.tier_id, g.from_at, g.until_at, g.id, null
  from grants g join units u on u.id = g.unit_id
  union all
  select c.person_id, 'trainer', u.path, null, null, n.id, c.issued_at,
    coalesce(min(c.revoked_at, c.valid_until), c.revoked_at, c.valid_until), null, c.id
  from credentials c
  join tiers t on t.id = c.tier_id
  join tiers n on n.programme_id = t.programme_id and n.position = t.position + 1 and n.taught_by = 'credential'
  join units u on u.id = c.unit_id;

-- How many people must agree to a nomination before its person may have a seat (one in his unit, a second at the level
-- above), until when units nominate by themselves, and which skill must have been verified.
alter table tiers add column approvals integer not null default 0 check (approvals between 0 and 2);
alter table tiers add column nominate_by text;
alter table tiers add column skill text;

create table nomination_steps (
  nomination_id text not null references nominations (id),
  step integer not null check (step in (1, 2)),
  decision text not null check (decision in ('approved', 'refused')),
  note text not null default '',
  decided_by text not null,
  decided_at integer not null,
  primary key (nomination_id, step)
) strict, without rowid;
create index nominations_waiting on nominations (tier_id, unit_id) where withdrawn_at is null;

-- Where a step is decided: in the unit itself, then in the one above it.
create view nomination_places (nomination_id, step, path) as
  select n.id, 1, u.path from nominations n join units u on u.id = n.unit_id
  union all
  select n.id, 2, coalesce(a.path, u.path) from nominations n join units u on u.id = n.unit_id
    left join units a on a.id = u.parent_id;

-- Whoever proposed somebody, is proposed, or agreed before, does not agree; and each step takes power where it is taken.
create trigger nomination_steps_in_order before insert on nomination_steps begin
  select raise(ignore) from nomination_steps where nomination_id = new.nomination_id and step = new.step;
  select raise(abort, 'problem:state-changed') where not exists (
    select 1 from nominations n join tiers t on t.id = n.tier_id
    where n.id = new.nomination_id and n.withdrawn_at is null and t.approvals >= new.step
      and new.step = 1 + (select count(*) from nomination_steps s
        where s.nomination_id = n.id and s.decision = 'approved'));
  select raise(abort, 'problem:two-people') from nominations n where n.id = new.nomination_id
    and (new.decided_by is n.nominated_by or new.decided_by = n.person_id or exists (select 1 from nomination_steps s
      where s.nomination_id = n.id and s.decided_by = new.decided_by));
  select raise(abort, 'problem:not-found') from nomination_places o
  where o.nomination_id = new.nomination_id and o.step = new.step and not exists (
    select 1 from powers w where w.person_id = new.decided_by and w.role in ('owner', 'admin', 'registrar', 'trainer')
      and substr(o.path, 1, length(w.path)) = w.path and w.from_at <= new.decided_at
      and (w.until_at is null or w.until_at > new.decided_at));
end;
create trigger nomination_steps_refuse after insert on nomination_steps when new.decision = 'refused' begin
  update nominations set withdrawn_at = new.decided_at where id = new.nomination_id and withdrawn_at is null;
end;
create trigger nomination_steps_stay before update on nomination_steps
  when new.decision <> old.decision or new.step <> old.step or new.decided_by <> old.decided_by begin
  select raise(abort, 'decisions are not changed');
end;
create trigger nomination_steps_keep before delete on nomination_steps begin
  select raise(abort, 'decisions are not deleted');
end;

-- Units fill their places until a day; after it the level above does.
create trigger nominations_lapse_upward before insert on nominations when new.nominated_by is not null begin
  select raise(abort, 'problem:nominations-over') from tiers t join units u on u.id = new.unit_id
    left join units a on a.id = u.parent_id
  where t.id = new.tier_id and t.nominate_by < date(new.nominated_at + (
      select seconds from zone_shifts where from_at <= new.nominated_at order by from_at desc limit 1), 'unixepoch') and not exists (
    select 1 from powers w where w.person_id = new.nominated_by
      and w.role in ('owner', 'admin', 'registrar', 'trainer')
      and substr(coalesce(a.path, u.path), 1, length(w.path)) = w.path and w.from_at <= new.nominated_at
      and (w.until_at is null or w.until_at > new.nominated_at));
end;

-- Why somebody may have no seat of a tier yet, whoever would give it to him; no row where nothing stands in the way.
create view seat_bars (tier_id, person_id, why) as
  select t.id, p.id, 'nomination-open' from tiers t join people p
  where t.approvals > 0 and not exists (
    select 1 from nominations n where n.tier_id = t.id and n.person_id = p.id and n.withdrawn_at is null
      and t.approvals <= (select count(*) from nomination_steps s
        where s.nomination_id = n.id and s.decision = 'approved'))
  union all
  select t.id, p.id, 'not-qualified' from tiers t join people p
  where t.skill is not null and not exists (
    select 1 from skills k where k.person_id = p.id and k.skill = t.skill and k.state = 'verified');
create trigger registrations_approved before insert on registrations when new.cancelled_at is null
  and exists (select 1 from tiers t where t.id = new.tier_id and (t.approvals > 0 or t.skill is not null)) begin
  select raise(abort, 'problem:nomination-open') from seat_bars
    where tier_id = new.tier_id and person_id = new.person_id and why = 'nomination-open';
  select raise(abort, 'problem:not-qualified') from seat_bars
    where tier_id = new.tier_id and person_id = new.person_id and why = 'not-qualified';
end;
create trigger registrations_approved_again before update of cancelled_at on registrations
  when old.cancelled_at is not null and new.cancelled_at is null begin
  select raise(abort, 'problem:nomination-open') from seat_bars
    where tier_id = new.tier_id and person_id = new.person_id and why = 'nomination-open';
end;
create trigger erasures_quiet_decisions before insert on erasures begin
  update nomination_steps set note = '' where nomination_id in (
    select id from nominations where person_id = new.person_id);
end;

-- Field stays (pravas) after a workshop: where somebody stayed, from when to when, and what he did there.
create table stays (
  id text primary key,
  registration_id text not null references registrations (id),
  unit_id text not null references units (id),
  from_on text not null,
  until_on text not null,
  done text not null,
  logged_by text not null,
  logged_at integer not null,
  check (until_on >= from_on)
) strict;
create index stays_by_registration on stays (registration_id, from_on);
create trigger stays_after_the_workshop before insert on stays when not exists (
    select 1 from registrations r join workshops w on w.id = r.workshop_id
    where r.id = new.registration_id and r.cancelled_at is null and w.cancelled_at is null
      and new.from_on > w.starts_on and exists (select 1 from marks m where m.registration_id = r.id)) begin
  select raise(abort, 'problem:outside-dates');
end;
create trigger erasures_empty_stays before insert on erasures begin
  update stays set done = '' where registration_id in (select id from registrations where person_id = new.person_id);
end;

-- As in 0010, with what a tier asks for since.
drop trigger tiers_remembered;
create trigger tiers_remembered after update on tiers begin
  delete from audit_changes;
  insert into audit_changes select nullif(json_group_object(o.key, json_array(o.value, n.value)), '{}')
    from json_each(json_object(
      'position', old.position, 'name_en', old.name_en, 'name_hi', old.name_hi,
      'host_level_id', old.host_level_id, 'trainee_level_id', old.trainee_level_id,
      'taught_by', old.taught_by, 'planned', old.planned, 'minimum', old.minimum, 'target', old.target,
      'maximum', old.maximum, 'batch_size', old.batch_size, 'days', old.days,
      'hours_per_day', old.hours_per_day, 'pass_days', old.pass_days, 'pass_sessions', old.pass_sessions,
      'pass_subjects', old.pass_subjects, 'valid_months', old.valid_months, 'approvals', old.approvals,
      'nominate_by', old.nominate_by, 'skill', old.skill, 'start_by', old.start_by,
      'finish_by', old.finish_by, 'fee_minor', old.fee_minor,
      'plan_published_at', old.plan_published_at)) o
    join json_each(json_object(
      'position', new.position, 'name_en', new.name_en, 'name_hi', new.name_hi,
      'host_level_id', new.host_level_id, 'trainee_level_id', new.trainee_level_id,
      'taught_by', new.taught_by, 'planned', new.planned, 'minimum', new.minimum, 'target', new.target,
      'maximum', new.maximum, 'batch_size', new.batch_size, 'days', new.days,
      'hours_per_day', new.hours_per_day, 'pass_days', new.pass_days, 'pass_sessions', new.pass_sessions,
      'pass_subjects', new.pass_subjects, 'valid_months', new.valid_months, 'approvals', new.approvals,
      'nominate_by', new.nominate_by, 'skill', new.skill, 'start_by', new.start_by,
      'finish_by', new.finish_by, 'fee_minor', new.fee_minor,
      'plan_published_at', new.plan_published_at)) n on n.key = o.key
    where o.value is not n.value;
end;
