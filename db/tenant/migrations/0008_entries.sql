-- Who came in with which session. An ended entry stops the very next request.
create table entries (
  session_id text not null,
  person_id text not null,
  account_id text not null,
  card_id text references cards (id),
  entered_at integer not null,
  ended_at integer,
  primary key (session_id, person_id)
) strict, without rowid;
create index entries_by_person on entries (person_id, entered_at);
create index entries_by_card on entries (card_id) where card_id is not null;

create trigger cards_end_entries after update of revoked_at on cards when new.revoked_at is not null begin
  update entries set ended_at = new.revoked_at where card_id = new.id and ended_at is null;
end;

-- Every write of somebody begins here: a row is put only when his entry has ended, and refuses the transaction.
create table gate (session_id text) strict;
create trigger gate_shut before insert on gate begin select raise(abort, 'problem:not-signed-in'); end;
