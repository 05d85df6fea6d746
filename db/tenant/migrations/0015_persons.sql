-- How the name and the parent's name sound, alike in both scripts; the Worker writes them with the names themselves.
alter table people add column sound_key text;
alter table people add column guardian_key text;
-- Somebody who was found to be another person: the row stays for what he did, and is shown nowhere.
alter table people add column merged_into text references people (id);
create index people_by_sound on people (sound_key, unit_id) where sound_key is not null;
create index people_by_parent on people (sound_key, guardian_key) where guardian_key is not null;
create index people_by_birth on people (sound_key, born_year) where born_year is not null;
create index people_merged on people (merged_into) where merged_into is not null;

create index offices_by_kind on offices (kind_id, person_id) where until_on is null;
create index skills_by_skill on skills (skill, person_id);
create index credentials_by_tier on credentials (tier_id, person_id) where revoked_at is null;
create index lineage_by_person on lineage (trainer_id, credential_id);

-- What a skill is known by, in words.
alter table skills add column evidence text;

-- Where somebody belonged before. Inserting a row moves the person; whoever moves him otherwise leaves a row as well.
create table transfers (
  seq integer primary key,
  id text not null unique,
  person_id text not null references people (id),
  from_unit_id text not null references units (id),
  unit_id text not null references units (id),
  at integer not null,
  moved_by text,
  check (from_unit_id <> unit_id)
) strict;
create index transfers_by_person on transfers (person_id, seq);
create trigger transfers_move after insert on transfers when new.moved_by is not null begin
  select raise(abort, 'problem:state-changed') where not exists (
    select 1 from people where id = new.person_id and unit_id = new.from_unit_id and merged_into is null);
  update people set unit_id = new.unit_id, version = version + 1 where id = new.person_id;
end;
create trigger people_moved after update of unit_id on people when new.unit_id is not old.unit_id and not exists (
    select 1 from transfers t where t.seq = (select max(seq) from transfers)
      and t.person_id = new.id and t.from_unit_id = old.unit_id and t.unit_id = new.unit_id) begin
  insert into transfers (id, person_id, from_unit_id, unit_id, at)
    values (lower(hex(randomblob(16))), new.id, old.unit_id, new.unit_id, unixepoch());
end;

-- A unit goes only when the split or the level that made it is taken back: then nobody was ever moved there.
create index transfers_by_unit on transfers (unit_id);
create index transfers_from_unit on transfers (from_unit_id);
create trigger units_unmake_transfers before delete on units begin
  delete from transfers where unit_id = old.id or from_unit_id = old.id;
end;

-- Two who look alike and are two people: they are not asked about again. `one_id` is the smaller id.
create table distinct_people (
  one_id text not null references people (id),
  other_id text not null references people (id),
  said_by text not null,
  said_at integer not null,
  primary key (one_id, other_id),
  check (one_id < other_id)
) strict, without rowid;

-- Filters under a name. A shared one is seen by whoever may read people of its unit (none: of the root).
create table people_lists (
  id text primary key,
  owner_id text not null references people (id),
  name text not null,
  filters text not null,
  unit_id text references units (id),
  shared integer not null default 0,
  saved_at integer not null
) strict;
create index people_lists_by_owner on people_lists (owner_id);
create index people_lists_shared on people_lists (unit_id) where shared = 1;

-- Two records of one person become one. Inserting a row moves everything; setting `undone_at` moves it back.
create table merges (
  id text primary key,
  kept_id text not null references people (id),
  gone_id text not null references people (id),
  -- Of two live registrations at one workshop, or two live credentials of a tier, the ids that stay (JSON).
  chosen text not null default '[]',
  merged_by text not null,
  merged_at integer not null,
  undone_by text,
  undone_at integer,
  -- What was known of both before, and of the kept one right after (JSON); blank once one of them was erased.
  kept_before text not null default '{}',
  kept_after text not null default '{}',
  gone_before text not null default '{}',
  check (kept_id <> gone_id)
) strict;
create unique index merges_live on merges (gone_id) where undone_at is null;
create index merges_by_kept on merges (kept_id, merged_at);
create index merges_by_gone on merges (gone_id, merged_at);
create trigger merges_stay before delete on merges begin select raise(abort, 'merges are undone, not deleted'); end;

