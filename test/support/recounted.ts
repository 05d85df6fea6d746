/**
 * Coverage of a tier (?1) held against a recount from its certificates, level by level: how many units stand in the ledger
 * other than counted (`wrong`), and the recounted people and units of the trainee level at 0, 1, and 2 or more below the root.
 */
export const RECOUNT = `with
  own (unit_id, n) as materialized (select unit_id, count(distinct person_id) from credentials
    where tier_id = ?1 and revoked_at is null group by unit_id),
  told (unit_id, trained, one, more) as materialized (
    select a.value, sum(o.n), sum(o.n = 1), sum(o.n >= 2)
    from own o join units u on u.id = o.unit_id, json_each('["' || replace(trim(u.path, '/'), '/', '","') || '"]') a
    group by a.value)
  select l.id as level, count(*) as units, sum(
      coalesce(c.trained, 0) <> coalesce(t.trained, 0) or coalesce(c.units_one, 0) <> coalesce(t.one, 0)
      or coalesce(c.units_more, 0) <> coalesce(t.more, 0)) as wrong,
    sum(coalesce(t.trained, 0)) as trained, sum(coalesce(k.units, 0) - coalesce(t.one, 0) - coalesce(t.more, 0)) as none,
    sum(coalesce(t.one, 0)) as one, sum(coalesce(t.more, 0)) as more
  from units u join levels l on l.id = u.level_id join tiers i on i.id = ?1
    left join told t on t.unit_id = u.id left join coverage c on c.tier_id = i.id and c.unit_id = u.id
    left join unit_counts k on k.unit_id = u.id and k.level_id = i.trainee_level_id
  where u.closed_on is null group by l.id order by l.depth`
