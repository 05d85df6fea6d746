create table people (
  seq integer primary key,
  id text not null unique,
  unit_id text not null references units (id),
  name_en text not null,
  name_hi text not null,
  guardian_name text,
  gender text check (gender in ('female', 'male', 'other')),
  born_year integer,
  phone text,
  email text,
  language text not null default 'hi' check (language in ('hi', 'en')),
  has_smartphone integer,
  can_read integer,
  external_code text unique,
  search_text text not null,
  version integer not null default 1,
  created_at integer not null
) strict;
create index people_by_unit on people (unit_id, id);
create index people_by_name on people (unit_id, name_en, name_hi);
create index people_by_phone on people (phone) where phone is not null;
create index people_by_email on people (email) where email is not null;

create virtual table people_names using fts5 (search_text, content = 'people', content_rowid = 'seq',
  tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'", prefix = '2 3');
create trigger people_named after insert on people begin
  insert into people_names (rowid, search_text) values (new.seq, new.search_text);
end;
create trigger people_renamed after update of search_text on people begin
  insert into people_names (people_names, rowid, search_text) values ('delete', old.seq, old.search_text);
  insert into people_names (rowid, search_text) values (new.seq, new.search_text);
end;

create table office_kinds (
  id text primary key,
  name_en text not null,
  name_hi text not null
) strict;

create table offices (
  id text primary key,
  person_id text not null references people (id),
  unit_id text not null references units (id),
  kind_id text not null references office_kinds (id),
  from_on text not null,
  until_on text
) strict;
create index offices_by_person on offices (person_id);
create index offices_by_unit on offices (unit_id);
create unique index offices_once on offices (person_id, unit_id, kind_id, from_on);

create table wing_members (
  person_id text not null references people (id),
  wing_id text not null references wings (id),
  primary key (person_id, wing_id)
) strict, without rowid;
create index wing_members_by_wing on wing_members (wing_id, person_id);

create table skills (
  person_id text not null references people (id),
  skill text not null,
  state text not null check (state in ('claimed', 'nominated', 'verified')),
  said_by text,
  said_at integer not null,
  primary key (person_id, skill)
) strict, without rowid;

create table grants (
  id text primary key,
  person_id text not null,
  role text not null,
  unit_id text not null references units (id),
  wing_id text references wings (id),
  workshop_id text,
  tier_id text,
  from_at integer not null,
  until_at integer,
  given_by text,
  given_at integer not null
) strict;
create index grants_by_person on grants (person_id);
create index grants_by_unit on grants (unit_id);

create table cards (
  id text primary key,
  number text not null unique,
  person_id text not null references people (id),
  secret_hash text not null,
  issued_by text,
  issued_at integer not null,
  revoked_at integer,
  tries integer not null default 0
) strict;
create index cards_by_person on cards (person_id);
