-- Who teaches what and when, how much of it, and what those who sat there say of it.

-- A person's duty in one session, or ('') in the whole workshop. It ends when he is taken off it, or declines it with a
-- reason. `brought`: it was by this duty that he came into the faculty.
create table duties (
  id text primary key,
  workshop_id text not null references workshops (id),
  session_id text not null default '',
  person_id text not null references people (id),
  brought integer not null default 0,
  assigned_by text not null,
  assigned_at integer not null,
  ended_at integer,
  ended_by text,
  declined integer not null default 0,
  reason text not null default '',
  check (declined = 0 or ended_at is not null)
) strict;
create unique index duties_once on duties (workshop_id, session_id, person_id) where ended_at is null;
create index duties_by_session on duties (session_id, ended_at);
create index duties_by_person on duties (person_id, ended_at);
create index workshops_by_day on workshops (starts_on) where cancelled_at is null;

-- What a trainer of a tier may take on in a week (null: as much as he likes), whether more is refused or only told, and
-- how many steps of the tree may lie between the places of two days in a row before it is told.
create table load_caps (
  tier_id text primary key references tiers (id),
  sessions integer check (sessions between 1 and 100),
  days integer check (days between 1 and 7),
  refused integer not null check (refused in (0, 1)),
  hops integer not null check (hops between 0 and 20),
  set_by text not null,
  set_at integer not null
) strict, without rowid;

-- Where somebody is to be, and when: in his sessions; on all days of a workshop that he has as a whole, or that has no
-- timetable. Minutes are counted from midnight.
create view presences (person_id, workshop_id, session_id, duty_id, from_on, until_on, starts_minute, ends_minute) as
  select d.person_id, d.workshop_id, s.id, d.id, s.day_on, s.day_on, s.starts_minute, s.ends_minute
  from duties d join sessions s on s.id = d.session_id join workshops w on w.id = d.workshop_id
  where d.ended_at is null and w.cancelled_at is null
  union all
  select d.person_id, d.workshop_id, '', d.id, w.starts_on, w.ends_on, 0, 1440
  from duties d join workshops w on w.id = d.workshop_id
  where d.session_id = '' and d.ended_at is null and w.cancelled_at is null
  union all
  select f.person_id, f.workshop_id, '', null, w.starts_on, w.ends_on, 0, 1440
  from faculty f join workshops w on w.id = f.workshop_id
  where w.cancelled_at is null and not exists (select 1 from sessions s where s.workshop_id = w.id)
    and not exists (select 1 from duties d
      where d.workshop_id = f.workshop_id and d.person_id = f.person_id and d.ended_at is null);

-- Nobody is in two places at a time: a place that is put here is held against all that its person has. Whole workshops
-- hold their own sessions.
create view places (person_id, workshop_id, session_id, from_on, until_on, starts_minute, ends_minute) as
  select person_id, workshop_id, session_id, from_on, until_on, starts_minute, ends_minute from presences;
create trigger places_apart instead of insert on places begin
  select raise(abort, 'problem:duty-clash') from presences o
  where o.person_id = new.person_id and o.from_on <= new.until_on and o.until_on >= new.from_on
    and o.starts_minute < new.ends_minute and o.ends_minute > new.starts_minute
    and (o.workshop_id <> new.workshop_id or (new.session_id <> '' and o.session_id <> ''));
end;
create trigger duties_well_given before insert on duties when new.ended_at is null begin
  select raise(abort, 'problem:state-changed') where not exists (
    select 1 from workshops w where w.id = new.workshop_id and w.cancelled_at is null
      and (new.session_id = '' or exists (
        select 1 from sessions s where s.id = new.session_id and s.workshop_id = w.id)));
  insert into places select new.person_id, w.id, new.session_id, coalesce(s.day_on, w.starts_on),
      coalesce(s.day_on, w.ends_on), coalesce(s.starts_minute, 0), coalesce(s.ends_minute, 1440)
    from workshops w left join sessions s on s.id = new.session_id where w.id = new.workshop_id;
end;
create trigger duties_stay before update on duties when old.ended_at is not null
  and (new.ended_at is not old.ended_at or new.person_id = old.person_id and new.reason not in ('', old.reason)) begin
  select raise(abort, 'problem:state-changed');
