/** What a table is of. */
export type Kind = 'units' | 'people' | 'offices' | 'trainings'

type Hint =
  | 'code'
  | 'parent_code'
  | 'level'
  | 'name'
  | 'aliases'
  | 'unit_code'
  | 'person_code'
  | 'many'
  | 'tier'
  | 'subject'
  | 'programme'
  | 'part_of_day'
type Column = { name: string; hint?: Hint }

/** The columns that each kind of table must have and may have. */
export const COLUMNS: Record<Kind, { needed: readonly Column[]; allowed: readonly Column[] }> = {
  units: {
    needed: [
      { name: 'code', hint: 'code' },
      { name: 'parent_code', hint: 'parent_code' },
      { name: 'level', hint: 'level' },
      { name: 'name_hi', hint: 'name' },
      { name: 'name_en', hint: 'name' },
    ],
    allowed: [{ name: 'aliases', hint: 'aliases' }],
  },
  people: {
    needed: [
      { name: 'unit_code', hint: 'unit_code' },
      { name: 'name_hi', hint: 'name' },
      { name: 'name_en', hint: 'name' },
    ],
    allowed: [
      { name: 'level', hint: 'level' },
      { name: 'code', hint: 'person_code' },
      { name: 'phone' },
      { name: 'email' },
      { name: 'guardian_name' },
      { name: 'gender' },
      { name: 'born_year' },
      { name: 'language' },
      { name: 'has_smartphone' },
      { name: 'can_read' },
      { name: 'office' },
      { name: 'office_from' },
      { name: 'wings', hint: 'many' },
      { name: 'skills', hint: 'many' },
    ],
  },
  offices: {
    needed: [
      { name: 'office' },
      { name: 'code', hint: 'person_code' },
      { name: 'phone' },
      { name: 'name_hi', hint: 'name' },
      { name: 'name_en', hint: 'name' },
    ],
    allowed: [
      { name: 'unit_code', hint: 'unit_code' },
      { name: 'level', hint: 'level' },
      { name: 'from' },
      { name: 'until' },
    ],
  },
  trainings: {
    needed: [
      { name: 'tier', hint: 'tier' },
      { name: 'subject', hint: 'subject' },
      { name: 'code', hint: 'person_code' },
      { name: 'phone' },
      { name: 'name_hi', hint: 'name' },
      { name: 'name_en', hint: 'name' },
    ],
    allowed: [
      { name: 'unit_code', hint: 'unit_code' },
      { name: 'level', hint: 'level' },
      { name: 'programme', hint: 'programme' },
      { name: 'trained_on', hint: 'part_of_day' },
      { name: 'trained_by' },
      { name: 'place' },
      { name: 'certificate' },
    ],
  },
}
