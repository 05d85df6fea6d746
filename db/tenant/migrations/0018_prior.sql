-- Training that people had before, elsewhere or on paper: said by whoever brings it, and no credential, so that nobody
-- teaches by it. `on_day` is a day, a month or a year, as far as it is known.
create table prior_trainings (
  id text primary key,
  person_id text not null references people (id),
  tier_id text references tiers (id),
  subject_id text references subjects (id),
  -- Where the person belonged when it was brought: it counts there.
  unit_id text not null references units (id),
  on_day text,
  taught_by text,
  place text,
  certificate text,
  recorded_by text not null,
  recorded_at integer not null,
  check (tier_id is not null or subject_id is not null)
) strict;
create unique index prior_trainings_once on prior_trainings (person_id, coalesce(tier_id, ''), coalesce(subject_id, ''));
create index prior_trainings_by_subject on prior_trainings (subject_id, person_id) where subject_id is not null;
create index prior_trainings_by_unit on prior_trainings (unit_id);

-- Who counts as trained in a tier by that alone: not whoever holds a live credential of it. Kept by triggers.
create table prior_counted (
  tier_id text not null,
  person_id text not null,
  unit_id text not null,
  primary key (tier_id, person_id)
) strict, without rowid;
create index prior_counted_by_unit on prior_counted (unit_id, tier_id);

-- Where somebody counts by prior training in a tier, by the one that was brought first.
create view prior_standing (tier_id, person_id, unit_id) as
  select tier_id, person_id, unit_id from (
    select p.tier_id, p.person_id, p.unit_id,
      row_number() over (partition by p.tier_id, p.person_id order by p.recorded_at, p.id) as n
    from prior_trainings p where p.tier_id is not null and not exists (select 1 from credentials c
      where c.person_id = p.person_id and c.tier_id = p.tier_id and c.revoked_at is null))
  where n = 1;
create trigger prior_standing_judged instead of insert on prior_standing when new.tier_id is not null begin
  delete from prior_counted where tier_id = new.tier_id and person_id = new.person_id and unit_id is not (
    select unit_id from prior_standing where tier_id = new.tier_id and person_id = new.person_id);
  insert into prior_counted (tier_id, person_id, unit_id)
    select tier_id, person_id, unit_id from prior_standing
    where tier_id = new.tier_id and person_id = new.person_id
      and not exists (select 1 from prior_counted where tier_id = new.tier_id and person_id = new.person_id);
end;

-- Coverage keeps its days: what is brought counts from the day on which it was; what a parting brings back, from that day.
create trigger prior_trainings_dated before insert on prior_trainings when not exists (
    select 1 from merges m join merge_rows r on r.merge_id = m.id and r.kind = 'prior-dropped' and r.row_id = new.id
    where m.gone_id = new.person_id and m.undone_at is not null) begin
  insert into noting (at) values (new.recorded_at);
end;
create trigger prior_trainings_brought after insert on prior_trainings begin
  insert into prior_standing (tier_id, person_id) values (new.tier_id, new.person_id);
end;
create trigger prior_trainings_taken after delete on prior_trainings begin
  insert into prior_standing (tier_id, person_id) values (old.tier_id, old.person_id);
end;
create trigger prior_trainings_followed after update of person_id, unit_id on prior_trainings begin
  insert into prior_standing (tier_id, person_id) values (old.tier_id, old.person_id);
  insert into prior_standing (tier_id, person_id) values (new.tier_id, new.person_id);
end;
create trigger credentials_before_prior after insert on credentials
  when exists (select 1 from prior_counted where tier_id = new.tier_id and person_id = new.person_id) begin
  insert into prior_standing (tier_id, person_id) values (new.tier_id, new.person_id);
end;
create trigger credentials_or_prior after update of revoked_at, person_id on credentials
  when exists (select 1 from prior_trainings where person_id in (old.person_id, new.person_id) and tier_id = new.tier_id)
begin
  insert into prior_standing (tier_id, person_id) values (old.tier_id, old.person_id);
  insert into prior_standing (tier_id, person_id) values (new.tier_id, new.person_id);
end;

-- A unit that goes into another takes the prior training of its people along.
create trigger steps_prior after insert on tree_steps when new.kind = 'prior_training' begin
  select raise(abort, 'problem:state-changed') where not exists (
    select 1 from prior_trainings where id = new.row_id and unit_id is new.before);
  update prior_trainings set unit_id = new.after where id = new.row_id;
end;

-- Two records that become one have each training once; parted they have what they had.
create trigger merges_dated before insert on merges begin
  insert into noting (at) values (new.merged_at);
end;
create trigger merges_prior after insert on merges begin
  insert into merge_rows (merge_id, kind, row_id, before)
    select new.id, 'prior-dropped', g.id, json_array(g.tier_id, g.subject_id, g.unit_id, g.on_day, g.taught_by, g.place,
        g.certificate, g.recorded_by, g.recorded_at)
    from prior_trainings g join prior_trainings k
      on k.person_id = new.kept_id and k.tier_id is g.tier_id and k.subject_id is g.subject_id
    where g.person_id = new.gone_id;
  delete from prior_trainings where id in (
    select row_id from merge_rows where merge_id = new.id and kind = 'prior-dropped');
  insert into merge_rows (merge_id, kind, row_id)
    select new.id, 'prior', id from prior_trainings where person_id = new.gone_id;
  update prior_trainings set person_id = new.kept_id where person_id = new.gone_id;
end;
create trigger merges_prior_parted after update of undone_at on merges when new.undone_at is not null begin
  update prior_trainings set person_id = new.gone_id
    where id in (select row_id from merge_rows where merge_id = new.id and kind = 'prior');
  insert into prior_trainings (id, person_id, tier_id, subject_id, unit_id, on_day, taught_by, place, certificate,
      recorded_by, recorded_at)
    select row_id, new.gone_id, before ->> 0, before ->> 1, before ->> 2, before ->> 3, before ->> 4, before ->> 5,
      before ->> 6, before ->> 7, before ->> 8
    from merge_rows where merge_id = new.id and kind = 'prior-dropped';
end;

-- What somebody was trained in counts on; who taught him where, and under which number, is forgotten with him.
create trigger erasures_forget_prior before insert on erasures begin
  update prior_trainings set taught_by = null, place = null, certificate = null where person_id = new.person_id;
  update merge_rows set before = null where kind = 'prior-dropped' and merge_id in (
    select id from merges where kept_id = new.person_id or gone_id = new.person_id);
  delete from import_rows where said ->> 'who' = new.person_id
    or subject_id in (select id from prior_trainings where person_id = new.person_id);
  delete from import_persons where person_id = new.person_id
    or exists (select 1 from json_each(import_persons.choices) c where c.value ->> 'id' = new.person_id);
end;

-- Texts of an import that may mean several people, asked about once. `who` is what the row says of him.
create table import_persons (
  import_id text not null references imports (id) on delete cascade,
  who text not null,
  person_id text,
  choices text not null,
  primary key (import_id, who)
) strict, without rowid;
create index import_persons_asked on import_persons (import_id, who) where person_id is null;
