create table organisation (
  id integer primary key check (id = 1),
  slug text not null,
  name_en text not null,
  name_hi text not null,
  kind text not null check (kind in ('political_party', 'society', 'union', 'religious', 'company', 'other')),
  about_en text not null default '',
  about_hi text not null default '',
  language text not null check (language in ('hi', 'en')),
  time_zone text not null,
  currency text not null,
  stripe_account_id text,
  stripe_ready integer not null default 0,
  version integer not null default 1,
  created_at integer not null
) strict;

create table levels (
  id text primary key,
  depth integer not null unique,
  name_en text not null,
  name_hi text not null
) strict;

create table wings (
  id text primary key,
  name_en text not null,
  name_hi text not null
) strict;
