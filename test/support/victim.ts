import type { InValue } from '@libsql/client'
import { v7 } from 'uuid'
import { cascade, FIRST_DAY } from './cascade.ts'
import type { TestOrganisation } from './organisation.ts'

/** What somebody may have kept to be tried out again. */
const keptPlan = (tierId: string) => ({
  ...{ startsOn: FIRST_DAY, daysPerWeek: 6, costs: { traineeDay: 0, trainerDay: 0, hallDay: 0, trip: 0 } },
  hops: [
    {
      ...{ tierId, hostLevelId: 'state', perUnit: 2, batchSize: 40, hallsPerHost: 1, trainersPerBatch: 1 },
      ...{ trainersPerPool: 2, finishBy: null },
    },
  ],
})

/** Fills an organisation with one of everything, below its district D1, and names every id by its path parameter. */
export async function seedVictim(org: TestOrganisation): Promise<Record<string, string>> {
  const owner = await org.person('Owner', { grants: ['owner@ST'] })
  const asha = await org.person('Asha Secret', { unit: 'B1', phone: '+919999900901', grants: ['viewer@D1'] })
  const programme = await cascade(org)
  const at = Math.floor(Date.parse(`${FIRST_DAY}T06:00:00Z`) / 1000)
  const workshopId = await programme.workshop({ tier: 1, unit: 'D1', faculty: [owner.id] })
  const { id: registrationId } = await programme.register(workshopId, asha.id, 'B1')
  await programme.mark(registrationId, 1)
  const put = (sql: string, args: InValue[]) => org.db.execute({ sql, args })
  const [paymentId, credentialId, nominationId, officeId, cardId, wingId] = [
    v7(),
    v7(),
    v7(),
    v7(),
    v7(),
    v7(),
  ]
  const tierId = programme.tierId(1)
  await put(
    "insert into dues (registration_id, amount_minor, currency, raised_at) values (?, 100000, 'INR', ?)",
    [registrationId, at],
  )
  await put(
    `insert into payments (id, registration_id, provider, amount_minor, currency, received_at, payer_name)
      values (?, ?, 'upi', 100000, 'INR', ?, 'Secret payer')`,
    [paymentId, registrationId, at],
  )
  await put("insert into receipts values (?, 'VIC', '26-27', 1, 'VIC/26-27/000001', ?, 1)", [paymentId, at])
  await put(
    `insert into credentials (id, code, registration_id, person_id, tier_id, workshop_id, unit_id, generation, issued_by,
      issued_at, signature) values (?, 'SECRETCODE', ?, ?, ?, ?, ?, 1, ?, ?, 'x')`,
    [credentialId, registrationId, asha.id, tierId, workshopId, org.unitId('B1'), owner.id, at],
  )
  await put(
    'insert into nominations (id, tier_id, person_id, unit_id, nominated_at) values (?, ?, ?, ?, ?)',
    [nominationId, programme.tierId(2), asha.id, org.unitId('B1'), at],
  )
  await put("insert into office_kinds values ('secretary', 'Secretary', 'सचिव')", [])
  await put("insert into offices values (?, ?, ?, 'secretary', '2026-01-01', null)", [
    officeId,
    asha.id,
    org.unitId('B1'),
  ])
  await put("insert into wings values (?, 'Youth', 'युवा')", [wingId])
  await put(
    "insert into cards (id, number, person_id, secret_hash, issued_at) values (?, '1234', ?, 'x', ?)",
    [cardId, asha.id, at],
  )
  const approvalId = v7()
  await put(
    `insert into approvals (id, kind, subject_id, unit_id, person_id, detail, reason, asked_by, asked_account, asked_at)
      values (?, 'erasure', ?, ?, ?, '{}', 'Secret reason', ?, 'account', ?)`,
    [approvalId, asha.id, org.unitId('B1'), asha.id, owner.id, at],
  )
  const comingId = v7()
  await put(
    `insert into coming (id, kind, unit_id, parent_id, on_day, planned_by, planned_at)
      values (?, 'close', ?, ?, '2030-01-01', ?, ?)`,
    [comingId, org.unitId('B1'), org.unitId('D1'), owner.id, at],
  )
  const [sessionId, guestLinkId] = [v7(), v7()]
  await put(
    `insert into sessions (id, workshop_id, day_on, starts_minute, ends_minute, title_en, title_hi)
      values (?, ?, ?, 600, 660, 'Secret session', 'गोपनीय सत्र')`,
    [sessionId, workshopId, FIRST_DAY],
  )
  await put(
    `insert into guest_links (id, session_id, workshop_id, guest_name, secret_hash, from_at, until_at, made_by, made_at)
      values (?, ?, ?, 'Secret guest', 'x', ?, ?, ?, ?)`,
    [guestLinkId, sessionId, workshopId, at, at + 86_400, owner.id, at],
  )
  const [refundId, closingId] = [v7(), v7()]
  const two = async (id: string, kind: string, subject: string, askedBy: string, detail: object) => {
    await put(
      `insert into approvals (id, kind, subject_id, unit_id, person_id, detail, reason, asked_by, asked_account, asked_at)
        values (?, ?, ?, ?, ?, ?, 'Secret reason', ?, 'account-1', ?)`,
      [id, kind, subject, org.unitId('D1'), asha.id, JSON.stringify(detail), askedBy, at],
    )
    await put(
      `update approvals set decision = 'approved', decided_by = ?, decided_account = 'account-2', decided_at = ?
        where id = ?`,
      [v7(), at, id],
    )
  }
  await two(refundId, 'refund', paymentId, owner.id, { amountMinor: 1000, way: 'upi' })
  const cashId = v7()
  await put(
    `insert into payments (id, registration_id, provider, amount_minor, currency, received_at, recorded_by)
      values (?, ?, 'cash', 500, 'INR', ?, ?)`,
    [cashId, registrationId, at, owner.id],
  )
  await put("insert into receipts values (?, 'VIC', '26-27', 2, 'VIC/26-27/000002', ?, 1)", [cashId, at])
  const [payerId, groupPaymentId, shareId] = [v7(), v7(), v7()]
  await put(
    "insert into payers (id, legal_name, recorded_by, recorded_at) values (?, 'Secret committee', ?, ?)",
    [payerId, owner.id, at],
  )
  await put(
    `insert into collections (id, provider, amount_minor, lines, currency, payer_id, received_at, recorded_by)
      values (?, 'cash', 700, 1, 'INR', ?, ?, ?)`,
    [groupPaymentId, payerId, at, owner.id],
  )
  await put(
    `insert into payments (id, registration_id, collection_id, payer_id, provider, amount_minor, currency, received_at,
      recorded_by) values (?, ?, ?, ?, 'cash', 700, 'INR', ?, ?)`,
    [shareId, registrationId, groupPaymentId, payerId, at, owner.id],
  )
  await put("insert into receipts values (?, 'VIC', '26-27', 3, 'VIC/26-27/000003', ?, 1)", [shareId, at])
  const day = {
    day: FIRST_DAY,
    collectorId: owner.id,
    currency: 'INR',
    expectedMinor: 1200,
    countedMinor: 1200,
  }
  await two(closingId, 'cash-close', `${owner.id}:${FIRST_DAY}`, owner.id, day)
  const exceptionId = v7()
  await put(
    "insert into exceptions (id, kind, subject, detail, raised_at) values (?, 'event-parked', 'evt_secret', '{}', ?)",
    [exceptionId, at],
  )
  const attemptId = v7()
  await put(
    `insert into attempts (id, registration_id, amount_minor, currency, stripe_account_id, title, created_at, expires_at)
      values (?, ?, 900, 'INR', 'acct_secret', 'Secret title', ?, ?)`,
    [attemptId, registrationId, at, at + 3600],
  )
  await put(
    `update attempts set decision = 'mismatch', decided_at = ?, intent_id = 'pi_secret', paid_minor = 900,
      paid_currency = 'INR' where id = ?`,
    [at, attemptId],
  )
  const waitId = v7()
  await put('insert into waits (id, workshop_id, asked_by, place, asked_at) values (?, ?, ?, 1, ?)', [
    waitId,
    workshopId,
    asha.id,
    at,
  ])
  await put('insert into wait_people (wait_id, person_id, unit_id) values (?, ?, ?)', [
    waitId,
    asha.id,
    org.unitId('B1'),
  ])
  const [requestId, breachId] = [v7(), v7()]
  await put(
    `insert into privacy_requests (id, person_id, kind, words, asked_by, asked_at, due_at)
      values (?, ?, 'grievance', '{"text":"Secret complaint"}', ?, ?, ?)`,
    [requestId, asha.id, asha.id, at, at + 86_400],
  )
  await put("insert into breaches values (?, ?, 'Secret leak', 'phones', 3, ?, ?)", [
    breachId,
    at,
    owner.id,
    at,
  ])
  const changeId = v7()
  await put(
    "insert into tree_changes (id, kind, unit_id, at, on_day, request_id) values (?, 'move', ?, ?, '2026-01-01', 'x')",
    [changeId, org.unitId('B1'), at],
  )
  const importId = v7()
  await put(
    `insert into imports (id, kind, unit_id, file_name, bytes, rows, columns, mapping, made_by, made_at)
      values (?, 'units', ?, 'Secret table.csv', 10, 2, '["code","parent_code","level","name_en"]', '{}', ?, ?)`,
    [importId, org.unitId('D1'), owner.id, at],
  )
  const stampingId = v7()
  await put(
    `insert into stampings (id, programme_id, asked, told, drafts, made_by, made_at)
      values (?, ?, ?, '[]', 1, ?, ?)`,
    [
      stampingId,
      programme.programmeId,
      JSON.stringify({ by: { kind: 'template', tierId, hostLevelId: 'state' } }),
      owner.id,
      at,
    ],
  )
  await put(
    `insert into stamp_drafts (stamping_id, at, workshop_id, tier_id, unit_id, part, parts, first, units, of_units,
      starts_on, ends_on, capacity, people, awaited, lacking)
      values (?, 0, ?, ?, ?, 0, 1, 0, 1, 1, ?, ?, 40, ?, 0, 0)`,
    [stampingId, v7(), tierId, org.unitId('D1'), FIRST_DAY, FIRST_DAY, JSON.stringify([asha.id])],
  )
  const recountId = v7()
  await put(
    `insert into recounts (id, tier_id, mending, of_people, of_units, started_by, started_at) values (?, ?, 0, 9, 9, ?, ?)`,
    [recountId, tierId, owner.id, at],
  )
  const [accountId, claimId, lineId, receiptLinkId] = [v7(), v7(), v7(), v7()]
  await put(
    `insert into bank_accounts (id, name, holder, vpa, set_by, set_at)
      values (?, 'Secret account', 'Secret holder', 'secret@bank', ?, ?)`,
    [accountId, owner.id, at],
  )
  await put(
    `insert into claims (id, registration_id, provider, amount_minor, currency, reference, payer_name, claimed_by,
      claimed_account, claimed_at) values (?, ?, 'upi', 100, 'INR', '499999999999', 'Secret payer', ?, 'account', ?)`,
    [claimId, registrationId, asha.id, at],
  )
  await put(
    `insert into bank_lines (id, account_id, day_on, amount_minor, narration, reference, nth, tokens, loaded_by,
      loaded_at, load) values (?, ?, ?, 100, 'Secret narration', '', 0, '[]', ?, ?, 'x')`,
    [lineId, accountId, FIRST_DAY, owner.id, at],
  )
  await put(
    `insert into receipt_links (id, payment_id, secret_hash, made_by, made_at, until_at) values (?, ?, 'x', ?, ?, ?)`,
    [receiptLinkId, paymentId, owner.id, at, at + 86_400],
  )
  const assignmentId = v7()
  await put(
    `insert into grants (id, person_id, role, unit_id, tier_id, from_at, given_at) values (?, ?, 'trainer', ?, ?, ?, ?)`,
    [assignmentId, owner.id, org.unitId('D1'), programme.tierId(2), at, at],
  )
  await put('insert into assignments (grant_id, credential_id) values (?, ?)', [assignmentId, credentialId])
  const [probeId, samplingId] = [v7(), v7()]
  const question = { textEn: 'Secret question', textHi: 'गुप्त प्रश्न', answer: 0 }
  const options = ['1', '2', '3'].map((sign) => ({ sign, nameEn: sign, nameHi: sign }))
  await put('insert into probes (id, programme_id, questions, made_by, made_at) values (?, ?, ?, ?, ?)', [
    probeId,
    programme.programmeId,
    JSON.stringify([1, 2, 3, 4, 5].map(() => ({ ...question, options }))),
    owner.id,
    at,
  ])
  await put(
    `insert into samplings (id, probe_id, tier_id, unit_id, seed, drawn_by, drawn_at) values (?, ?, ?, ?, 7, ?, ?)`,
    [samplingId, probeId, tierId, org.unitId('D1'), owner.id, at],
  )
  await put(
    `insert into sampled (sampling_id, credential_id, probe_id, tier_id, trainer_id, generation, place)
      values (?, ?, ?, ?, ?, 1, 1)`,
    [samplingId, credentialId, probeId, tierId, asha.id],
  )
  const planId = v7()
  await put(
    `insert into kept_plans (id, programme_id, name_en, name_hi, asked, kept_by, kept_at)
      values (?, ?, 'Secret plan', 'गोपनीय योजना', ?, ?, ?)`,
    [planId, programme.programmeId, JSON.stringify(keptPlan(tierId)), owner.id, at],
  )
  const [refresherId, refreshingId] = [v7(), await programme.workshop({ unit: 'D1' })]
  await put(
    `insert into refreshers (id, sampling_id, tier_id, unit_id, trainer_id, asked, known, called_by, called_at)
      values (?, ?, ?, ?, ?, 4, 0, ?, ?)`,
    [refresherId, samplingId, tierId, org.unitId('D1'), asha.id, owner.id, at],
  )
  await put('update workshops set published_at = null where id = ?', [refreshingId])
  await put('insert into refresher_workshops values (?, ?)', [refreshingId, refresherId])
  await put('insert into refresher_people values (?, ?)', [refreshingId, credentialId])
  const other = await org.person('Asha Secret', { unit: 'B1' })
  const gone = await org.person('Secret Namesake', { unit: 'B1' })
  const [mergeId, listId] = [v7(), v7()]
  await put('insert into merges (id, kept_id, gone_id, merged_by, merged_at) values (?, ?, ?, ?, ?)', [
    mergeId,
    asha.id,
    gone.id,
    owner.id,
    at,
  ])
  await put(
    `insert into people_lists (id, owner_id, name, filters, unit_id, shared, saved_at)
      values (?, ?, 'Secret list', '{}', ?, 1, ?)`,
    [listId, owner.id, org.unitId('D1'), at],
  )
  const obligationId = v7()
  await put(
    "insert into obligations (id, workshop_id, kind_id, unit_id, days, set_by, set_at) values (?, ?, 'secretary', ?, 1, ?, ?)",
    [obligationId, workshopId, org.unitId('D1'), owner.id, at],
  )
  const [subjectId, paperId] = [v7(), v7()]
  await put(
    "insert into subjects (id, programme_id, position, name_en, name_hi) values (?, ?, 9, 'Subject', 'विषय')",
    [subjectId, programme.programmeId],
  )
  await put(
    `insert into papers (id, subject_id, syllabus_version, kind, name_en, name_hi, pass_percent, made_by, made_at,
      published_at) values (?, ?, 1, 'quiz', 'Secret paper', 'गोपनीय', 60, ?, ?, null)`,
    [paperId, subjectId, owner.id, at],
  )
  await put(
    `insert into paper_questions (id, paper_id, position, text_en, text_hi, options, answer)
      values (?, ?, 0, 'Secret question', 'गोपनीय', '[]', 1)`,
    [v7(), paperId],
  )
  await put('update papers set published_at = ? where id = ?', [at, paperId])
  const stayId = v7()
  await put(
    `insert into stays (id, registration_id, unit_id, from_on, until_on, done, logged_by, logged_at)
      values (?, ?, ?, '2026-11-20', '2026-11-21', 'Secret stay', ?, ?)`,
    [stayId, registrationId, org.unitId('B1'), asha.id, at],
  )
  const dutyId = v7()
  await put(
    `insert into duties (id, workshop_id, session_id, person_id, assigned_by, assigned_at) values (?, ?, ?, ?, ?, ?)`,
    [dutyId, workshopId, sessionId, asha.id, owner.id, at],
  )
  const [mark] = await org.rows('select id from marks')
  const [grant] = await org.rows('select id from grants where person_id = ?', [asha.id])
  return {
    ownerId: owner.id,
    unitId: org.unitId('B1'),
    personId: asha.id,
    programmeId: programme.programmeId,
    tierId,
    workshopId,
    registrationId,
    markId: String(mark?.id),
    paymentId,
    groupPaymentId,
    payerKey: payerId,
    credentialId,
    nominationId,
    officeId,
    cardId,
    refundId,
    closingId,
    exceptionId,
    waitId,
    attemptId,
    wingId,
    approvalId,
    sessionId,
    guestLinkId,
    requestId,
    breachId,
    importId,
    stampingId,
    planId,
    refresherId,
    refreshingId,
    recountId,
    chunk: '0',
    rule: 'phones',
    grantId: String(grant?.id),
    changeId,
    levelId: 'booth',
    skill: 'it',
    otherId: other.id,
    keptId: asha.id,
    goneId: other.id,
    mergeId,
    listId,
    accountId,
    claimId,
    lineId,
    receiptLinkId,
    subjectId,
    paperId,
    stayId,
    dutyId,
    comingId,
    obligationId,
    nextTierId: programme.tierId(2),
    districtId: org.unitId('D1'),
    assignmentId,
    samplingId,
    sampledId: credentialId,
    trainerId: asha.id,
  }
}