-- What a merge did to a row, so that it can be undone exactly. `before`: what was deleted or replaced, as JSON.
create table merge_rows (
  seq integer primary key,
  merge_id text not null references merges (id),
  kind text not null,
  row_id text not null,
  before text
) strict;
create index merge_rows_by_merge on merge_rows (merge_id, kind, row_id);

-- What somebody stood with right after a merge: what differs later was built on it.
create table merge_standing (
  merge_id text not null references merges (id),
  kind text not null,
  row_id text not null,
  state text not null,
  primary key (merge_id, kind, row_id)
) strict, without rowid;
create view person_standing (person_id, kind, row_id, state) as
  select r.person_id, 'registration', r.id, json_array(r.cancelled_at,
      (select count(*) from marks m where m.registration_id = r.id),
      (select count(*) from payments y where y.registration_id = r.id),
      (select count(*) from waivers v where v.registration_id = r.id))
    from registrations r
  union all select c.person_id, 'credential', c.id, json_array(c.revoked_at,
      (select count(*) from lineage l where l.trainer_credential_id = c.id)) from credentials c
  union all select person_id, 'nomination', id, json_array(withdrawn_at) from nominations
  union all select person_id, 'grant', id, json_array(until_at) from grants
  union all select person_id, 'card', id, json_array(revoked_at) from cards
  union all select person_id, 'office', id, json_array(unit_id, until_on) from offices
  union all select person_id, 'consent', id, '[]' from consents
  union all select person_id, 'request', id, json_array(outcome) from privacy_requests;

create view person_known (id, facts) as select id, json_object('unit_id', unit_id, 'name_en', name_en, 'name_hi', name_hi,
  'guardian_name', guardian_name, 'gender', gender, 'born_year', born_year, 'phone', phone, 'email', email,
  'language', language, 'has_smartphone', has_smartphone, 'can_read', can_read, 'external_code', external_code,
  'search_text', search_text, 'sound_key', sound_key, 'guardian_key', guardian_key) from people;

-- A credential is proved by what its signature says, whoever holds it now.
alter table credentials add column signed_person_id text;

create trigger merges_whole before insert on merges begin
  select raise(abort, 'problem:state-changed') where new.undone_at is not null
    or (select count(*) from people where id in (new.kept_id, new.gone_id) and merged_into is null) < 2
    or exists (select 1 from erasures where person_id in (new.kept_id, new.gone_id));
