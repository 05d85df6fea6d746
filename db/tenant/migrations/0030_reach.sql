-- How coverage is kept: in the same write as each fact, for its unit and all above it, by wing and subject, with its days.

-- Whoever writes a fact inserts what it adds here, or takes, below zero.
create view counting (tier_id, unit_id, person_id, nominated, registered, trained, on_time, taught, valid) as
  select null, null, null, null, null, null, null, null, null where false;
create view cell_counting (tier_id, unit_id, subject_id, wing_id, nominated, registered, trained, on_time) as
  select null, null, null, null, null, null, null, null where false;

create trigger counting_counts instead of insert on counting begin
  insert into coverage (tier_id, unit_id, nominated, registered, trained, units_one, units_more, units_met, on_time, toward,
      taught, valid)
    select new.tier_id, a.above_id, new.nominated, new.registered, new.trained,
      (b.n + new.trained = 1) - (b.n = 1), (b.n + new.trained > 1) - (b.n > 1),
      (t.minimum > 0 and b.n + new.trained >= t.minimum) - (t.minimum > 0 and b.n >= t.minimum),
      new.on_time, min(b.n + new.trained, t.minimum) - min(b.n, t.minimum), new.taught, new.valid
    from units_above a, tiers t,
      (select coalesce((select trained from coverage where tier_id = new.tier_id and unit_id = new.unit_id), 0) as n) b
    where a.unit_id = new.unit_id and t.id = new.tier_id
    on conflict do update set nominated = nominated + excluded.nominated, registered = registered + excluded.registered,
      trained = trained + excluded.trained, units_one = units_one + excluded.units_one,
      units_more = units_more + excluded.units_more, units_met = units_met + excluded.units_met,
      on_time = on_time + excluded.on_time, toward = toward + excluded.toward, taught = taught + excluded.taught,
      valid = valid + excluded.valid;
  insert into cell_counting
    select new.tier_id, new.unit_id, '', m.wing_id, new.nominated, new.registered, new.trained, new.on_time
    from wing_members m where m.person_id = new.person_id;
end;

-- Coverage of a wing, a subject, or a subject in a wing; an empty id means any. A wing is that of whoever belongs to it
-- now; a subject counts for whoever holds a credential of a workshop where he was taught it.
create table coverage_cells (
  tier_id text not null,
  unit_id text not null,
  subject_id text not null,
  wing_id text not null,
  nominated integer not null,
  registered integer not null,
  trained integer not null,
  units_one integer not null,
  units_more integer not null,
  on_time integer not null,
  primary key (tier_id, unit_id, subject_id, wing_id)
) strict, without rowid;
create trigger cell_counting_counts instead of insert on cell_counting begin
  insert into coverage_cells
    select new.tier_id, a.above_id, new.subject_id, new.wing_id, new.nominated, new.registered, new.trained,
      (b.n + new.trained = 1) - (b.n = 1), (b.n + new.trained > 1) - (b.n > 1), new.on_time
    from units_above a,
      (select coalesce((select trained from coverage_cells where tier_id = new.tier_id and unit_id = new.unit_id
        and subject_id = new.subject_id and wing_id = new.wing_id), 0) as n) b
    where a.unit_id = new.unit_id
    on conflict do update set nominated = nominated + excluded.nominated, registered = registered + excluded.registered,
      trained = trained + excluded.trained, units_one = units_one + excluded.units_one,
      units_more = units_more + excluded.units_more, on_time = on_time + excluded.on_time;
end;

create table cell_changes (
  tier_id text not null,
  unit_id text not null,
  subject_id text not null,
  wing_id text not null,
  on_day text not null,
  nominated integer not null,
  registered integer not null,
  trained integer not null,
  units_one integer not null,
  units_more integer not null,
  on_time integer not null,
  primary key (tier_id, unit_id, subject_id, wing_id, on_day)
) strict, without rowid;
create trigger cells_begun after insert on coverage_cells begin
  insert into cell_changes
    select new.tier_id, new.unit_id, new.subject_id, new.wing_id, on_day, new.nominated, new.registered, new.trained,
      new.units_one, new.units_more, new.on_time
    from moment where true
    on conflict do update set nominated = nominated + excluded.nominated, registered = registered + excluded.registered,
      trained = trained + excluded.trained, units_one = units_one + excluded.units_one,
      units_more = units_more + excluded.units_more, on_time = on_time + excluded.on_time;
