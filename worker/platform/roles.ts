// What each role may do. Pure data: grants name a role, routes name a capability, this table joins them.

/** Everything that can be permitted, on a subtree. */
export const CAPABILITIES = [
  'organisation:edit',
  'grants:edit',
  'units:read',
  'units:edit',
  'people:read',
  'people:contact',
  'people:edit',
  'programmes:read',
  'programmes:edit',
  'workshops:read',
  'workshops:edit',
  'workshops:open',
  'nominations:edit',
  'registrations:read',
  'registrations:edit',
  'dues:read',
  'payments:record',
  'payments:read',
  'payments:connect',
  'attendance:mark',
  'credentials:issue',
  'coverage:read',
  'coverage:sign',
  'audit:read',
  'approvals:decide',
  'owners:approve',
  'waivers:request',
  'waivers:approve',
  'refunds:request',
  'refunds:approve',
  'cash:confirm',
  'people:export',
  'privacy:manage',
  'fidelity:sample',
] as const

/** One thing that can be permitted. */
export type Capability = (typeof CAPABILITIES)[number]

/** What touches money: nobody who plans holds it by his role. */
const MONEY: readonly Capability[] = [
  'payments:record',
  'payments:connect',
  'waivers:request',
  'waivers:approve',
  'refunds:request',
  'refunds:approve',
  'cash:confirm',
]

const reading = ['units:read', 'programmes:read', 'workshops:read', 'coverage:read'] as const

/** Roles and their capabilities. `trainer` is also what a credential gives its holder over his unit's subtree. */
export const ROLES = {
  owner: CAPABILITIES,
  admin: CAPABILITIES.filter((c) => !MONEY.includes(c)),
  registrar: [
    ...reading,
    'people:read',
    'people:contact',
    'people:edit',
    'nominations:edit',
    'registrations:read',
    'registrations:edit',
    'people:export',
    'fidelity:sample',
    'coverage:sign',
  ],
  planner: [
    ...reading,
    'programmes:edit',
    'workshops:edit',
    'people:read',
    'registrations:read',
    'fidelity:sample',
  ],
  treasurer: [
    ...reading,
    'dues:read',
    'payments:read',
    'payments:record',
    'payments:connect',
    'registrations:read',
    'waivers:request',
    'refunds:request',
    'approvals:decide',
    'cash:confirm',
  ],
  cashier: ['workshops:read', 'registrations:read', 'dues:read', 'payments:record', 'waivers:request'],
  approver: [
    ...reading,
    'registrations:read',
    'dues:read',
    'payments:read',
    'approvals:decide',
    'waivers:approve',
    'refunds:approve',
    'cash:confirm',
  ],
  privacy_officer: [
    'units:read',
    'people:read',
    'people:contact',
    'people:export',
    'privacy:manage',
    'audit:read',
  ],
  trainer: [
    ...reading,
    'people:read',
    'nominations:edit',
    'workshops:open',
    'registrations:read',
    'registrations:edit',
    'attendance:mark',
    'credentials:issue',
  ],
  steward: ['workshops:read', 'registrations:read', 'attendance:mark'],
  supervisor: [
    'workshops:read',
    'registrations:read',
    'registrations:edit',
    'attendance:mark',
    'people:read',
    'credentials:issue',
  ],
  viewer: [...reading, 'registrations:read'],
  guest: ['workshops:read'],
} as const satisfies Record<string, readonly Capability[]>

/** The name of a set of capabilities. */
export type Role = keyof typeof ROLES

/** Every role, for shapes. */
export const ROLE_NAMES = Object.keys(ROLES) as Role[]

/** The roles that include a capability. */
export function rolesWith(capability: Capability): Role[] {
  return (Object.entries(ROLES) as [Role, readonly Capability[]][])
    .filter(([, capabilities]) => capabilities.includes(capability))
    .map(([role]) => role)
}
