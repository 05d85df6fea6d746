import { v7 } from 'uuid'

/** A new id for something that the person creates; sent again on a retry, it is the same row. */
export const newId = (): string => v7()