end;
create trigger cells_changed after update on coverage_cells begin
  insert into cell_changes
    select new.tier_id, new.unit_id, new.subject_id, new.wing_id, on_day, new.nominated - old.nominated,
      new.registered - old.registered, new.trained - old.trained, new.units_one - old.units_one,
      new.units_more - old.units_more, new.on_time - old.on_time
    from moment where true
    on conflict do update set nominated = nominated + excluded.nominated, registered = registered + excluded.registered,
      trained = trained + excluded.trained, units_one = units_one + excluded.units_one,
      units_more = units_more + excluded.units_more, on_time = on_time + excluded.on_time;
  delete from cell_changes where tier_id = new.tier_id and unit_id = new.unit_id and subject_id = new.subject_id
    and wing_id = new.wing_id and on_day = (select on_day from moment) and nominated = 0 and registered = 0 and trained = 0
    and units_one = 0 and units_more = 0 and on_time = 0;
end;
create trigger units_unmake_cells before delete on units begin
  delete from coverage_cells where unit_id = old.id and tier_id in (select id from tiers) and nominated = 0
    and registered = 0 and trained = 0;
  delete from cell_changes where unit_id = old.id and tier_id in (select id from tiers);
end;

-- Until when credentials are good that are not for ever, and whose time is up (`over`): 0037.
create table expiries (
  credential_id text primary key references credentials (id),
  at integer not null,
  over integer not null default 0
) strict, without rowid;

-- A credential with the day on which it was issued: whether that was in time, whether its holder has taught by it, and
-- whether it is good still.
create view timed (id, tier_id, person_id, unit_id, revoked_at, on_time, taught, valid) as
  select c.id, c.tier_id, c.person_id, c.unit_id, c.revoked_at, coalesce(date(c.issued_at + (
      select seconds from zone_shifts where from_at <= c.issued_at order by from_at desc limit 1), 'unixepoch') <= t.finish_by, 0),
    exists (select 1 from lineage l where l.trainer_credential_id = c.id),
    not exists (select 1 from expiries e where e.credential_id = c.id and e.over)
  from credentials c join tiers t on t.id = c.tier_id;

create trigger nominations_covered after insert on nominations when new.withdrawn_at is null begin
  insert into counting values (new.tier_id, new.unit_id, new.person_id, 1, 0, 0, 0, 0, 0);
end;
create trigger nominations_uncovered after update of withdrawn_at on nominations
  when old.withdrawn_at is null and new.withdrawn_at is not null begin
  insert into counting values (new.tier_id, new.unit_id, new.person_id, -1, 0, 0, 0, 0, 0);
end;
create trigger nominations_renewed after update of withdrawn_at on nominations
  when old.withdrawn_at is not null and new.withdrawn_at is null begin
  insert into counting values (new.tier_id, new.unit_id, new.person_id, 1, 0, 0, 0, 0, 0);
end;
create trigger nominations_recovered after update of unit_id, person_id on nominations
  when new.withdrawn_at is null and (new.unit_id is not old.unit_id or new.person_id is not old.person_id) begin
  insert into counting values (new.tier_id, old.unit_id, old.person_id, -1, 0, 0, 0, 0, 0);
  insert into counting values (new.tier_id, new.unit_id, new.person_id, 1, 0, 0, 0, 0, 0);
end;

create trigger registrations_covered after insert on registrations when new.cancelled_at is null begin
  insert into counting values (new.tier_id, new.unit_id, new.person_id, 0, 1, 0, 0, 0, 0);
end;
create trigger registrations_uncovered after update of cancelled_at on registrations
  when old.cancelled_at is null and new.cancelled_at is not null begin
  insert into counting values (new.tier_id, new.unit_id, new.person_id, 0, -1, 0, 0, 0, 0);
end;
create trigger registrations_recounted after update of cancelled_at on registrations
  when old.cancelled_at is not null and new.cancelled_at is null begin
  insert into counting values (new.tier_id, new.unit_id, new.person_id, 0, 1, 0, 0, 0, 0);
end;
create trigger registrations_recovered after update of unit_id, person_id on registrations
  when new.cancelled_at is null and (new.unit_id is not old.unit_id or new.person_id is not old.person_id) begin
  insert into counting values (new.tier_id, old.unit_id, old.person_id, 0, -1, 0, 0, 0, 0);
  insert into counting values (new.tier_id, new.unit_id, new.person_id, 0, 1, 0, 0, 0, 0);
end;

create trigger credentials_covered after insert on credentials when new.revoked_at is null begin
  insert into counting select tier_id, unit_id, person_id, 0, 0, 1, on_time, taught, valid from timed where id = new.id;
end;
create trigger credentials_uncovered after update of revoked_at on credentials
  when old.revoked_at is null and new.revoked_at is not null begin
  insert into counting select tier_id, unit_id, person_id, 0, 0, -1, -on_time, -taught, -valid from timed where id = new.id;
