-- The Worker signs every row (`mac`); a job links the rows into a chain. Rows from before have no `mac`.
-- `evidence`: what the database itself read in the same transaction (values before and after, counts), as JSON; it is
-- unknown to the Worker when it signs, so that only the chain covers it.
alter table audit add column id text;
alter table audit add column session_id text;
alter table audit add column on_behalf_of text;
alter table audit add column evidence text;
alter table audit add column source text;
alter table audit add column device text;
alter table audit add column mac text;
create unique index audit_by_mac on audit (mac) where mac is not null;
create index audit_by_actor on audit (actor_id, seq);
create index audit_by_action on audit (action, seq);
create index audit_by_time on audit (at);

-- hash = HMAC(hash of the row before, seq, the row). Rows are linked in order, none left out.
create table audit_chain (
  seq integer primary key,
  hash text not null
) strict;
create trigger audit_chain_follows before insert on audit_chain
  when new.seq <> (select coalesce(max(seq), 0) from audit_chain) + 1 begin
  select raise(abort, 'the chain of the audit has no gaps');
end;
create trigger audit_chain_stays before update on audit_chain begin
  select raise(abort, 'links of the audit are not changed');
end;
create trigger audit_chain_keeps before delete on audit_chain begin
  select raise(abort, 'links of the audit are not deleted');
end;

-- What the newest UPDATE of a row changed, {column: [before, after]}, for the audit row that follows it at once.
create table audit_changes (changes text) strict;
create trigger organisation_remembered after update on organisation begin
  delete from audit_changes;
  insert into audit_changes select nullif(json_group_object(o.key, json_array(o.value, n.value)), '{}')
    from json_each(json_object(
      'name_en', old.name_en, 'name_hi', old.name_hi, 'about_en', old.about_en,
      'about_hi', old.about_hi, 'kind', old.kind, 'language', old.language, 'time_zone', old.time_zone,
      'currency', old.currency, 'stripe_account_id', old.stripe_account_id)) o
    join json_each(json_object(
      'name_en', new.name_en, 'name_hi', new.name_hi, 'about_en', new.about_en,
      'about_hi', new.about_hi, 'kind', new.kind, 'language', new.language, 'time_zone', new.time_zone,
      'currency', new.currency, 'stripe_account_id', new.stripe_account_id)) n on n.key = o.key
    where o.value is not n.value;
end;
create trigger wings_remembered after update on wings begin
  delete from audit_changes;
  insert into audit_changes select nullif(json_group_object(o.key, json_array(o.value, n.value)), '{}')
    from json_each(json_object(
      'name_en', old.name_en, 'name_hi', old.name_hi)) o
    join json_each(json_object(
      'name_en', new.name_en, 'name_hi', new.name_hi)) n on n.key = o.key
    where o.value is not n.value;
end;
-- Whoever moves a unit says so by steps, which know both parents; remembering it again would be a fifth of a new level's time.
create trigger units_remembered after update of code, parent_id, level_id, name_en, name_hi, opened_on, closed_on on units
  when new.parent_id is old.parent_id begin
  delete from audit_changes;
  insert into audit_changes select nullif(json_group_object(o.key, json_array(o.value, n.value)), '{}')
    from json_each(json_object(
      'code', old.code, 'parent_id', old.parent_id, 'level_id', old.level_id,
      'name_en', old.name_en, 'name_hi', old.name_hi, 'opened_on', old.opened_on,
      'closed_on', old.closed_on)) o
    join json_each(json_object(
      'code', new.code, 'parent_id', new.parent_id, 'level_id', new.level_id,
      'name_en', new.name_en, 'name_hi', new.name_hi, 'opened_on', new.opened_on,
      'closed_on', new.closed_on)) n on n.key = o.key
    where o.value is not n.value;
end;
create trigger people_remembered after update on people begin
  delete from audit_changes;
  insert into audit_changes select nullif(json_group_object(o.key, json_array(o.value, n.value)), '{}')
    from json_each(json_object(
      'unit_id', old.unit_id)) o
    join json_each(json_object(
      'unit_id', new.unit_id)) n on n.key = o.key
    where o.value is not n.value;
end;
create trigger offices_remembered after update on offices begin
  delete from audit_changes;
  insert into audit_changes select nullif(json_group_object(o.key, json_array(o.value, n.value)), '{}')
    from json_each(json_object(
      'until_on', old.until_on)) o
    join json_each(json_object(
      'until_on', new.until_on)) n on n.key = o.key
    where o.value is not n.value;
end;
create trigger grants_remembered after update on grants begin
  delete from audit_changes;
  insert into audit_changes select nullif(json_group_object(o.key, json_array(o.value, n.value)), '{}')
    from json_each(json_object(
      'role', old.role, 'unit_id', old.unit_id, 'wing_id', old.wing_id, 'workshop_id', old.workshop_id,
      'tier_id', old.tier_id, 'from_at', old.from_at, 'until_at', old.until_at)) o
    join json_each(json_object(
      'role', new.role, 'unit_id', new.unit_id, 'wing_id', new.wing_id, 'workshop_id', new.workshop_id,
      'tier_id', new.tier_id, 'from_at', new.from_at, 'until_at', new.until_at)) n on n.key = o.key
    where o.value is not n.value;
