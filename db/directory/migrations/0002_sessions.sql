-- The organisations that a session has entered, and as whom; `told_at` when the organisation knows that it ended.
create table session_entries (
  session_id text not null references sessions (id),
  slug text not null,
  person_id text not null,
  told_at integer,
  primary key (session_id, slug, person_id)
) strict, without rowid;
create index session_entries_untold on session_entries (session_id) where told_at is null;
create index sessions_ended on sessions (ended_at) where ended_at is not null;

create table gate (session_id text) strict;
create trigger gate_shut before insert on gate begin select raise(abort, 'problem:not-signed-in'); end;