end;
create trigger credentials_renewed after update of revoked_at on credentials
  when old.revoked_at is not null and new.revoked_at is null begin
  insert into counting select tier_id, unit_id, person_id, 0, 0, 1, on_time, taught, valid from timed where id = new.id;
end;
create trigger credentials_recovered after update of unit_id, person_id on credentials
  when new.revoked_at is null and (new.unit_id is not old.unit_id or new.person_id is not old.person_id) begin
  insert into counting select tier_id, old.unit_id, old.person_id, 0, 0, -1, -on_time, -taught, -valid from timed where id = new.id;
  insert into counting select tier_id, new.unit_id, new.person_id, 0, 0, 1, on_time, taught, valid from timed where id = new.id;
end;

-- Whoever counts by prior training counts as with a credential, and in time where there is a day to be in time for.
create index prior_counted_by_person on prior_counted (person_id);
create trigger prior_covered after insert on prior_counted begin
  insert into counting select id, new.unit_id, new.person_id, 0, 0, 1, finish_by is not null, 0, 0
    from tiers where id = new.tier_id;
end;
create trigger prior_uncovered after delete on prior_counted begin
  insert into counting select id, old.unit_id, old.person_id, 0, 0, -1, -(finish_by is not null), 0, 0
    from tiers where id = old.tier_id;
end;

-- The first whom somebody trains by a credential makes him one who has taught.
create trigger lineage_taught after insert on lineage when new.trainer_credential_id is not null and not exists (
    select 1 from lineage where trainer_credential_id = new.trainer_credential_id
      and (credential_id <> new.credential_id or trainer_id <> new.trainer_id)) begin
  insert into counting select tier_id, unit_id, person_id, 0, 0, 0, 0, 1, 0
    from credentials where id = new.trainer_credential_id and revoked_at is null;
end;
create trigger lineage_untaught after delete on lineage when old.trainer_credential_id is not null and not exists (
    select 1 from lineage where trainer_credential_id = old.trainer_credential_id) begin
  insert into counting select tier_id, unit_id, person_id, 0, 0, 0, 0, -1, 0
    from credentials where id = old.trainer_credential_id and revoked_at is null;
end;

-- What the holder of a credential was taught, and in which version: the subjects of the sessions on the days on which he
-- was there. It stands when the timetable is changed afterwards.
create table credential_subjects (
  credential_id text not null references credentials (id),
  subject_id text not null references subjects (id),
  syllabus_version integer not null,
  primary key (credential_id, subject_id)
) strict, without rowid;
create trigger credentials_subjects after insert on credentials begin
  insert into credential_subjects
    select distinct new.id, j.id, j.syllabus_version
    from marks m cross join sessions s join subjects j on j.id = s.subject_id
    where m.registration_id = new.registration_id and s.workshop_id = new.workshop_id and s.day_on = m.day_on;
end;
create trigger marks_subjects after insert on marks
  when exists (select 1 from credentials where registration_id = new.registration_id) begin
  insert into noting (at) values (new.marked_at);
  insert into credential_subjects
    select distinct c.id, j.id, j.syllabus_version
    from credentials c cross join sessions s join subjects j on j.id = s.subject_id
    where c.registration_id = new.registration_id and s.workshop_id = c.workshop_id and s.day_on = new.day_on
    on conflict do nothing;
end;

-- Who counts as trained in a subject of a tier, and where: by his live credential, else by prior training. Kept by triggers.
create table subject_counted (
  tier_id text not null,
  person_id text not null,
  subject_id text not null,
  unit_id text not null,
  on_time integer not null,
  primary key (tier_id, person_id, subject_id)
) strict, without rowid;
create index subject_counted_by_person on subject_counted (person_id);
create view subject_standing (tier_id, person_id, subject_id, unit_id, on_time) as
  select c.tier_id, c.person_id, s.subject_id, c.unit_id, c.on_time
    from timed c join credential_subjects s on s.credential_id = c.id where c.revoked_at is null
  union all
  select k.tier_id, k.person_id, p.subject_id, k.unit_id, t.finish_by is not null
    from prior_counted k join tiers t on t.id = k.tier_id
      join prior_trainings p on p.person_id = k.person_id and p.tier_id = k.tier_id
    where p.subject_id is not null;