end;
create trigger programmes_remembered after update on programmes begin
  delete from audit_changes;
  insert into audit_changes select nullif(json_group_object(o.key, json_array(o.value, n.value)), '{}')
    from json_each(json_object(
      'name_en', old.name_en, 'name_hi', old.name_hi, 'about_en', old.about_en,
      'about_hi', old.about_hi, 'starts_on', old.starts_on, 'ends_on', old.ends_on,
      'published_at', old.published_at)) o
    join json_each(json_object(
      'name_en', new.name_en, 'name_hi', new.name_hi, 'about_en', new.about_en,
      'about_hi', new.about_hi, 'starts_on', new.starts_on, 'ends_on', new.ends_on,
      'published_at', new.published_at)) n on n.key = o.key
    where o.value is not n.value;
end;
create trigger subjects_remembered after update on subjects begin
  delete from audit_changes;
  insert into audit_changes select nullif(json_group_object(o.key, json_array(o.value, n.value)), '{}')
    from json_each(json_object(
      'position', old.position, 'name_en', old.name_en, 'name_hi', old.name_hi,
      'syllabus_version', old.syllabus_version)) o
    join json_each(json_object(
      'position', new.position, 'name_en', new.name_en, 'name_hi', new.name_hi,
      'syllabus_version', new.syllabus_version)) n on n.key = o.key
    where o.value is not n.value;
end;
create trigger tiers_remembered after update on tiers begin
  delete from audit_changes;
  insert into audit_changes select nullif(json_group_object(o.key, json_array(o.value, n.value)), '{}')
    from json_each(json_object(
      'position', old.position, 'name_en', old.name_en, 'name_hi', old.name_hi,
      'host_level_id', old.host_level_id, 'trainee_level_id', old.trainee_level_id,
      'taught_by', old.taught_by, 'planned', old.planned, 'minimum', old.minimum, 'target', old.target,
      'maximum', old.maximum, 'batch_size', old.batch_size, 'days', old.days,
      'hours_per_day', old.hours_per_day, 'pass_days', old.pass_days, 'start_by', old.start_by,
      'finish_by', old.finish_by, 'fee_minor', old.fee_minor,
      'plan_published_at', old.plan_published_at)) o
    join json_each(json_object(
      'position', new.position, 'name_en', new.name_en, 'name_hi', new.name_hi,
      'host_level_id', new.host_level_id, 'trainee_level_id', new.trainee_level_id,
      'taught_by', new.taught_by, 'planned', new.planned, 'minimum', new.minimum, 'target', new.target,
      'maximum', new.maximum, 'batch_size', new.batch_size, 'days', new.days,
      'hours_per_day', new.hours_per_day, 'pass_days', new.pass_days, 'start_by', new.start_by,
      'finish_by', new.finish_by, 'fee_minor', new.fee_minor,
      'plan_published_at', new.plan_published_at)) n on n.key = o.key
    where o.value is not n.value;
end;
create trigger workshops_remembered after update on workshops begin
  delete from audit_changes;
  insert into audit_changes select nullif(json_group_object(o.key, json_array(o.value, n.value)), '{}')
    from json_each(json_object(
      'unit_id', old.unit_id, 'name_en', old.name_en, 'name_hi', old.name_hi, 'venue_en', old.venue_en,
      'venue_hi', old.venue_hi, 'starts_on', old.starts_on, 'ends_on', old.ends_on,
      'capacity', old.capacity, 'fee_minor', old.fee_minor, 'opens_at', old.opens_at,
      'closes_at', old.closes_at, 'published_at', old.published_at, 'cancelled_at', old.cancelled_at)) o
    join json_each(json_object(
      'unit_id', new.unit_id, 'name_en', new.name_en, 'name_hi', new.name_hi, 'venue_en', new.venue_en,
      'venue_hi', new.venue_hi, 'starts_on', new.starts_on, 'ends_on', new.ends_on,
      'capacity', new.capacity, 'fee_minor', new.fee_minor, 'opens_at', new.opens_at,
      'closes_at', new.closes_at, 'published_at', new.published_at, 'cancelled_at', new.cancelled_at)) n on n.key = o.key
    where o.value is not n.value;
end;
create trigger credentials_remembered after update on credentials begin
  delete from audit_changes;
  insert into audit_changes select nullif(json_group_object(o.key, json_array(o.value, n.value)), '{}')
    from json_each(json_object(
      'revoked_at', old.revoked_at)) o
    join json_each(json_object(
      'revoked_at', new.revoked_at)) n on n.key = o.key
    where o.value is not n.value;
end;
