import { screen } from './shell/screens.tsx'

/* To add a screen:
 * 1. web/<domain>/<screen>.tsx exports a component of `{ params, query }`; it begins with one <PageHeader>, then
 *    <Panel>s and parts of web/ui (see /gallery of a development build). Children of a screen are spaced by the shell;
 *    class `bleed` reaches the edges; `stack`, `cluster`, `grid`, `columns` and `form` lay out.
 * 2. web/text/<domain>.ts exports `export const hierarchy = texts('hierarchy', { en: {…}, hi: {…} })`: flat keys, dots
 *    allowed, `{{name}}` for values, `_one`/`_other` by count. In the screen: `const say = useText(hierarchy)`, then
 *    `say('title')` or `say('found', { count })`. It is loaded with the screen.
 * 3. In the screen: `const api = client<typeof hierarchy>(`/api/o/${params.organisation}`)` with the domain's routes from
 *    an `import type` of worker/<domain>/index.ts (in a useMemo or a function of the slug in web/<domain>/api.ts). Then
 *    `useQuery(`${slug}/units`, (signal) => json(api.units.$get({ query }, { init: { signal } })))` in <AsyncView>, and
 *    `useAction((input) => json(api.units.$post({ json: input })))` with <ProblemView>, a field's error from
 *    `useFaults(action.problem)('/phone')`; then `reloadQueries(`${slug}/units`)` and `toast(…)`.
 *    `useFrame(params.organisation)` knows the organisation (levels, wings, zone, currency) and what the person holds.
 * 4. One line below. Styles of a domain: import './<domain>.css' in the screen, inside `@layer screens`.
 */

