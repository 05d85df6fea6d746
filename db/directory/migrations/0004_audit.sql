-- The newest sealed row of every organisation's audit, kept away from it: cutting off the end of a file is found.
create table audit_heads (
  slug text primary key,
  seq integer not null,
  hash text not null,
  at integer not null
) strict, without rowid;
create trigger audit_heads_advance before update on audit_heads when new.seq <= old.seq or new.slug <> old.slug begin
  select raise(abort, 'the head of an audit only advances');
end;
create trigger audit_heads_stay before delete on audit_heads begin
  select raise(abort, 'the head of an audit stays');
end;
