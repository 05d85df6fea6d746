-- A plan of a programme's cascade that somebody keeps under a name, to weigh it against another and to stamp it.
create table kept_plans (
  id text primary key,
  programme_id text not null references programmes (id),
  name_en text not null,
  name_hi text not null,
  -- What is asked of the simulator (JSON).
  asked text not null,
  version integer not null default 1,
  kept_by text not null,
  kept_at integer not null
) strict;
create index kept_plans_by_programme on kept_plans (programme_id, kept_at);

-- What a sample led to: those below a unit whom one trainer taught, or who stand at one remove from the first hall (then no
-- trainer), come together once more. `asked` and `known` are what the sample said when it was called.
create table refreshers (
  id text primary key,
  sampling_id text not null references samplings (id),
  tier_id text not null references tiers (id),
  unit_id text not null references units (id),
  trainer_id text,
  generation integer,
  asked integer not null,
  known integer not null,
  called_by text not null,
  called_at integer not null,
  check (trainer_id is null or generation is null)
) strict;
create index refreshers_by_tier on refreshers (tier_id, called_at);

-- Its workshops, one where each of them was trained, and for whom each is. A plan's catchments leave them aside.
create table refresher_workshops (
  workshop_id text primary key references workshops (id),
  refresher_id text not null references refreshers (id)
) strict, without rowid;
create index refresher_workshops_by_refresher on refresher_workshops (refresher_id);
create table refresher_people (
  workshop_id text not null references refresher_workshops (workshop_id),
  credential_id text not null references credentials (id),
  primary key (workshop_id, credential_id)
) strict, without rowid;
create index refresher_people_by_credential on refresher_people (credential_id);

-- Nobody else takes a seat there.
create trigger registrations_of_refreshers before insert on registrations
  when exists (select 1 from refresher_workshops where workshop_id = new.workshop_id)
    and not exists (select 1 from credentials c join refresher_people r on r.credential_id = c.id
      where c.person_id = new.person_id and r.workshop_id = new.workshop_id) begin
  select raise(abort, 'problem:outside-catchment');
end;
create trigger erasures_forget_refreshers before insert on erasures begin
  update refreshers set trainer_id = null where trainer_id = new.person_id;
end;
