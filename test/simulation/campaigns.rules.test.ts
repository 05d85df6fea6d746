import { expect, test } from 'vitest'
import { boothWorkers, zonalWorkshops } from '../../db/seed/tables/campaigns.ts'
import { simulate } from '../../worker/simulation/rules.ts'
import { cutPlan } from '../../worker/simulation/stampings/cutting/rules.ts'
import { staffAll } from '../../worker/simulation/stampings/rules.ts'
import { speakersPlan, stateTree, workersPlan } from '../support/planned.ts'

const tree = stateTree()
const caps = { inAll: 60, daysPerWeek: 6, farthest: 6 }

test('subject speakers: 124 trainers, 1,070 mandals, 65,400 booths, and how many batches each hop is', () => {
  expect(zonalWorkshops.reduce((sum, { districts }) => sum + districts, 0)).toBe(62)
  const { tiers, sessions, finishesOn } = simulate(speakersPlan(tree))
  expect(tiers.map(({ units, trainees, batches }) => ({ units, trainees, batches }))).toEqual([
    { units: 62, trainees: 124, batches: 3 },
    { units: 1_070, trainees: 2_140, batches: 81 },
    { units: 65_400, trainees: 130_800, batches: 3_799 },
  ])
  expect({ sessions, finishesOn }).toEqual({ sessions: 3_883, finishesOn: '2026-03-13' })
})

test('booth workers at division or at state headquarters: sessions, person-days and the earliest end, from 15 November', () => {
  const plans = boothWorkers.plans.map(({ taughtAt, places }) => {
    const plan = workersPlan(tree, taughtAt as 'division' | 'state')
    const { sessions, personDays, finishesOn, teachingDays, lowerBoundDays, tiers } = simulate(plan)
    expect(tiers[0]).toMatchObject({ hosts: places, units: 65_400, trainees: boothWorkers.minWorkers })
    expect(plan.startsOn).toBe(boothWorkers.startBy)
    return { sessions, personDays, finishesOn, teachingDays, lowerBoundDays, late: tiers[0]?.late }
  })
  // 268 batches in 13 places with two halls each: 15 days. One place with four halls: 262 batches, 66 days.
  expect(plans).toEqual([
    {
      sessions: 268,
      personDays: 133_480,
      finishesOn: '2022-12-01',
      teachingDays: 15,
      lowerBoundDays: 11,
      late: false,
    },
    {
      sessions: 262,
      personDays: 133_420,
      finishesOn: '2023-01-29',
      teachingDays: 66,
      lowerBoundDays: 66,
      late: false,
    },
  ])
})

test('stamped, every one of 65,400 booths is in one draft of its tier, by the two trainers of each mandal, and what a lower cap leaves unserved', () => {
  const plan = speakersPlan(tree)
  const cuts = cutPlan(plan)
  const booths = cuts[2]?.reduce((sum, { units }) => sum + units, 0)
  expect([cuts.map(({ length }) => length), booths]).toEqual([[3, 81, 3_799], 65_400])
  const hops = plan.hops.map(({ hop, hosts }, at) => ({
    ...{ tierId: hop.tierId, each: hop.trainersPerBatch, cuts: cuts[at] ?? [], candidates: [] },
    expected: hosts.map(({ id, path, poolTrainers }) => ({
      ...{ poolId: id, path },
      trainers: hop.trainersPerPool ?? poolTrainers,
    })),
    ...{ startBy: null, finishBy: null },
  }))
  const told = (perWeek: number) =>
    staffAll(hops, { ...caps, perWeek }, new Map()).map(({ told: one }) => [
      [one.drafts, one.unserved],
      [one.trainers, one.trainersBound],
      [one.travel, one.travelBound],
    ])
  const [zone, mandal] = [
    [
      [3, 0],
      [42, 42],
      [0, 0],
    ],
    [
      [81, 0],
      [124, 124],
      [0, 0],
    ],
  ]
  expect(told(6)).toEqual([
    zone,
    mandal,
    [
      [3_799, 0],
      [2_140, 2_140],
      [0, 0],
    ],
  ])
  // Mandals with four batches teach on four days running: who may be asked for three a week leaves the fourth unserved.
  expect(told(3)).toEqual([
    zone,
    mandal,
    [
      [3_799, 327],
      [2_140, 2_140],
      [0, 0],
    ],
  ])
})
