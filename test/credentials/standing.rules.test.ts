import { expect, test } from 'vitest'
import {
  agrees,
  claimsOf,
  generationAfter,
  sessionsNeeded,
  standingOf,
} from '../../worker/credentials/rules.ts'
import { stateOf } from '../../worker/credentials/verification/rules.ts'

const rule = { passDays: 5, passSessions: 50, ofSessions: 4, passSubjects: 1 }
const trainee = {
  days: 5,
  sessions: 2,
  subjects: 1,
  registrationId: 'r1',
  credentialId: null,
  credentialCode: null,
  creditedRegistrationId: null,
  older: null,
  renewed: 0,
  revoked: 0,
}

test.each([
  ['five of five days', {}, 'passed'],
  ['four of five days', { days: 4 }, 'not-yet'],
  ['no subject passed where one is asked for', { subjects: 0 }, 'not-yet'],
  ['one session where two are asked for', { sessions: 1 }, 'not-yet'],
  ['a credential for this registration', { creditedRegistrationId: 'r1' }, 'issued'],
  [
    'a credential for this registration after days were taken back',
    { days: 0, creditedRegistrationId: 'r1' },
    'issued',
  ],
  ['a credential of the tier from elsewhere', { creditedRegistrationId: 'r9' }, 'held'],
  ['an older one, and passed again', { creditedRegistrationId: 'r9', older: 1 }, 'renewable'],
  ['an older one, and not passed again', { creditedRegistrationId: 'r9', older: 1, days: 1 }, 'held'],
  [
    'an older one that this registration renewed',
    { creditedRegistrationId: 'r9', older: 1, renewed: 1 },
    'renewed',
  ],
  ['a revoked credential for this registration', { revoked: 1 }, 'revoked'],
  ['a revoked one here, a live one from elsewhere', { revoked: 1, creditedRegistrationId: 'r9' }, 'held'],
])('%s', (_fact, change, standing) => expect(standingOf({ ...trainee, ...change }, rule)).toBe(standing))

test.each([
  [0, 10, 0],
  [80, 14, 12],
  [100, 3, 3],
  [1, 100, 1],
  [80, 0, 1],
])('%i %% of %i sessions are %i', (passSessions, ofSessions, needed) =>
  expect(sessionsNeeded({ passSessions, ofSessions })).toBe(needed),
)

test.each([
  ['nobody teaches', [], 1],
  ['a guest teaches', [{ generation: null }], 1],
  ['a trainer of the first generation teaches', [{ generation: 1 }], 2],
  [
    'a guest and trainers of generations 1 and 2 teach',
    [{ generation: null }, { generation: 1 }, { generation: 2 }],
    3,
  ],
])('%s: generation', (_fact, trainers, generation) => expect(generationAfter(trainers)).toBe(generation))

const claims = claimsOf({
  id: 'c',
  personId: 'p',
  code: 'CODE',
  tierId: 't',
  workshopId: 'w',
  unitId: 'u',
  generation: 2,
})

test('a signature agrees only when it says everything that is claimed', () => {
  expect(agrees({ ...claims, iat: 1, iss: 'somebody' }, claims)).toBe(true)
  for (const name of Object.keys(claims)) {
    expect(agrees({ ...claims, [name]: 'other' }, claims)).toBe(false)
    expect(agrees({ ...claims, [name]: undefined }, claims)).toBe(false)
  }
  expect(agrees(undefined, claims)).toBe(false)
})

test('what was altered is called altered even when it was revoked', () => {
  const row = { revokedAt: null, validUntil: null, erased: false, now: 9 }
  expect(stateOf({ ...claims }, claims, row)).toBe('valid')
  expect(stateOf({ ...claims }, claims, { ...row, validUntil: 10 })).toBe('valid')
  expect(stateOf({ ...claims }, claims, { ...row, validUntil: 9 })).toBe('expired')
  expect(stateOf({ ...claims }, claims, { ...row, validUntil: 9, revokedAt: 5 })).toBe('revoked')
  expect(stateOf({ ...claims, generation: 1 }, claims, { ...row, revokedAt: 5 })).toBe('altered')
})
