import { expect, test } from 'vitest'
import {
  type Facts,
  groupRefusals,
  type Outcome,
  refusal,
  refusalOf,
} from '../../worker/registrations/rules.ts'

const open: Facts = {
  opensAt: 100,
  closesAt: 200,
  workshopCancelledAt: null,
  capacity: 10,
  taken: 0,
  maximum: 2,
  filled: 0,
  unitId: 'd1',
  served: true,
  registered: false,
  room: null,
}
const outside = { cellId: null, offered: false }

test.each<[string, Partial<Facts>, number, string | undefined]>([
  ['a second before opening', {}, 99, 'registration-closed'],
  ['at opening', {}, 100, undefined],
  ['a second before closing', {}, 199, undefined],
  ['at closing', {}, 200, 'registration-closed'],
  ['when the workshop is cancelled', { workshopCancelledAt: 50 }, 150, 'registration-closed'],
  ['above the trainee level', { unitId: null }, 150, 'outside-catchment'],
  ['in a unit that is not served', { served: false }, 150, 'outside-catchment'],
  ['with the last place of the unit', { filled: 1 }, 150, undefined],
  ['with no place of the unit left', { filled: 2 }, 150, 'quota-full'],
  ['with the last seat', { taken: 9 }, 150, undefined],
  ['with no seat left', { taken: 10 }, 150, 'workshop-full'],
  ['with a seat in his cell, however full the hall is', { taken: 10, room: 1 }, 150, undefined],
  ['with no seat in his cell', { room: 0 }, 150, 'cell-full'],
  ['when registered before, closed or not', { registered: true }, 500, 'already-registered'],
])('%s', (_when, change, now, reason) => expect(refusal({ ...open, ...change }, now)).toBe(reason))

test('of three from a unit with two places the third is refused, and a neighbour is not', () => {
  const people = ['d1', 'd1', 'd1', 'd2'].map((unitId, i) => ({
    ...open,
    ...outside,
    unitId,
    personId: `p${i}`,
  }))
  expect(groupRefusals(people, [], 150)).toEqual([{ personId: 'p2', reason: 'quota-full' }])
})

test('a group that needs one seat more than there is has its last person refused', () => {
  const people = ['d1', 'd2', 'd3'].map((unitId, i) => ({
    ...open,
    ...outside,
    unitId,
    taken: 8,
    personId: `p${i}`,
  }))
  expect(groupRefusals(people, [], 150)).toEqual([{ personId: 'p2', reason: 'workshop-full' }])
})

test('of a group the cell’s own seats are taken first, then those of the hall; whoever was offered one has it', () => {
  const cells = [
    { id: 'hall', parentId: null, free: 1, awaited: false },
    { id: 'guna', parentId: 'hall', free: 1, awaited: false },
    { id: 'sagar', parentId: 'hall', free: 5, awaited: true },
  ]
  const people = ['guna', 'guna', 'guna', 'sagar', 'sagar'].map((cellId, i) => ({
    ...open,
    maximum: 9,
    personId: `p${i}`,
    cellId,
    offered: i === 4,
  }))
  expect(groupRefusals(people, cells, 150).map(({ personId }) => personId)).toEqual(['p2', 'p3'])
})

const none: Outcome = {
  registeredAt: null,
  allowed: true,
  otherwiseRegistered: false,
  workshopCancelled: false,
  taken: 0,
  capacity: 10,
  filled: 0,
  maximum: 2,
  asked: 1,
}

test.each<[string, Partial<Outcome>, string | undefined]>([
  ['a seat that was taken stays taken, however full it is now', { registeredAt: 1, taken: 10 }, undefined],
  ['whoever may not register learns nothing else', { allowed: false, taken: 10 }, 'not-found'],
  ['another live registration', { otherwiseRegistered: true, taken: 10 }, 'already-registered'],
  ['a cancelled workshop', { workshopCancelled: true }, 'registration-closed'],
  ['the last seat went', { taken: 10 }, 'workshop-full'],
  ['one seat too few for a group', { taken: 8, asked: 3 }, 'workshop-full'],
  ['the last place of the unit went', { filled: 2 }, 'quota-full'],
  ['nothing explains it', {}, 'state-changed'],
])('%s', (_what, change, reason) => expect(refusalOf({ ...none, ...change })).toBe(reason))