create trigger subject_standing_judged instead of insert on subject_standing
  when new.tier_id is not null and new.subject_id is not null begin
  delete from subject_counted where tier_id = new.tier_id and person_id = new.person_id and subject_id = new.subject_id
    and not exists (select 1 from subject_standing s where s.tier_id = new.tier_id and s.person_id = new.person_id
      and s.subject_id = new.subject_id and s.unit_id = subject_counted.unit_id and s.on_time = subject_counted.on_time);
  insert into subject_counted
    select tier_id, person_id, subject_id, unit_id, on_time from subject_standing
    where tier_id = new.tier_id and person_id = new.person_id and subject_id = new.subject_id
    on conflict do nothing;
end;
create trigger subjects_covered after insert on subject_counted begin
  insert into cell_counting
    select new.tier_id, new.unit_id, new.subject_id, w.id, 0, 0, 1, new.on_time
    from (select '' as id union all select wing_id from wing_members where person_id = new.person_id) w;
end;
create trigger subjects_uncovered after delete on subject_counted begin
  insert into cell_counting
    select old.tier_id, old.unit_id, old.subject_id, w.id, 0, 0, -1, -old.on_time
    from (select '' as id union all select wing_id from wing_members where person_id = old.person_id) w;
end;
create trigger credential_subjects_brought after insert on credential_subjects begin
  insert into subject_standing (tier_id, person_id, subject_id)
    select tier_id, person_id, new.subject_id from credentials where id = new.credential_id;
end;
create trigger credential_subjects_taken after delete on credential_subjects begin
  insert into subject_standing (tier_id, person_id, subject_id)
    select tier_id, person_id, old.subject_id from credentials where id = old.credential_id;
end;
create trigger credentials_subjects_follow after update of revoked_at, unit_id, person_id on credentials begin
  insert into subject_standing (tier_id, person_id, subject_id)
    select new.tier_id, p.id, s.subject_id
    from credential_subjects s cross join (select old.person_id as id union select new.person_id) p
    where s.credential_id = new.id;
end;
create trigger prior_subjects_counted after insert on prior_counted begin
  insert into subject_standing (tier_id, person_id, subject_id)
    select tier_id, person_id, subject_id from prior_trainings
    where person_id = new.person_id and tier_id = new.tier_id and subject_id is not null;
end;
create trigger prior_subjects_uncounted after delete on prior_counted begin
  insert into subject_standing (tier_id, person_id, subject_id)
    select tier_id, person_id, subject_id from subject_counted where tier_id = old.tier_id and person_id = old.person_id;
end;
create trigger prior_subjects_brought after insert on prior_trainings when new.subject_id is not null begin
  insert into subject_standing (tier_id, person_id, subject_id) values (new.tier_id, new.person_id, new.subject_id);
end;
create trigger prior_subjects_taken after delete on prior_trainings when old.subject_id is not null begin
  insert into subject_standing (tier_id, person_id, subject_id) values (old.tier_id, old.person_id, old.subject_id);
end;
create trigger prior_subjects_follow after update of person_id, unit_id on prior_trainings
  when new.subject_id is not null begin
  insert into subject_standing (tier_id, person_id, subject_id) values (old.tier_id, old.person_id, old.subject_id);
  insert into subject_standing (tier_id, person_id, subject_id) values (new.tier_id, new.person_id, new.subject_id);
end;

-- All that is counted of a person, as it stands; of a subject only that he is trained in it.
create view counted (person_id, tier_id, unit_id, subject_id, nominated, registered, trained, on_time, taught) as
  select person_id, tier_id, unit_id, '', 1, 0, 0, 0, 0 from nominations where withdrawn_at is null
  union all select person_id, tier_id, unit_id, '', 0, 1, 0, 0, 0 from registrations where cancelled_at is null
  union all select person_id, tier_id, unit_id, '', 0, 0, 1, on_time, taught from timed where revoked_at is null
  union all select k.person_id, k.tier_id, k.unit_id, '', 0, 0, 1, t.finish_by is not null, 0
    from prior_counted k join tiers t on t.id = k.tier_id
  union all select person_id, tier_id, unit_id, subject_id, 0, 0, 1, on_time, 0 from subject_counted;

-- Whoever joins a wing, or leaves it, is counted there with all that he has, on the day on which it is written: nothing
-- says since when he belongs. What is under way around it (a merge) goes on with its own day.
alter table moment add column held text not null default '';
create trigger wing_members_covered after insert on wing_members
  when exists (select 1 from counted where person_id = new.person_id) begin
  update moment set held = on_day;
  insert into noting (at) values (unixepoch());
  insert into cell_counting
    select tier_id, unit_id, subject_id, new.wing_id, sum(nominated), sum(registered), sum(trained), sum(on_time)
    from counted where person_id = new.person_id group by tier_id, unit_id, subject_id;
  update moment set on_day = held;