end;
create trigger merges_merge after insert on merges begin
  update merges set kept_before = (select facts from person_known where id = new.kept_id),
    gone_before = (select facts from person_known where id = new.gone_id) where id = new.id;

  -- Where both have one, one stays: what is not chosen ends.
  insert into merge_rows (merge_id, kind, row_id)
    select new.id, 'cancelled', r.id from registrations r join registrations o
        on o.person_id = case r.person_id when new.kept_id then new.gone_id else new.kept_id end
          and o.workshop_id = r.workshop_id
      where r.person_id in (new.kept_id, new.gone_id) and r.cancelled_at is null and o.cancelled_at is null
        and r.id not in (select value from json_each(new.chosen));
  insert into merge_rows (merge_id, kind, row_id)
    select new.id, 'revoked', c.id from credentials c join credentials o
        on o.person_id = case c.person_id when new.kept_id then new.gone_id else new.kept_id end and o.tier_id = c.tier_id
      where c.person_id in (new.kept_id, new.gone_id) and c.revoked_at is null and o.revoked_at is null
        and c.id not in (select value from json_each(new.chosen));
  insert into merge_rows (merge_id, kind, row_id)
    select new.id, 'withdrawn', n.id from nominations n join nominations o
        on o.tier_id = n.tier_id and o.person_id = new.kept_id and o.withdrawn_at is null
      where n.person_id = new.gone_id and n.withdrawn_at is null;
  update registrations set cancelled_at = new.merged_at, cancelled_by = new.merged_by
    where id in (select row_id from merge_rows where merge_id = new.id and kind = 'cancelled');
  update credentials set revoked_at = new.merged_at, revoked_by = new.merged_by, revoked_reason = 'merge'
    where id in (select row_id from merge_rows where merge_id = new.id and kind = 'revoked');
  update nominations set withdrawn_at = new.merged_at
    where id in (select row_id from merge_rows where merge_id = new.id and kind = 'withdrawn');

  insert into merge_rows (merge_id, kind, row_id, before)
    select new.id, 'office-dropped', g.id,
        json_array(g.unit_id, g.kind_id, g.from_on, g.until_on) from offices g join offices k
          on k.person_id = new.kept_id and k.unit_id = g.unit_id and k.kind_id = g.kind_id
            and (k.from_on = g.from_on or (k.until_on is null and g.until_on is null))
      where g.person_id = new.gone_id group by g.id;
  delete from offices where id in (select row_id from merge_rows where merge_id = new.id and kind = 'office-dropped');

  insert into merge_rows (merge_id, kind, row_id)
    select new.id, 'registration', id from registrations where person_id = new.gone_id
    union all select new.id, 'credential', id from credentials where person_id = new.gone_id
    union all select new.id, 'nomination', id from nominations where person_id = new.gone_id
    union all select new.id, 'grant', id from grants where person_id = new.gone_id and role <> 'owner'
    union all select new.id, 'card', id from cards where person_id = new.gone_id
    union all select new.id, 'office', id from offices where person_id = new.gone_id
    union all select new.id, 'consent', id from consents where person_id = new.gone_id
    union all select new.id, 'request', id from privacy_requests where person_id = new.gone_id
    union all select new.id, 'list', id from people_lists where owner_id = new.gone_id
    union all select new.id, 'message', id from outbox where person_id = new.gone_id and sent_at is null;
  update people_lists set owner_id = new.kept_id where owner_id = new.gone_id;
  update registrations set person_id = new.kept_id where person_id = new.gone_id;
  update credentials set person_id = new.kept_id, signed_person_id = coalesce(signed_person_id, person_id)
    where person_id = new.gone_id;
  update nominations set person_id = new.kept_id where person_id = new.gone_id;
  update grants set person_id = new.kept_id where person_id = new.gone_id and role <> 'owner';
  update cards set person_id = new.kept_id where person_id = new.gone_id;
  update offices set person_id = new.kept_id where person_id = new.gone_id;
  update consents set person_id = new.kept_id where person_id = new.gone_id;
  update privacy_requests set person_id = new.kept_id where person_id = new.gone_id;
  update outbox set person_id = new.kept_id where person_id = new.gone_id and sent_at is null;

  insert into merge_rows (merge_id, kind, row_id)
    select new.id, case when exists (select 1 from wing_members k where k.person_id = new.kept_id and k.wing_id = g.wing_id)
      then 'wing-dropped' else 'wing' end, g.wing_id from wing_members g where g.person_id = new.gone_id;
  insert into wing_members (person_id, wing_id) select new.kept_id, row_id from merge_rows
    where merge_id = new.id and kind = 'wing';
  delete from wing_members where person_id = new.gone_id;

  -- The stronger word stands: seen and verified, before said.
  insert into merge_rows (merge_id, kind, row_id, before)
    select new.id, 'skill', g.skill, json_object('gone', json_array(g.state, g.said_by, g.said_at, g.evidence), 'kept',
        (select json_array(k.state, k.said_by, k.said_at, k.evidence) from skills k
          where k.person_id = new.kept_id and k.skill = g.skill))
      from skills g where g.person_id = new.gone_id;
  insert into skills (person_id, skill, state, said_by, said_at, evidence)
    select new.kept_id, skill, state, said_by, said_at, evidence from skills where person_id = new.gone_id
    on conflict do update set state = excluded.state, said_by = excluded.said_by, said_at = excluded.said_at,
      evidence = excluded.evidence
    where instr('claimed nominated verified', excluded.state) > instr('claimed nominated verified', state);
  delete from skills where person_id = new.gone_id;

  insert into merge_rows (merge_id, kind, row_id, before)
    select new.id, case when exists (select 1 from faculty k where k.person_id = new.kept_id
      and k.workshop_id = g.workshop_id) then 'faculty-dropped' else 'faculty' end, g.workshop_id, json_array(g.leads)
      from faculty g where g.person_id = new.gone_id;
  delete from faculty where person_id = new.gone_id and workshop_id in (
    select row_id from merge_rows where merge_id = new.id and kind = 'faculty-dropped');
  update faculty set person_id = new.kept_id where person_id = new.gone_id;

  insert into merge_rows (merge_id, kind, row_id, before)
    select new.id, case when exists (select 1 from lineage k where k.trainer_id = new.kept_id
      and k.credential_id = g.credential_id) then 'lineage-dropped' else 'lineage' end, g.credential_id,
      json_array(g.trainer_credential_id) from lineage g where g.trainer_id = new.gone_id;
  delete from lineage where trainer_id = new.gone_id and credential_id in (
    select row_id from merge_rows where merge_id = new.id and kind = 'lineage-dropped');
  update lineage set trainer_id = new.kept_id where trainer_id = new.gone_id;

  insert into merge_rows (merge_id, kind, row_id, before)
    select new.id, case when exists (select 1 from entries k where k.person_id = new.kept_id
      and k.session_id = g.session_id) then 'entry-ended' else 'entry' end, g.session_id, json_array(g.ended_at)
      from entries g where g.person_id = new.gone_id;
  update entries set ended_at = coalesce(ended_at, new.merged_at) where person_id = new.gone_id and session_id in (
    select row_id from merge_rows where merge_id = new.id and kind = 'entry-ended');
  update entries set person_id = new.kept_id where person_id = new.gone_id and session_id in (
    select row_id from merge_rows where merge_id = new.id and kind = 'entry');

  update people set merged_into = new.kept_id, phone = null, email = null, external_code = null, search_text = '',
    sound_key = null, guardian_key = null, version = version + 1 where id = new.gone_id;
  update people set version = version + 1,
      guardian_key = case when guardian_name is null then g.facts ->> 'guardian_key' else guardian_key end,
      guardian_name = coalesce(guardian_name, g.facts ->> 'guardian_name'), gender = coalesce(gender, g.facts ->> 'gender'),
      born_year = coalesce(born_year, g.facts ->> 'born_year'), phone = coalesce(phone, g.facts ->> 'phone'),
      email = coalesce(email, g.facts ->> 'email'), has_smartphone = coalesce(has_smartphone, g.facts ->> 'has_smartphone'),
      can_read = coalesce(can_read, g.facts ->> 'can_read'),
      external_code = coalesce(external_code, g.facts ->> 'external_code')
    from (select gone_before as facts from merges where id = new.id) g where people.id = new.kept_id;
  update merges set kept_after = (select facts from person_known where id = new.kept_id) where id = new.id;
  insert into merge_standing (merge_id, kind, row_id, state)
    select new.id, kind, row_id, state from person_standing where person_id = new.kept_id;
