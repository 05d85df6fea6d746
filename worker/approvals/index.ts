/**
 * Approvals: what one person asks and another decides. The tables that a decision changes have triggers on `approvals`
 * that change them, in the same transaction, so that neither an import nor a job nor a route can do so alone.
 * Words: kind (what it is about), asked, decided, withdrawn; `person` is whom it benefits, who does not decide either.
 */
export { type Asking, ask, whenAsked } from './queries.ts'
export { approvals } from './routes.ts'
export type { ApprovalKind } from './rules.ts'
export { Approval, ApprovalAsked } from './shapes.ts'
