-- A plan or a template that becomes draft workshops. Its drafts are drawn up at once and looked at (`ready`); then those of
-- earlier stampings that nobody touched are cleared away and the new ones written, in chunks, each one transaction that also
-- moves `to_at`. While none is published the whole can be taken back.
create table stampings (
  id text primary key,
  programme_id text not null references programmes (id),
  -- What was asked for, and what was told of it before anything was written (JSON).
  asked text not null,
  told text not null,
  state text not null default 'ready'
    check (state in ('ready', 'clearing', 'writing', 'done', 'reverting', 'reverted', 'dropped')),
  drafts integer not null,
  to_at integer not null default -1,
  replaced integer not null default 0,
  written integer not null default 0,
  kept integer not null default 0,
  step text,
  made_by text not null,
  made_at integer not null,
  ended_at integer
) strict;
create index stampings_by_programme on stampings (programme_id, made_at);

-- A draft of a stamping: of the `of_units` units that its host serves in all, those from place `first` on. `people` are the
-- trainers (JSON), beside them `awaited` who have no names yet and `lacking` whom nobody was found for.
create table stamp_drafts (
  stamping_id text not null references stampings (id),
  at integer not null,
  workshop_id text not null,
  tier_id text not null,
  unit_id text not null,
  part integer not null,
  parts integer not null,
  first integer not null,
  units integer not null,
  of_units integer not null,
  starts_on text not null,
  ends_on text not null,
  capacity integer not null,
  people text not null,
  awaited integer not null,
  lacking integer not null,
  outcome text check (outcome in ('written', 'going', 'gone', 'kept')),
  primary key (stamping_id, at)
) strict, without rowid;
create unique index stamp_drafts_by_workshop on stamp_drafts (workshop_id);
create index stamp_drafts_lacking on stamp_drafts (stamping_id, at) where lacking > 0;
create index stamp_drafts_written on stamp_drafts (tier_id, stamping_id, at) where outcome = 'written';
create index stamp_drafts_going on stamp_drafts (workshop_id) where outcome = 'going';

-- Stamped workshops as they were stamped: nobody edited one (its version tells), published it or put anything into it.
create view drafts_untouched (workshop_id, stamping_id, at, tier_id) as
  select d.workshop_id, d.stamping_id, d.at, d.tier_id
  from stamp_drafts d join workshops w on w.id = d.workshop_id join tiers t on t.id = w.tier_id
  where d.outcome = 'written' and w.version = 1 and w.published_at is null and w.cancelled_at is null
    and t.plan_published_at is null
    and not exists (select 1 from registrations r where r.workshop_id = w.id)
    and not exists (select 1 from waits o where o.workshop_id = w.id)
    and not exists (select 1 from sessions s where s.workshop_id = w.id)
    and not exists (select 1 from grants g where g.workshop_id = w.id)
    and not exists (select 1 from obligations b where b.workshop_id = w.id)
    and not exists (select 1 from fee_rules f where f.of_id = w.id and f.version > 1)
    and not exists (select 1 from refund_policies y where y.kind = 'workshop' and y.of_id = w.id);

-- The rules of fees with which a workshop began go with it.
create trigger workshops_gone after delete on workshops begin
  delete from fee_rules where of_id = old.id;
end;

-- What each subject was taught as, from which day on: a session was taught with the version of its day.
create table subject_versions (
  subject_id text not null references subjects (id) on delete cascade,
  version integer not null,
  from_on text not null,
  name_en text not null,
  name_hi text not null,
  note_en text,
  note_hi text,
  primary key (subject_id, version)
) strict, without rowid;
insert into subject_versions (subject_id, version, from_on, name_en, name_hi)
  select id, syllabus_version, '0001-01-01', name_en, name_hi from subjects;
create trigger subjects_first_version after insert on subjects begin
  insert into subject_versions (subject_id, version, from_on, name_en, name_hi)
    values (new.id, new.syllabus_version, '0001-01-01', new.name_en, new.name_hi);
end;
