// Who may not be registered, nominated or written to. Pure.

/** Why nobody may register or nominate a person now. */
export type Barred = 'consent-needed' | 'guardian-needed'