end;

-- What was built on a merge since: new rows of the kept person, and moved rows that are no longer what they were.
create view merge_built (merge_id, kind, row_id) as
  select m.id, s.kind, s.row_id from merges m join person_standing s on s.person_id = m.kept_id
    where not exists (select 1 from merge_standing t where t.merge_id = m.id and t.kind = s.kind and t.row_id = s.row_id)
  union all select r.merge_id, t.kind, t.row_id from merge_rows r
    join merge_standing t on t.merge_id = r.merge_id and t.kind = r.kind and t.row_id = r.row_id
    join merges m on m.id = r.merge_id
    where not exists (select 1 from person_standing s where s.person_id = m.kept_id and s.kind = t.kind
      and s.row_id = t.row_id and s.state = t.state)
  union all select m.id, 'merge', n.id from merges m join merges n on n.gone_id = m.kept_id and n.undone_at is null
  -- Merges into one record are parted in the reverse order: a later one may have changed what an earlier one left.
  union all select m.id, 'merge', n.id from merges m join merges n on n.kept_id = m.kept_id and n.undone_at is null
    and n.rowid > m.rowid
  union all select r.merge_id, 'seat', r.row_id from merge_rows r join registrations g on g.id = r.row_id
    join workshops w on w.id = g.workshop_id
    where r.kind = 'cancelled' and (w.cancelled_at is not null or w.capacity <= (
      select count(*) from registrations o where o.workshop_id = w.id and o.cancelled_at is null))
  union all select m.id, 'erasure', m.kept_id from merges m where m.gone_before = '{}';