/** Every screen by its address, the more particular before the more general. */
export const routes = [
  screen('/', () => import('./landing/landing.tsx').then((it) => it.Landing)),
  screen('/sign-in', () => import('./accounts/sign-in.tsx').then((it) => it.SignIn)),
  screen('/account', () => import('./accounts/access.tsx').then((it) => it.AccessScreen)),
  screen('/new', () => import('./onboarding/new.tsx').then((it) => it.NewOrganisation)),
  screen('/connected', () => import('./payments/connected.tsx').then((it) => it.Connected)),
  screen('/outbox', () => import('./messages/outbox.tsx').then((it) => it.Outbox)),
  screen('/o/:organisation', () => import('./organisations/public-page.tsx').then((it) => it.PublicPage)),
  screen('/o/:organisation/settings', () => import('./organisations/settings.tsx').then((it) => it.Settings)),
  screen('/o/:organisation/start', () => import('./onboarding/start.tsx').then((it) => it.Start)),
  screen('/o/:organisation/card', () => import('./people/card-entry.tsx').then((it) => it.CardEntry)),
  screen('/o/:organisation/units', () => import('./hierarchy/units.tsx').then((it) => it.Units)),
  screen('/o/:organisation/units/:unit', () => import('./hierarchy/unit.tsx').then((it) => it.UnitScreen)),
  screen('/o/:organisation/people', () => import('./people/people.tsx').then((it) => it.People)),
  screen('/o/:organisation/people/new', () => import('./people/add-person.tsx').then((it) => it.AddPerson)),
  screen('/o/:organisation/people/duplicates', () =>
    import('./people/duplicates.tsx').then((it) => it.Duplicates),
  ),
  screen('/o/:organisation/people/:person', () =>
    import('./people/person.tsx').then((it) => it.PersonScreen),
  ),
  screen('/o/:organisation/import/units', () =>
    import('./imports/import-screen.tsx').then((it) => it.ImportUnits),
  ),
  screen('/o/:organisation/import/offices', () =>
    import('./imports/import-screen.tsx').then((it) => it.ImportOffices),
  ),
  screen('/o/:organisation/import/trainings', () =>
    import('./imports/import-screen.tsx').then((it) => it.ImportTrainings),
  ),
  screen('/o/:organisation/import/people', () =>
    import('./imports/import-screen.tsx').then((it) => it.ImportPeople),
  ),
  screen('/o/:organisation/profile', () => import('./people/profile.tsx').then((it) => it.Profile)),
  screen('/o/:organisation/privacy', () => import('./privacy/privacy.tsx').then((it) => it.Privacy)),
  screen('/o/:organisation/privacy/copy', () => import('./privacy/copy.tsx').then((it) => it.OwnCopy)),
  screen('/o/:organisation/privacy-notice', () =>
    import('./privacy/notice.tsx').then((it) => it.NoticeScreen),
  ),
  screen('/o/:organisation/privacy-desk', () => import('./privacy/desk.tsx').then((it) => it.PrivacyDesk)),
  screen('/o/:organisation/privacy-desk/copy/:person', () =>
    import('./privacy/copy.tsx').then((it) => it.CopyFor),
  ),
  screen('/o/:organisation/programmes', () =>
    import('./programmes/programmes.tsx').then((it) => it.Programmes),
  ),
  screen('/o/:organisation/programmes/new', () =>
    import('./programmes/new-programme.tsx').then((it) => it.NewProgramme),
  ),
  screen('/o/:organisation/programmes/:programme/simulation', () =>
    import('./simulation/simulator.tsx').then((it) => it.Simulator),
  ),
  screen('/o/:organisation/programmes/:programme/drafts', () =>
    import('./simulation/stampings.tsx').then((it) => it.Stampings),
  ),
  screen('/o/:organisation/subjects/:subject', () =>
    import('./programmes/subject.tsx').then((it) => it.SubjectScreen),
  ),
  screen('/o/:organisation/stampings/:stamping', () =>
    import('./simulation/stamping.tsx').then((it) => it.StampingScreen),
  ),
  screen('/o/:organisation/programmes/:programme/papers', () =>
    import('./assessments/papers.tsx').then((it) => it.PapersScreen),
  ),
  screen('/o/:organisation/programmes/:programme/papers/:paper', () =>
    import('./assessments/paper.tsx').then((it) => it.PaperScreen),
  ),
  screen('/o/:organisation/programmes/:programme', () =>
    import('./programmes/programme.tsx').then((it) => it.ProgrammeScreen),
  ),
  screen('/o/:organisation/access', () => import('./people/access.tsx').then((it) => it.Access)),
  screen('/o/:organisation/approvals', () => import('./approvals/approvals.tsx').then((it) => it.Approvals)),
  screen('/o/:organisation/me/watchers', () => import('./people/watchers.tsx').then((it) => it.Watchers)),
  screen('/f/:organisation', () => import('./faculty/link-feedback.tsx').then((it) => it.LinkFeedback)),
  screen('/o/:organisation/duties', () => import('./faculty/roster.tsx').then((it) => it.DutyRoster)),
  screen('/o/:organisation/teach/feedback', () =>
    import('./faculty/my-results.tsx').then((it) => it.MyResults),
  ),
  screen('/o/:organisation/registrations/:registration/feedback', () =>
    import('./faculty/own-feedback.tsx').then((it) => it.OwnFeedbackScreen),
  ),
  screen('/o/:organisation/workshops/:workshop/feedback', () =>
    import('./faculty/workshop-feedback.tsx').then((it) => it.WorkshopFeedback),
  ),
  screen('/o/:organisation/workshops/:workshop/feedback/slips', () =>
    import('./faculty/slips.tsx').then((it) => it.FeedbackSlips),
  ),
  screen('/g/:organisation', () => import('./workshops/guest-page.tsx').then((it) => it.GuestPage)),
  screen('/o/:organisation/waiting/:wait', () =>
    import('./registrations/waiting.tsx').then((it) => it.WaitingScreen),
  ),
  screen('/o/:organisation/workshops/:workshop/waiting', () =>
    import('./workshops/waiting-list.tsx').then((it) => it.WaitingListScreen),
  ),
  screen('/o/:organisation/workshops/:workshop/quotas', () =>
    import('./workshops/quotas.tsx').then((it) => it.QuotasScreen),
  ),
  screen('/o/:organisation/workshops/:workshop/obligations', () =>
    import('./obligations/obligations.tsx').then((it) => it.ObligationsScreen),
  ),
  screen('/o/:organisation/me', () => import('./registrations/me.tsx').then((it) => it.Me)),
  screen('/o/:organisation/registrations/:registration', () =>
    import('./registrations/card.tsx').then((it) => it.RegistrationCard),
  ),
  screen('/o/:organisation/registrations/:registration/stays', () =>
    import('./visits/stays.tsx').then((it) => it.StaysScreen),
  ),
  screen('/o/:organisation/workshops/:workshop/stays', () =>
    import('./visits/workshop-stays.tsx').then((it) => it.WorkshopStays),
  ),
  screen('/o/:organisation/registrations/:registration/papers', () =>
    import('./assessments/own.tsx').then((it) => it.OwnPapersScreen),
  ),
  screen('/o/:organisation/registrations/:registration/pay', () =>
    import('./payments/pay.tsx').then((it) => it.Pay),
  ),
  screen('/o/:organisation/w/:workshop/register', () =>
    import('./registrations/register.tsx').then((it) => it.Register),
  ),
  screen('/o/:organisation/tiers/:tier/nominations', () =>
    import('./teaching/choosing.tsx').then((it) => it.ChoosingScreen),
  ),
  screen('/o/:organisation/tiers/:tier/renewals', () =>
    import('./credentials/refreshers.tsx').then((it) => it.Refreshers),
  ),
  screen('/o/:organisation/tiers/:tier/plan', () => import('./plans/plan.tsx').then((it) => it.PlanScreen)),
  screen('/o/:organisation/workshops/:workshop/catchment', () =>
    import('./plans/catchment.tsx').then((it) => it.CatchmentScreen),
  ),
  screen('/o/:organisation/workshops/:workshop/desk', () =>
    import('./attendance/desk.tsx').then((it) => it.Desk),
  ),
  screen('/o/:organisation/workshops/:workshop/sheet', () =>
    import('./attendance/sheet.tsx').then((it) => it.SheetScreen),
  ),
  screen('/o/:organisation/workshops/:workshop/assessment', () =>
    import('./assessments/ask.tsx').then((it) => it.AskScreen),
  ),
  screen('/o/:organisation/receipts/:payment', () =>
    import('./payments/receipt.tsx').then((it) => it.Receipt),
  ),
  screen('/o/:organisation/refunds/:refund', () => import('./payments/voucher.tsx').then((it) => it.Voucher)),
  screen('/o/:organisation/workshops', () => import('./workshops/workshops.tsx').then((it) => it.Workshops)),
  screen('/o/:organisation/workshops/new', () =>
    import('./workshops/new-workshop.tsx').then((it) => it.NewWorkshop),
  ),
  screen('/o/:organisation/workshops/:workshop', () =>
    import('./workshops/workshop.tsx').then((it) => it.WorkshopScreen),
  ),
  screen('/o/:organisation/workshops/:workshop/edit', () =>
    import('./workshops/edit-workshop.tsx').then((it) => it.EditWorkshop),
  ),
  screen('/o/:organisation/workshops/:workshop/roster', () =>
    import('./registrations/roster.tsx').then((it) => it.Roster),
  ),
  screen('/o/:organisation/workshops/:workshop/paying', () =>
    import('./payments/paying.tsx').then((it) => it.Paying),
  ),
  screen('/o/:organisation/workshops/:workshop/refunds', () =>
    import('./payments/called-off.tsx').then((it) => it.CalledOff),
  ),
  screen('/o/:organisation/tiers/:tier/fees', () =>
    import('./payments/fee-rules.tsx').then((it) => it.TierFeeRules),
  ),
  screen('/o/:organisation/workshops/:workshop/fees', () =>
    import('./payments/fee-rules.tsx').then((it) => it.FeeRules),
  ),
  screen('/o/:organisation/group-payments/:payment', () =>
    import('./payments/group-payment.tsx').then((it) => it.GroupPayment),
  ),
  screen('/o/:organisation/payers', () => import('./payments/payers.tsx').then((it) => it.Payers)),
  screen('/o/:organisation/books', () => import('./payments/books.tsx').then((it) => it.Books)),
  screen('/docs', () => import('./docs/docs.tsx').then((it) => it.Docs)),
  screen('/o/:organisation/w/:workshop', () =>
    import('./workshops/public.tsx').then((it) => it.PublicWorkshopScreen),
  ),
  screen('/o/:organisation/workshops/:workshop/credentials', () =>
    import('./credentials/issuing.tsx').then((it) => it.Issuing),
  ),
  screen('/o/:organisation/workshops/:workshop/certificates', () =>
    import('./credentials/certificates.tsx').then((it) => it.Certificates),
  ),
  screen('/o/:organisation/credentials/:credential', () =>
    import('./credentials/credential.tsx').then((it) => it.CredentialScreen),
  ),
  screen('/v/:organisation/:code', () => import('./credentials/verify.tsx').then((it) => it.Verify)),
  screen('/v/:organisation', () => import('./credentials/verify.tsx').then((it) => it.VerifyNone)),
  screen('/o/:organisation/desk', () => import('./registrations/desks.tsx').then((it) => it.Desks)),
  screen('/o/:organisation/coverage/overview', () =>
    import('./reach/overview.tsx').then((it) => it.Overview),
  ),
  screen('/o/:organisation/coverage', () => import('./coverage/coverage.tsx').then((it) => it.Coverage)),
  screen('/o/:organisation/lineage', () => import('./lineage/lineage.tsx').then((it) => it.LineageScreen)),
  screen('/o/:organisation/radar', () => import('./radar/radar.tsx').then((it) => it.Radar)),
  screen('/o/:organisation/fidelity', () => import('./radar/fidelity.tsx').then((it) => it.Fidelity)),
  screen('/o/:organisation/refreshers/:refresher', () =>
    import('./radar/refresher.tsx').then((it) => it.RefresherScreen),
  ),
  screen('/o/:organisation/samples', () => import('./radar/samples.tsx').then((it) => it.Samples)),
  screen('/o/:organisation/samples/:sample', () => import('./radar/asking.tsx').then((it) => it.Asking)),
  screen('/o/:organisation/programmes/:programme/questions', () =>
    import('./radar/questions.tsx').then((it) => it.Questions),
  ),
  screen('/o/:organisation/audit', () => import('./audit/audit.tsx').then((it) => it.Audit)),
  screen('/o/:organisation/cash', () => import('./payments/my-cash.tsx').then((it) => it.MyCash)),
  screen('/o/:organisation/cash/:closing', () => import('./payments/closing.tsx').then((it) => it.Closing)),
  screen('/o/:organisation/money/reconciliation', () =>
    import('./reconciliation/reconciliation.tsx').then((it) => it.Reconciliation),
  ),
  screen('/o/:organisation/money/refund-policy', () =>
    import('./payments/refund-policy.tsx').then((it) => it.RefundPolicy),
  ),
  screen('/o/:organisation/money/claims', () => import('./payments/claims.tsx').then((it) => it.Claims)),
  screen('/o/:organisation/money/bank', () => import('./payments/bank.tsx').then((it) => it.Bank)),
  screen('/o/:organisation/money/accounts', () =>
    import('./payments/accounts.tsx').then((it) => it.Accounts),
  ),
  screen('/r/:organisation', () => import('./payments/public-receipt.tsx').then((it) => it.SharedReceipt)),
  screen('/o/:organisation/money', () => import('./payments/money.tsx').then((it) => it.Money)),
  screen('/o/:organisation/teach', () => import('./teaching/teach.tsx').then((it) => it.Teach)),
  screen('/o/:organisation/teach/batches/:workshop', () =>
    import('./teaching/batch.tsx').then((it) => it.BatchScreen),
  ),
  screen('/o/:organisation/teach/:tier/open', () =>
    import('./teaching/open-batch.tsx').then((it) => it.OpenBatch),
  ),
  screen('/o/:organisation/teach/:tier/units/:unit', () =>
    import('./teaching/unit-people.tsx').then((it) => it.UnitPeople),
  ),
  ...(import.meta.env.DEV
    ? [screen('/gallery', () => import('./gallery/gallery.tsx').then((it) => it.Gallery))]
    : []),
]