end;
-- A timetable that is set anew may exchange two sessions: their own workshop is not looked at here.
create trigger sessions_keep_duties_apart after update of day_on, starts_minute, ends_minute on sessions
  when new.day_on <> old.day_on or new.starts_minute <> old.starts_minute or new.ends_minute <> old.ends_minute begin
  insert into places
    select person_id, workshop_id, '', new.day_on, new.day_on, new.starts_minute, new.ends_minute
    from duties where session_id = new.id and ended_at is null;
end;
create trigger workshops_keep_duties_apart after update of starts_on, ends_on on workshops
  when new.starts_on <> old.starts_on or new.ends_on <> old.ends_on begin
  insert into places
    select person_id, workshop_id, '', new.starts_on, new.ends_on, 0, 1440
    from duties where workshop_id = new.id and session_id = '' and ended_at is null;
end;

-- Whoever has a duty is in the faculty, and leads it if nobody else is there; whoever came by a duty leaves with his last
-- one, until certificates were given there. Leaving the faculty ends all duties.
create trigger duties_join_faculty after insert on duties when new.ended_at is null begin
  insert into faculty (workshop_id, person_id, leads)
    select new.workshop_id, new.person_id, not exists (select 1 from faculty where workshop_id = new.workshop_id)
    where true on conflict do nothing;
  update workshops set version = version + 1 where id = new.workshop_id and new.brought = 1;
end;
create trigger duties_leave_faculty after update of ended_at on duties
  when old.ended_at is null and new.ended_at is not null begin
  delete from faculty where workshop_id = new.workshop_id and person_id = new.person_id
    and exists (select 1 from duties d
      where d.workshop_id = new.workshop_id and d.person_id = new.person_id and d.brought = 1)
    and not exists (select 1 from duties d
      where d.workshop_id = new.workshop_id and d.person_id = new.person_id and d.ended_at is null)
    and not exists (select 1 from credentials c where c.workshop_id = new.workshop_id);
end;
create index duties_by_workshop on duties (workshop_id, person_id);
create trigger faculty_leaves_duties after delete on faculty when not exists (
    select 1 from merges m join merge_rows r on r.merge_id = m.id and r.kind = 'faculty-dropped'
      and r.row_id = old.workshop_id where m.gone_id = old.person_id and m.undone_at is null) begin
  update duties set ended_at = unixepoch()
    where workshop_id = old.workshop_id and person_id = old.person_id and ended_at is null;
end;
create trigger sessions_drop_duties after delete on sessions begin
  delete from duties where session_id = old.id;
end;

-- As in 0028; a draft that somebody was given a duty in is more than a draft.
drop view drafts_untouched;
create view drafts_untouched (workshop_id, stamping_id, at, tier_id) as
  select d.workshop_id, d.stamping_id, d.at, d.tier_id
  from stamp_drafts d join workshops w on w.id = d.workshop_id join tiers t on t.id = w.tier_id
  where d.outcome = 'written' and w.version = 1 and w.published_at is null and w.cancelled_at is null
    and t.plan_published_at is null
    and not exists (select 1 from registrations r where r.workshop_id = w.id)
    and not exists (select 1 from waits o where o.workshop_id = w.id)
    and not exists (select 1 from sessions s where s.workshop_id = w.id)
    and not exists (select 1 from duties y where y.workshop_id = w.id)
    and not exists (select 1 from grants g where g.workshop_id = w.id)
    and not exists (select 1 from obligations b where b.workshop_id = w.id)
    and not exists (select 1 from fee_rules f where f.of_id = w.id and f.version > 1)
    and not exists (select 1 from refund_policies y where y.kind = 'workshop' and y.of_id = w.id);

-- What somebody who was there says of a trainer, in one session or ('') in the whole workshop; of a session's guest the
-- trainer is ''. Once each, in pictures from 1 to 5, and in words if he likes.
create table feedback (
  registration_id text not null references registrations (id),
  session_id text not null default '',
  trainer_id text not null default '',
  workshop_id text not null references workshops (id),
  clear integer not null check (clear between 1 and 5),
  useful integer not null check (useful between 1 and 5),
  involved integer not null check (involved between 1 and 5),
  ready integer not null check (ready between 1 and 5),
  words text not null default '',
  given_at integer not null,
  changed_at integer not null,
  primary key (registration_id, session_id, trainer_id)
) strict, without rowid;
create index feedback_by_workshop on feedback (workshop_id, session_id, trainer_id);
create index feedback_by_session on feedback (session_id, trainer_id) where session_id <> '';
create index feedback_by_trainer on feedback (trainer_id, workshop_id);

