import { v7 } from 'uuid'
import type { Hints } from './requests.ts'

/** Ids that members may know: of units, wings, what is published, and of the owner, who sees every one of them. */
export const PUBLIC: readonly string[] = [
  'ownerId',
  'unitId',
  'wingId',
  'otherWingId',
  'programmeId',
  'subjectId',
  'tierId',
  'otherTierId',
  'nextTierId',
  'districtId',
  'workshopId',
  'otherWorkshopId',
  'skill',
  'unitCode',
]

const ASKED = {
  textEn: 'Which one?',
  textHi: 'कौन-सा?',
  options: ['1', '2', '3'].map((sign) => ({ sign, nameEn: sign, nameHi: sign })),
}

const PAPER = {
  kind: 'oral',
  nameEn: 'Paper',
  nameHi: 'प्रश्नपत्र',
  passPercent: 50,
  questions: [{ textEn: 'What?', textHi: 'क्या?', options: [], answer: 1 }],
}

/** Bodies that no shape tells. A new route whose body cannot be made from its shape gets a line here. */
export const HINTS: Hints = {
  'POST /imports': ({ unitId }) => ({
    json: {
      id: v7(),
      kind: 'units',
      unitId,
      fileName: 'units.csv',
      bytes: 1,
      rows: 1,
      columns: ['code', 'parent_code', 'level', 'name_en'],
    },
  }),
  'PUT /imports/:importId/chunks/:chunk': ({ unitCode = '' }) => ({
    json: {
      kind: 'units',
      columns: ['code', 'parent_code', 'level', 'name_en'],
      rows: [[2, ['NEW2', unitCode, 'booth', 'New']]],
    },
  }),
  'POST /subjects/:subjectId/papers': () => ({ json: { id: v7(), ...PAPER } }),
  'PUT /papers/:paperId': () => ({ json: { ...PAPER, version: 1 } }),
  'POST /registrations': ({ offer }) => ({ json: { offer } }),
  'POST /registrations/groups': ({ groupOffer }) => ({ json: { offer: groupOffer } }),
  'POST /waiting/:waitId/moves': ({ waitId }) => ({
    json: { id: v7(), before: waitId, reason: 'Kept the hall open' },
  }),
  'POST /workshops/:workshopId/credentials': ({ credentialOffer }) => ({ json: { offer: credentialOffer } }),
  'POST /programmes/:programmeId/probes': () => ({
    json: { id: v7(), questions: [0, 1, 2, 0, 1].map((answer) => ({ ...ASKED, answer })) },
  }),
  'PUT /samplings/:samplingId/answers/:sampledId': () => ({ json: { choices: [0, 1, 2, null, 1] } }),
}

/** What a route says to whoever lacks the power, where it is not 404: it says the same of what is not there. */
export const REFUSED_WITH: Record<string, number> = {
  'POST /people/export': 200,
  'POST /units/export': 200,
  'POST /offices/export': 200,
  'POST /trainings/export': 200,
  'POST /registrations/export': 200,
  'POST /payments/export': 200,
  'POST /books/export': 200,
  'POST /payers/export': 200,
  'POST /registrations/groups': 410,
  'POST /workshops/:workshopId/credentials': 410,
}

/**
 * Routes on which a power counts that is limited to another wing, workshop or tier: its holder reads the units below it,
 * is told that he may not teach another tier there, how his own tier leaks, and who teaches it.
 */
export const EXPLAINED: readonly string[] = [
  'GET /units/:unitId',
  'POST /batches',
  'GET /radar',
  'GET /duty-roster',
]

/** Routes that count what is tried, or put every export on record, and the tables in which they do. */
export const COUNTED: Record<string, readonly string[]> = {
  'POST /card-entry': ['cards'],
  'POST /people/export': ['audit', 'audit_changes'],
  'POST /units/export': ['audit', 'audit_changes'],
  'POST /offices/export': ['audit', 'audit_changes'],
  'POST /trainings/export': ['audit', 'audit_changes'],
  'POST /registrations/export': ['audit', 'audit_changes'],
  'POST /payments/export': ['audit', 'audit_changes'],
  'POST /books/export': ['audit', 'audit_changes'],
  'POST /payers/export': ['audit', 'audit_changes'],
}

/** Ids that a route tells of to whoever sends them: published workshops. */
export const TOLD: Record<string, readonly string[]> = {
  'GET /workshops/:workshopId/offer': ['workshopId'],
  'POST /workshops/:workshopId/group-offer': ['workshopId'],
  'POST /workshops/:workshopId/waiting': ['workshopId'],
}

/** Open routes of things without a unit: whoever may read their like anywhere sees drafts as well. */
export const UNPLACED: readonly string[] = ['GET /programmes', 'GET /programmes/:programmeId']

/** Tables that anybody changes by a route about himself alone. */
export const OWN: Record<string, readonly string[]> = {
  'POST /me/requests': ['audit', 'privacy_requests'],
}