create trigger merges_undone_once before update of undone_at on merges
  when old.undone_at is not null or exists (select 1 from merge_built where merge_id = old.id) begin
  select raise(abort, 'problem:state-changed');
end;
create trigger merges_unmerge after update of undone_at on merges when new.undone_at is not null begin
  update people set version = version + 1,
      guardian_name = case when guardian_name is a ->> 'guardian_name' then b ->> 'guardian_name' else guardian_name end,
      guardian_key = case when guardian_name is a ->> 'guardian_name' then b ->> 'guardian_key' else guardian_key end,
      gender = case when gender is a ->> 'gender' then b ->> 'gender' else gender end,
      born_year = case when born_year is a ->> 'born_year' then b ->> 'born_year' else born_year end,
      phone = case when phone is a ->> 'phone' then b ->> 'phone' else phone end,
      email = case when email is a ->> 'email' then b ->> 'email' else email end,
      has_smartphone = case when has_smartphone is a ->> 'has_smartphone' then b ->> 'has_smartphone' else has_smartphone end,
      can_read = case when can_read is a ->> 'can_read' then b ->> 'can_read' else can_read end,
      external_code = case when external_code is a ->> 'external_code' then b ->> 'external_code' else external_code end
    from (select kept_after as a, kept_before as b from merges where id = new.id) known where people.id = new.kept_id;
  update people set merged_into = null, phone = g ->> 'phone', email = g ->> 'email',
      external_code = g ->> 'external_code', search_text = g ->> 'search_text', sound_key = g ->> 'sound_key',
      guardian_key = g ->> 'guardian_key', version = version + 1
    from (select gone_before as g from merges where id = new.id) known where people.id = new.gone_id;

  update registrations set person_id = new.gone_id
    where id in (select row_id from merge_rows where merge_id = new.id and kind = 'registration');
  update credentials set person_id = new.gone_id, signed_person_id = nullif(signed_person_id, new.gone_id)
    where id in (select row_id from merge_rows where merge_id = new.id and kind = 'credential');
  update nominations set person_id = new.gone_id
    where id in (select row_id from merge_rows where merge_id = new.id and kind = 'nomination');
  update grants set person_id = new.gone_id
    where id in (select row_id from merge_rows where merge_id = new.id and kind = 'grant');
  update cards set person_id = new.gone_id
    where id in (select row_id from merge_rows where merge_id = new.id and kind = 'card');
  update offices set person_id = new.gone_id
    where id in (select row_id from merge_rows where merge_id = new.id and kind = 'office');
  update consents set person_id = new.gone_id
    where id in (select row_id from merge_rows where merge_id = new.id and kind = 'consent');
  update privacy_requests set person_id = new.gone_id
    where id in (select row_id from merge_rows where merge_id = new.id and kind = 'request');
  update people_lists set owner_id = new.gone_id
    where id in (select row_id from merge_rows where merge_id = new.id and kind = 'list');
  update outbox set person_id = new.gone_id
    where id in (select row_id from merge_rows where merge_id = new.id and kind = 'message');
  insert into offices (id, person_id, unit_id, kind_id, from_on, until_on)
    select row_id, new.gone_id, before ->> 0, before ->> 1, before ->> 2, before ->> 3 from merge_rows
    where merge_id = new.id and kind = 'office-dropped';
  delete from wing_members where person_id = new.kept_id and wing_id in (
    select row_id from merge_rows where merge_id = new.id and kind = 'wing');
  insert into wing_members (person_id, wing_id) select new.gone_id, row_id from merge_rows
    where merge_id = new.id and kind in ('wing', 'wing-dropped');
  delete from skills where person_id = new.kept_id and skill in (
    select row_id from merge_rows where merge_id = new.id and kind = 'skill');
  insert into skills (person_id, skill, state, said_by, said_at, evidence)
    select new.kept_id, row_id, before ->> '$.kept[0]', before ->> '$.kept[1]', before ->> '$.kept[2]', before ->> '$.kept[3]'
      from merge_rows where merge_id = new.id and kind = 'skill' and before ->> '$.kept' is not null
    union all
    select new.gone_id, row_id, before ->> '$.gone[0]', before ->> '$.gone[1]', before ->> '$.gone[2]', before ->> '$.gone[3]'
      from merge_rows where merge_id = new.id and kind = 'skill';
  update faculty set person_id = new.gone_id where person_id = new.kept_id and workshop_id in (
    select row_id from merge_rows where merge_id = new.id and kind = 'faculty');
  insert into faculty (workshop_id, person_id, leads) select row_id, new.gone_id, before ->> 0 from merge_rows
    where merge_id = new.id and kind = 'faculty-dropped';
  update lineage set trainer_id = new.gone_id where trainer_id = new.kept_id and credential_id in (
    select row_id from merge_rows where merge_id = new.id and kind = 'lineage');
  insert into lineage (credential_id, trainer_id, trainer_credential_id)
    select row_id, new.gone_id, before ->> 0 from merge_rows where merge_id = new.id and kind = 'lineage-dropped';
  update entries set person_id = new.gone_id where person_id = new.kept_id and session_id in (
    select row_id from merge_rows where merge_id = new.id and kind = 'entry');
  update entries set ended_at = (select before ->> 0 from merge_rows
      where merge_id = new.id and kind = 'entry-ended' and row_id = entries.session_id)
    where person_id = new.gone_id and session_id in (
      select row_id from merge_rows where merge_id = new.id and kind = 'entry-ended');

  update registrations set cancelled_at = null, cancelled_by = null
    where id in (select row_id from merge_rows where merge_id = new.id and kind = 'cancelled');
  update credentials set revoked_at = null, revoked_by = null, revoked_reason = null
    where id in (select row_id from merge_rows where merge_id = new.id and kind = 'revoked');
  update nominations set withdrawn_at = null
    where id in (select row_id from merge_rows where merge_id = new.id and kind = 'withdrawn');
  delete from merge_standing where merge_id = new.id;