-- Of whom something may be said: whoever has a duty in a session, a session's guest, and of the whole workshop those of
-- the faculty who have no session of their own.
create view feedback_targets (workshop_id, session_id, trainer_id) as
  select d.workshop_id, d.session_id, d.person_id from duties d where d.session_id <> '' and d.ended_at is null
  union all
  select s.workshop_id, s.id, '' from sessions s where s.speaker is not null
  union all
  select f.workshop_id, '', f.person_id from faculty f where not exists (select 1 from duties d
    where d.workshop_id = f.workshop_id and d.person_id = f.person_id and d.session_id <> '' and d.ended_at is null);

-- Seven days after the last day it is closed. Nobody says it of himself, or of a day on which he was not there.
create trigger feedback_well_given before insert on feedback when not exists (
    select 1 from registrations r join workshops w on w.id = r.workshop_id left join sessions s on s.id = new.session_id
    where r.id = new.registration_id and w.id = new.workshop_id and r.cancelled_at is null and w.cancelled_at is null
      and new.trainer_id <> r.person_id and not exists (select 1 from erasures e where e.person_id = r.person_id)
      and exists (select 1 from marks m where m.registration_id = r.id and m.day_on = coalesce(s.day_on, m.day_on))
      and date(w.ends_on, '7 days') >= date(new.changed_at + (select seconds from zone_shifts
        where from_at <= new.changed_at order by from_at desc limit 1), 'unixepoch'))
    or not exists (select 1 from feedback_targets t where t.workshop_id = new.workshop_id
      and t.session_id = new.session_id and t.trainer_id = new.trainer_id) begin
  select raise(abort, 'problem:state-changed');
end;
create trigger sessions_told_of_stay before delete on sessions
  when exists (select 1 from feedback where session_id = old.id) begin
  select raise(abort, 'problem:state-changed');
end;

-- Words are forgotten with whoever wrote them, his ratings count on; what was said of an erased trainer goes.
create trigger erasures_forget_feedback before insert on erasures begin
  update feedback set words = '' where words <> '' and registration_id in (
    select id from registrations where person_id = new.person_id);
  delete from feedback where trainer_id = new.person_id;
  update duties set reason = '' where person_id = new.person_id and reason <> '';
  update duties set ended_at = new.erased_at where person_id = new.person_id and ended_at is null;
end;

-- Two who become one have each other's duties, and what was said of them.
create trigger merges_take_duties after insert on merges begin
  insert into merge_rows (merge_id, kind, row_id)
    select new.id, 'duty', g.id from duties g where g.person_id = new.gone_id and not exists (
      select 1 from duties k where k.person_id = new.kept_id and k.workshop_id = g.workshop_id
        and k.session_id = g.session_id and k.ended_at is null and g.ended_at is null);
  update duties set person_id = new.kept_id where person_id = new.gone_id and id in (
    select row_id from merge_rows where merge_id = new.id and kind = 'duty');
  insert into merge_rows (merge_id, kind, row_id)
    select new.id, 'feedback', g.registration_id || '/' || g.session_id from feedback g
    where g.trainer_id = new.gone_id and not exists (select 1 from feedback k where k.trainer_id = new.kept_id
      and k.registration_id = g.registration_id and k.session_id = g.session_id);
  update feedback set trainer_id = new.kept_id where trainer_id = new.gone_id
    and registration_id || '/' || session_id in (
      select row_id from merge_rows where merge_id = new.id and kind = 'feedback');
end;
create trigger merges_return_duties after update of undone_at on merges when new.undone_at is not null begin
  update duties set person_id = new.gone_id
    where id in (select row_id from merge_rows where merge_id = new.id and kind = 'duty');
  update feedback set trainer_id = new.gone_id where trainer_id = new.kept_id
    and registration_id || '/' || session_id in (
      select row_id from merge_rows where merge_id = new.id and kind = 'feedback');
end;