end;
create trigger wing_members_uncovered after delete on wing_members
  when exists (select 1 from counted where person_id = old.person_id) begin
  update moment set held = on_day;
  insert into noting (at) values (unixepoch());
  insert into cell_counting
    select tier_id, unit_id, subject_id, old.wing_id, -sum(nominated), -sum(registered), -sum(trained), -sum(on_time)
    from counted where person_id = old.person_id group by tier_id, unit_id, subject_id;
  update moment set on_day = held;
end;

-- A new minimum is held against what every unit has already reached.
create trigger tiers_remeasured after update of minimum on tiers when old.minimum <> new.minimum begin
  update coverage set (units_met, toward) = (
    select coalesce(sum(new.minimum > 0 and c.trained >= new.minimum), 0), coalesce(sum(min(c.trained, new.minimum)), 0)
    from units top, units u, coverage c
    where top.id = coverage.unit_id and u.level_id = new.trainee_level_id
      and u.path >= top.path and u.path < top.path || '~' and c.tier_id = new.id and c.unit_id = u.id)
  where tier_id = new.id;
end;
-- A new day to finish by: whoever was in time and is not any more, or the other way round.
create trigger tiers_retimed after update of finish_by on tiers when old.finish_by is not new.finish_by begin
  insert into noting (at) values (coalesce(new.changed_at, unixepoch()));
  insert into counting
    select tier_id, unit_id, person_id, 0, 0, 0, on_time - was, 0, 0 from (
      select c.tier_id, c.unit_id, c.person_id, t.on_time, coalesce(date(c.issued_at + (select seconds from zone_shifts
          where from_at <= c.issued_at order by from_at desc limit 1), 'unixepoch') <= old.finish_by, 0) as was
        from credentials c join timed t on t.id = c.id where c.tier_id = new.id and c.revoked_at is null
      union all
      select tier_id, unit_id, person_id, new.finish_by is not null, old.finish_by is not null
        from prior_counted where tier_id = new.id)
    where on_time <> was;
  insert into subject_standing (tier_id, person_id, subject_id)
    select k.tier_id, k.person_id, k.subject_id from subject_counted k join subject_standing s
      on s.tier_id = k.tier_id and s.person_id = k.person_id and s.subject_id = k.subject_id
    where k.tier_id = new.id and s.on_time <> k.on_time;
end;

-- Working space of counting anew; empty between writes.
create table recounted (
  unit_id text not null,
  subject_id text not null,
  wing_id text not null,
  nominated integer not null,
  registered integer not null,
  trained integer not null,
  units_one integer not null,
  units_more integer not null,
  units_met integer not null,
  on_time integer not null,
  toward integer not null,
  taught integer not null,
  valid integer not null,
  primary key (unit_id, subject_id, wing_id)
) strict, without rowid;

-- Whoever answers for a unit signs its figures of a tier as of a day. Nothing of it is changed or taken back: what was
-- wrong is signed anew.
create table sign_offs (
  seq integer primary key,
  id text not null unique,
  tier_id text not null references tiers (id),
  unit_id text not null references units (id),
  on_day text not null,
  units integer not null,
  nominated integer not null,
  registered integer not null,
  trained integer not null,
  units_one integer not null,
  units_more integer not null,
  on_time integer not null,
  toward integer not null,
  -- Units right below it that count in the tier, and of how many the figures of that day or later were signed by then.
  below integer not null,
  below_signed integer not null,
  note text,
  signed_by text not null,
  signed_at integer not null
) strict;
create index sign_offs_by_unit on sign_offs (tier_id, unit_id, seq);
create trigger sign_offs_stay before update on sign_offs
  when new.note is not null or new.seq is not old.seq or new.id is not old.id or new.tier_id is not old.tier_id
    or new.unit_id is not old.unit_id or new.on_day is not old.on_day or new.units is not old.units
    or new.nominated is not old.nominated or new.registered is not old.registered or new.trained is not old.trained
    or new.units_one is not old.units_one or new.units_more is not old.units_more or new.on_time is not old.on_time
    or new.toward is not old.toward or new.below is not old.below or new.below_signed is not old.below_signed
    or new.signed_by is not old.signed_by or new.signed_at is not old.signed_at begin
  select raise(abort, 'what was signed stands');
end;
create trigger sign_offs_keep before delete on sign_offs begin select raise(abort, 'what was signed stands'); end;
-- What somebody who is erased wrote to it is forgotten; that he signed stays, like his other deeds.
create trigger erasures_forget_remarks before insert on erasures begin
  update sign_offs set note = null where signed_by = new.person_id and note is not null;
end;
create index sign_offs_by_person on sign_offs (signed_by);