end;

-- A merge that is undone brings back what it ended: the books follow, as counts do (0030).
create trigger registrations_renewed after update of cancelled_at on registrations
  when old.cancelled_at is not null and new.cancelled_at is null begin
  insert into ledger_entries (posting_key, line, account, amount_minor, currency, at)
    select 'restore:' || new.id || ':' || r.n, side.line, side.account, side.sign * r.rest, r.currency, unixepoch()
    from (select max(currency) as currency, sum(amount_minor) as rest, count(*) as n from ledger_entries
        where account = 'receivable:' || new.id and (posting_key like 'release:%' or posting_key like 'restore:%')) r,
      (select 1 as line, 'receivable:' || new.id as account, -1 as sign
        union all select 2, 'income:' || new.workshop_id, 1) side
    where r.rest <> 0;
end;
-- A registration can be cancelled, brought back and cancelled again: each time is a posting of its own.
drop trigger registrations_released;
create trigger registrations_released after update of cancelled_at on registrations
  when old.cancelled_at is null and new.cancelled_at is not null begin
  insert into ledger_entries (posting_key, line, account, amount_minor, currency, at)
    select 'release:' || new.id || owed.again, side.line, side.account, side.sign * owed.rest, owed.currency, new.cancelled_at
    from (select d.currency, d.amount_minor
        - coalesce((select sum(amount_minor) from waivers where registration_id = new.id), 0)
        - coalesce((select sum(amount_minor) from payments where registration_id = new.id), 0) as rest,
        coalesce((select ':' || nullif(count(*), 0) from ledger_entries
          where account = 'receivable:' || new.id and posting_key like 'release:%'), '') as again
      from dues d where d.registration_id = new.id) owed,
      (select 1 as line, 'income:' || new.workshop_id as account, 1 as sign
        union all select 2, 'receivable:' || new.id, -1) side
    where owed.rest > 0;
