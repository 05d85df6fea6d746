create table audit (
  seq integer primary key,
  at integer not null,
  actor_id text,
  account_id text,
  action text not null,
  subject_id text not null,
  detail text not null,
  request_id text not null
) strict;
create index audit_by_subject on audit (subject_id, seq);
create trigger audit_stays before update on audit begin select raise(abort, 'audit rows are not changed'); end;
create trigger audit_keeps before delete on audit begin select raise(abort, 'audit rows are not deleted'); end;

create table outbox (
  id text primary key,
  key text not null unique,
  topic text not null,
  person_id text not null,
  facts text not null,
  created_at integer not null,
  sent_at integer,
  tries integer not null default 0,
  error text
) strict;
create index outbox_unsent on outbox (created_at) where sent_at is null;
