/**
 * People: persons known to the organisation, what they hold and what they may do. Phone and e-mail are optional and may
 * be shared by a family; the key is internal. Nobody gives a power that he does not hold; the last owner stays.
 * Words: person, entry (an account or a card becomes a person here), office (a post held from-to), skill, grant (a role
 * on a subtree), card (printed entry for somebody without a phone).
 */
export {
  add as addPerson,
  type Change as PersonChange,
  change as changePerson,
  type Draft as PersonDraft,
  over as overPerson,
  type PersonColumns,
  personColumns,
  personFrom,
  unitJson,
  unitRef,
} from './queries.ts'
export { people } from './routes.ts'
export { About, contact, Person, PersonRow } from './shapes.ts'