end;

-- Consents follow the person they were said by.
drop trigger consents_stay;
create trigger consents_stay before update on consents
  when new.seq is not old.seq or new.id is not old.id
    or new.notice_id is not old.notice_id or new.given is not old.given or new.language is not old.language
    or new.channel is not old.channel or new.recorded_by is not old.recorded_by
    or new.recorded_at is not old.recorded_at or new.read_out is not old.read_out
    or new.guardian_relation is not old.guardian_relation or new.guardian_verified is not old.guardian_verified
    or (new.person_id is not old.person_id and (new.witness_name is not old.witness_name
      or new.guardian_name is not old.guardian_name or not exists (select 1 from merges m
        where m.kept_id in (old.person_id, new.person_id) and m.gone_id in (old.person_id, new.person_id))))
    or (new.person_id is old.person_id and (coalesce(new.witness_name, '') <> '' or coalesce(new.guardian_name, '') <> ''
      or not exists (select 1 from approvals a
        where a.kind = 'erasure' and a.person_id = old.person_id and a.decision = 'approved'))) begin
  select raise(abort, 'consents are not changed');
end;

-- Nothing new is written about a record that was merged into another.
create trigger registrations_of_one before insert on registrations
  when exists (select 1 from people where id = new.person_id and merged_into is not null) begin
  select raise(abort, 'problem:state-changed');
end;
create trigger nominations_of_one before insert on nominations
  when exists (select 1 from people where id = new.person_id and merged_into is not null) begin
  select raise(abort, 'problem:state-changed');
end;
create trigger grants_of_one before insert on grants
  when exists (select 1 from people where id = new.person_id and merged_into is not null) begin
  select raise(abort, 'problem:state-changed');
end;

-- Whoever is erased leaves no sound of his name, no list under his name and no record of a merge behind.
create trigger erasures_forget_more before insert on erasures begin
  delete from people_lists where owner_id = new.person_id;
  update merges set kept_before = '{}', kept_after = '{}', gone_before = '{}'
    where kept_id = new.person_id or gone_id = new.person_id;
  update merge_rows set before = null where kind = 'skill' and merge_id in (
    select id from merges where kept_id = new.person_id or gone_id = new.person_id);
  update people set name_en = 'Erased person ' || seq, name_hi = 'हटाया गया व्यक्ति ' || seq, search_text = '',
      guardian_name = null, gender = null, born_year = null, has_smartphone = null, can_read = null,
      version = version + 1
    where merged_into = new.person_id;
  update people set sound_key = null, guardian_key = null where id = new.person_id;
end;
